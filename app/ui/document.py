"""A report as it is read: headings, paragraphs with their tables and footnotes, in order, and what
stands between them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ingest.report import Kind, Paragraph, Report, Section

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph with the rows of its table and the footnotes that it refers to."""

    paragraph: Paragraph
    rows: tuple[Paragraph, ...] = ()
    notes: tuple[Paragraph, ...] = ()

    @property
    def depth(self) -> int:
        """How far it is indented: 0 for a paragraph, 1 for (a), 2 for (i)."""
        return self.paragraph.number.count("(")

    def holds(self, p: Paragraph | None) -> bool:
        """Whether a paragraph, item, row or note is shown as a part of this."""
        if p is None:
            return False
        own = (self.paragraph, *self.rows, *self.notes)
        inside = self.paragraph.start <= p.start < self.paragraph.end
        return inside or any(x.number == p.number for x in own)


@dataclass(frozen=True, slots=True)
class Loose:
    """A span of the report's text that no heading, paragraph, row or note has."""

    start: int
    end: int


Block = Section | Unit | Loose
Pair = tuple[Block | None, Block | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline: a heading, and the number of the first paragraph under it."""

    title: str
    level: int
    number: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph in which searched words stand, and where they stand in its text."""

    paragraph: Paragraph
    text: str
    spans: tuple[Span, ...]


def blocks(report: Report) -> list[Block]:
    """Headings and paragraphs, and what stands between and after them, in the order of the text. A
    footnote stands under the paragraph that refers to it, or, where none does, where the text has
    it."""
    named = {p.number: p for p in report.paragraphs}
    owned: dict[tuple[Kind, str], list[Paragraph]] = {}
    units = []
    for p in report.paragraphs:
        owner = _owner(p, named)
        if p.kind in ("row", "note") and owner:
            owned.setdefault((p.kind, owner), []).append(p)
        elif p.kind in ("paragraph", "note"):
            units.append(p)
    shown = [
        Unit(p, *(tuple(owned.get((kind, p.number), ())) for kind in ("row", "note")))
        for p in units
    ]
    parts = sorted([*report.sections, *shown], key=_start)
    return sorted([*parts, *_loose(report, parts)], key=_start)


def _loose(report: Report, parts: Sequence[Section | Unit]) -> list[Loose]:
    """What these leave out below the first of them. What stands before one on its own line is its
    mark."""
    text = f"{report.text}\n"
    at = _start(parts[0]) if parts else len(text)  # above it is the front
    out = []
    for start, end in [*sorted(_spans(parts)), (len(text), len(text))]:
        between = text[at : text.rfind("\n", at, start) + 1]
        if said := between.strip():
            first = at + between.index(said)
            out.append(Loose(first, first + len(said)))
        at = max(at, end)
    return out


def _spans(parts: Iterable[Section | Unit]) -> list[Span]:
    own: list[Section | Paragraph] = []
    for part in parts:
        own += [part.paragraph, *part.rows, *part.notes] if isinstance(part, Unit) else [part]
    return [(x.start, x.end) for x in own]


def _owner(part: Paragraph, named: Mapping[str, Paragraph]) -> str | None:
    """The paragraph under which an item, row or footnote is shown."""
    above = named.get(part.parent) if part.parent else None
    while above is not None and above.kind != "paragraph":
        above = named.get(above.parent) if above.parent else None
    return above.number if above else None


def _start(block: Block) -> int:
    return block.paragraph.start if isinstance(block, Unit) else block.start


def front(report: Report, parts: Sequence[Block]) -> str:
    """What stands above the first heading or paragraph: symbol, date, title."""
    if not parts:
        return report.text
    first = _start(parts[0])
    return report.text[: report.text.rfind("\n", 0, first) + 1].strip()


def outline(parts: Sequence[Block]) -> list[Entry]:
    """The headings, each with the paragraph that it leads to."""
    out: list[Entry] = []
    waiting: list[Section] = []
    for part in parts:
        if isinstance(part, Section):
            waiting.append(part)
        elif isinstance(part, Unit):
            out += [Entry(s.title, s.level, part.paragraph.number) for s in waiting]
            waiting = []
    return out


def side_by_side(first: Sequence[Block], second: Sequence[Block]) -> list[Pair]:
    """The blocks of two versions of a report, those with the same number beside each other."""
    matcher = SequenceMatcher(None, _keys(first), _keys(second), autojunk=False)
    out: list[Pair] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            out += zip(first[a:b], second[c:d], strict=True)
        else:
            out += [(block, None) for block in first[a:b]]
            out += [(None, block) for block in second[c:d]]
    return out


def _keys(parts: Sequence[Block]) -> list[str]:
    """What a block is known by in every language: its number; of any other, its kind, the number
    after which it stands, and its place there."""
    keys: list[str] = []
    numbered = ""
    since: Counter[str] = Counter()
    for part in parts:
        if isinstance(part, Unit):
            numbered = part.paragraph.number
            since.clear()
            keys.append(numbered)
        else:
            kind = "heading" if isinstance(part, Section) else "text"
            since[kind] += 1
            keys.append(f"{kind} {since[kind]} after {numbered}")
    return keys


def search(report: Report, words: str) -> list[Hit]:
    """The paragraphs, items, rows and notes that hold these words, as a run, in any case."""
    wanted = [re.escape(w) for w in words.split()]
    if not wanted:
        return []
    pattern = re.compile(r"\s+".join(wanted), re.IGNORECASE)
    out = []
    for p in report.paragraphs:
        if p.kind == "item":  # it stands in its paragraph's text
            continue
        text = report.slice(p)
        if spans := tuple(m.span() for m in pattern.finditer(text)):
            out.append(Hit(p, text, spans))
    return out
