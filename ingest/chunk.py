"""Reports to chunks: what is embedded and ranked.

A chunk is a paragraph, an item, a row or a note, or a piece of one that is over the limit. It knows
the paragraph that it proves (`paragraph`), its own span, and the heading and lead-in that its
embedding may carry (`context`). What is cited is the span alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest import sentences, tokens
from ingest.numbers import eid
from ingest.report import Paragraph, Report

_MARK = re.compile(r"\S{1,8}")
_CONTEXT_LIMIT = 240  # characters of heading and lead-in: enough to place a paragraph


@dataclass(frozen=True, slots=True)
class Chunk:
    """A span of one report's text. `unit` is the part that it lies in (`6.item3`), `paragraph`
    the numbered paragraph that a citation names (`6`); `part` counts the pieces of one unit."""

    report: str
    paragraph: str
    unit: str
    start: int
    end: int
    part: int = 0
    context: str = ""

    @property
    def id(self) -> str:
        """Unique in a library: report, language and place, in the habit of Akoma Ntoso."""
        return f"{self.report}#{eid(self.unit)}" + (f"@{self.part}" if self.part else "")


def chunks(report: Report, limit: int) -> list[Chunk]:
    """All chunks of a report, in order. `limit` is in o200k_base tokens."""
    by_number = {p.number: p for p in report.paragraphs}
    out: list[Chunk] = []
    above = {p.parent for p in report.paragraphs}
    for p in report.paragraphs:
        if p.number in above and not p.mark and _MARK.fullmatch(report.slice(p)):
            continue  # `8.` above `(a)`: all that it says is in its parts
        owner = _owner(p, by_number)
        context = _context(report, p, by_number)
        for part, (start, end) in enumerate(_pieces(report, p, limit)):
            out.append(Chunk(report.id, owner.number, p.number, start, end, part, context))
    return out


def cited_paragraph(report: Report, number: str) -> str:
    """The numbered paragraph that a unit belongs to: `6` for `6.item3`, `8(a)` for itself."""
    by_number = {p.number: p for p in report.paragraphs}
    return _owner(by_number[number], by_number).number


def _owner(p: Paragraph, by_number: dict[str, Paragraph]) -> Paragraph:
    while p.kind in ("item", "row") and p.parent in by_number:
        p = by_number[p.parent]
    return p


def _context(report: Report, p: Paragraph, by_number: dict[str, Paragraph]) -> str:
    """Headings, and the first lines of the paragraphs above a part (`decided as follows:`)."""
    lead: list[str] = []
    above = by_number.get(p.parent or "")
    while above is not None:
        lead.insert(0, report.slice(above).split("\n", 1)[0])
        above = by_number.get(above.parent or "")
    return " · ".join([*p.heading, *lead])[-_CONTEXT_LIMIT:]


def _pieces(report: Report, p: Paragraph, limit: int) -> Iterator[tuple[int, int]]:
    text = report.text
    if tokens.count(text[p.start : p.end]) <= limit:
        yield p.start, p.end
        return
    units = [
        piece
        for a, b in sentences.sentences(text, p.start, p.end)
        for piece in _sentence(text, a, b, limit)
    ]
    begin, end = units[0]
    for a, b in units[1:]:
        if tokens.count(text[begin:b]) > limit:
            yield begin, end
            begin = a
        end = b
    yield begin, end


def _sentence(text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    """A sentence, cut at clauses where it is over the limit, and anywhere where a clause is."""
    if tokens.count(text[start:end]) <= limit:
        yield start, end
        return
    for a, b in sentences.clauses(text, start, end):
        if tokens.count(text[a:b]) <= limit:
            yield a, b
        else:
            yield from _halves(text, a, b, limit)


def _halves(text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    """One endless word, halved until each piece is within the limit."""
    if end - start == 1 or tokens.count(text[start:end]) <= limit:
        yield start, end
        return
    middle = (start + end) // 2
    yield from _halves(text, start, middle, limit)
    yield from _halves(text, middle, end, limit)
