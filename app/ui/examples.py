"""Questions to begin with, made of the reports that are there."""

import re
from collections.abc import Callable, Iterator, Sequence

from app.ui import words
from ingest.catalog import Listed
from ingest.report import Report

MOST = 3
_LONGEST = 60  # characters of a name or heading that still make a question
_MARK = re.compile(r"^\W*(?:[IVXLC]+|[A-Z]|\d+|[一二三四五六七八九十]+)\s*[.、)．-]\s*")
_CHAIR = re.compile(
    r"elected[^.]{0,80}chair|chair[^.]{0,60}elected|当选|選為|选举|élu|انتخب|избра|eligi|eleg",
    re.IGNORECASE,
)


def examples(listed: Sequence[Listed], report: Callable[[str], Report], lang: str) -> list[str]:
    """At most three questions, each of another kind, of reports in the user's language first."""
    ordered = sorted(listed, key=lambda r: r.lang != lang)
    one_version = {r.name: r for r in reversed(ordered)}  # the first of each
    few = [report(r.id) for r in [r for r in ordered if one_version[r.name] is r][:MOST]]
    out: list[str] = []
    for turn, asked_of in enumerate(few * MOST):
        kinds = list(_questions(asked_of))
        kinds = kinds[turn % len(kinds) :] + kinds[: turn % len(kinds)]
        fresh = next((q for q in kinds if q not in out), None)
        if fresh and len(out) < MOST:
            out.append(fresh)
    return out


def _questions(r: Report) -> Iterator[str]:
    """What can be asked of a report, so that it has something to say of it."""
    name = r.symbol or _short(r.title) or r.source
    if r.dates or r.place:
        yield words.EXAMPLE_WHEN.format(report=name)
    if _CHAIR.search(r.text):
        yield words.EXAMPLE_WHO.format(report=name)
    headings = [_MARK.sub("", s.title) for s in r.sections]
    for heading in [h for h in headings if h and len(h) <= _LONGEST][1:3]:
        yield words.EXAMPLE_HEADING.format(report=name, heading=heading)
    yield words.EXAMPLE_PLAIN.format(report=name)


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1] + "…"
