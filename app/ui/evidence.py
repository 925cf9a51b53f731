"""An answer with everything that its page shows, taken from one snapshot while it is open.

The pages keep this for the whole conversation: an old answer is shown as it was given, even when
its reports have been removed since.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal
from urllib.parse import quote

from app.answer import Answer, Citation, Sentence, Turn
from app.assistant import Assistant, unheard, unwatched
from index.filters import EVERYTHING, Filter
from index.passage import Passage
from index.search import Index
from ingest.catalog import Listed
from ingest.errors import RapporteurError
from ingest.report import Paragraph, Report

_NEAREST = 3
# Organs whose documents the United Nations serves by symbol.
_ORGANS = frozenset(
    "A CD DP E ECE PBC S ST T TD BWC CCW NPT FCCC CAC CTOC "
    "CAT CCPR CED CEDAW CERD CMW CRC CRPD HRI".split()
)

Span = tuple[int, int]
Stage = Literal["opening", "searching", "reading", "writing", "checking"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A paragraph that stands near the one that is cited."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A paragraph as it is shown. `quote` and `words` are spans in `text`; None: nothing marked.

    `report` and `number` say where it can be read; `versions` are the report's other languages,
    each with the id of its report.
    """

    label: str
    heading: tuple[str, ...]
    source: str
    page: int | None
    lang: str
    url: str | None
    text: str
    before: tuple[Neighbour, ...] = ()
    after: tuple[Neighbour, ...] = ()
    quote: Span | None = None
    words: Span | None = None
    report: str = ""
    number: str = ""
    versions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with what came of it: an answer and its evidence, or a problem in words."""

    question: str
    answer: Answer | None = None
    evidence: tuple[Evidence, ...] = ()
    problem: str = ""


def exchange(
    assistant: Assistant,
    question: str,
    only: Filter = EVERYTHING,
    lang: str | None = None,
    history: Sequence[Exchange] = (),
    stage: Callable[[Stage], None] = unwatched,
    tell: Callable[[Sentence], None] = unheard,
) -> Exchange:
    """Ask, and gather the evidence; `stage` is told what begins, `tell` each sentence that a
    language model wrote once it is checked, and what they raise ends the work. What the user can
    mend becomes the exchange's problem."""
    turns = [_turn(e.answer) for e in history if e.answer]
    ask = partial(
        assistant.ask, question, only=only, lang=lang, history=turns, stage=stage, tell=tell
    )
    try:
        stage("opening")
        _ = assistant.index
        answer = ask()
        index = assistant.index
        if index.fingerprint != answer.snapshot:  # swapped in this moment: the new one is asked
            answer = ask()
            index = assistant.index
    except RapporteurError as e:
        return Exchange(question, problem=str(e))
    stage("checking")
    return Exchange(question, answer, gather(answer.cited, answer.passages, index))


def _turn(answer: Answer) -> Turn:
    cited = dict.fromkeys(c.report for c in answer.citations)
    return Turn(answer.question, answer.answer, tuple(cited))


def gather(
    citations: Iterable[Citation], passages: Sequence[Passage], index: Index
) -> tuple[Evidence, ...]:
    """The cited paragraphs, or the nearest ones where nothing is cited."""
    cited = tuple(_cited(c, index) for c in citations)
    return cited or tuple(_near(p, index) for p in passages[:_NEAREST])


def _cited(c: Citation, index: Index) -> Evidence:
    report = index.report(c.report)
    unit = _unit(report, c.start)
    at = unit.start
    before, after = _around(report, unit)
    return Evidence(
        label=c.full_label,
        heading=c.heading,
        source=c.source,
        page=c.page,
        lang=c.lang,
        url=official(c.symbol, c.lang),
        text=report.text[at : max(report.whole(unit)[1], c.end)],  # a list runs on below it
        before=before,
        after=after,
        quote=(c.start - at, c.end - at),
        words=(c.answer_start - at, c.answer_end - at),
        report=report.id,
        number=c.paragraph,
        versions=versions(report, index.listed),
    )


def _near(passage: Passage, index: Index) -> Evidence:
    report = index.report(passage.report)
    unit = _unit(report, passage.start)
    return Evidence(
        label=f"{report.name}, {unit.label}",
        heading=unit.heading,
        source=report.source,
        page=unit.page,
        lang=report.lang,
        url=official(report.symbol, report.lang),
        text=_text(report, unit),
        report=report.id,
        number=unit.number,
        versions=versions(report, index.listed),
    )


def versions(report: Report, listed: Iterable[Listed]) -> tuple[tuple[str, str], ...]:
    """The other languages of a report, each with the id of that version."""
    if report.symbol is None:
        return ()
    same = [r for r in listed if r.symbol == report.symbol and r.id != report.id]
    return tuple((r.lang, r.id) for r in same)


def _units(report: Report) -> list[Paragraph]:
    """The paragraphs and notes; items and rows belong to these."""
    return [p for p in report.paragraphs if p.kind in ("paragraph", "note")]


def _unit(report: Report, position: int) -> Paragraph:
    return next(p for p in _units(report) if p.start <= position < report.whole(p)[1])


def _text(report: Report, p: Paragraph) -> str:
    return report.text[slice(*report.whole(p))]


def _around(report: Report, unit: Paragraph) -> tuple[tuple[Neighbour, ...], tuple[Neighbour, ...]]:
    """What stands before a paragraph (the lead-ins that it hangs on included) and after it."""
    units = _units(report)
    at = units.index(unit)
    before = {p.number: p for p in [*_lead_ins(report, unit), *units[max(at - 1, 0) : at]]}
    ordered = sorted(before.values(), key=lambda p: p.start)
    return (
        tuple(Neighbour(p.label, _text(report, p)) for p in ordered),
        tuple(Neighbour(p.label, _text(report, p)) for p in units[at + 1 : at + 2]),
    )


def _lead_ins(report: Report, unit: Paragraph) -> list[Paragraph]:
    found: list[Paragraph] = []
    parent = report.find(unit.parent) if unit.parent else None
    while parent is not None:
        if parent.kind == "paragraph":
            found.append(parent)
        parent = report.find(parent.parent) if parent.parent else None
    return found


def official(symbol: str | None, lang: str) -> str | None:
    """Where the United Nations serves the document; None for a symbol that is not theirs."""
    if symbol is None or symbol.partition("/")[0] not in _ORGANS:
        return None
    return f"https://undocs.org/{lang}/{quote(symbol, safe='/')}"
