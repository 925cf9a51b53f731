"""A run as Markdown, for a pull request or a page of notes."""

import re
from collections.abc import Iterator, Mapping, Sequence

from app.answer import Citation
from eval import summary
from eval.claim_measures import ClaimResult
from eval.measures import Result
from eval.run import Figures, Run
from ingest.numbers import label

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-!|~&])")
_LONGEST = 300  # characters of a quote that are shown


def page(runs: Sequence[Run]) -> str:
    """The whole document."""
    lines = ["# How right the answers are", ""]
    for done in runs:
        lines += _run(done)
    return "\n".join(lines)


def _run(done: Run) -> Iterator[str]:
    yield from (f"## {escaped(done.set)}", "", summary.sentence(done), "")
    yield from ("In brackets: the number of questions. The interval is of 95 %.", "")
    if done.results:
        yield from _table("Language", summary.languages(done))
        yield from _table("Kind", summary.kinds(done))
    if rows := summary.systems(done):
        yield from _table("System", rows)
    if done.claims:
        yield from _table("Language", summary.claims(done), summary.CLAIM_COLUMNS)
    yield from ("| Figure | Value | Interval | Questions |", "| --- | --- | --- | --- |")
    for name, e in done.figures.items():
        yield f"| {name} | {summary.value(name, e)} | {summary.interval(name, e)} | {e.count} |"
    failed = summary.failed(done.results)
    yield from ("", f"### Questions that failed: {len(failed)} of {len(done.results)}", "")
    for r, why in failed:
        yield from _failure(r, why)
    if done.claims:
        wrong = [r for r in done.claims if not r.right]
        yield from ("", f"### Claims that failed: {len(wrong)} of {len(done.claims)}", "")
        for r in wrong:
            yield from _wrong_claim(r)
    yield from ("", "### How this was made", "")
    for name, value in summary.settings(done):
        yield f"- {name}: {escaped(value)}"
    yield ""


def _table(
    first: str, rows: Figures, columns: Mapping[str, str] = summary.COLUMNS
) -> Iterator[str]:
    yield f"| {first} | {' | '.join(columns)} |"
    yield "| --- |" + " --- |" * len(columns)
    for name, row in rows.items():
        cells = (f"{summary.value(c, row[c])} ({row[c].count})" for c in columns)
        yield f"| {escaped(name)} | {' | '.join(cells)} |"
    yield ""


def _failure(r: Result, why: Sequence[str]) -> Iterator[str]:
    q = r.question
    about = ", ".join((q.lang, q.kind.replace("_", " "), escaped(q.id)))
    yield f"- **{escaped(' › '.join(q.turns))}** ({about})"
    yield f"  - why: {escaped('; '.join(why))}"
    if q.unanswerable:
        yield "  - gold: no answer"
    else:
        where = " or ".join(label(n) for n in q.paragraphs)
        accepted = " · ".join(dict.fromkeys(q.accepted()))
        yield f"  - gold: {escaped(where)}: {escaped(accepted)}"
    yield from _cited(r.answer.citations)


def _wrong_claim(r: ClaimResult) -> Iterator[str]:
    c = r.claim
    yield f"- **{escaped(c.claim)}** ({c.lang}, {escaped(c.id)})"
    yield f"  - why: {escaped(f'{c.verdict}, but judged {r.said}')}"
    if c.paragraphs:
        yield f"  - gold: {escaped(' or '.join(label(n) for n in c.paragraphs))}"
    yield from _cited(r.verification.worst.citations)


def _cited(citations: Sequence[Citation]) -> Iterator[str]:
    for c in citations:
        yield f"  - cited: {escaped(c.full_label)}: {escaped(_short(c.quote))}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def escaped(text: str) -> str:
    """Text that Markdown renders as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
