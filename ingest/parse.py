"""Extracted lines to a Report: one canonical text, and spans into it for everything."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ingest import front, language, layout, marks, symbols
from ingest.errors import UnreadableFile
from ingest.outline import Entry, Outline, Unit
from ingest.report import (
    EMPTY_CELL,
    REF_CLOSE,
    REF_OPEN,
    Extracted,
    Line,
    Paragraph,
    Removed,
    Report,
    Section,
)

_SHORT_TITLE = 20
_RUNNING = 60  # display columns: a sentence, no note of distribution
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_REFS = re.compile(rf"{REF_OPEN}[^{REF_CLOSE}]*{REF_CLOSE}(?:, ?\d{{1,2}}(?!\w))*[, ]*")
_REF = re.compile(f"{REF_OPEN}([^{REF_CLOSE}]*){REF_CLOSE}")


def parse(extracted: Extracted, source: str, sha256: str, path: str = "") -> Report:
    """The report in an extracted file. `source` is the file's name, `sha256` of its bytes.

    Raises UnreadableFile where the file holds no text.
    """
    lines = [_cleaned(line) for line in extracted.lines]
    outline = Outline(lines).read()
    if outline.entries and all(e.front for e in outline.entries):
        outline = Outline(lines, _text_begins(outline.entries)).read()
    entries = outline.entries
    if not entries:
        raise UnreadableFile(
            f"{source}: no text found; if it is a scan, run text recognition (OCR) on it first"
        )
    matter = front.read([_without_refs(e) for e in entries if e.front])
    draft = _Assembly(notes={e.unit.mark for e in outline.notes if e.unit})
    for entry in (*entries, *outline.notes):
        draft.add(entry)
    text, paragraphs = draft.text(), draft.paragraphs()
    lang = language.detect(text)
    symbol = matter.symbol or _listed_symbol(matter.title, text, paragraphs)
    symbol = symbol or _running_symbol(extracted.removed)
    return Report(
        id=report_id(symbol, lang, text),
        source=source,
        path=path or source,
        sha256=sha256,
        lang=lang,
        text=text,
        paragraphs=paragraphs,
        title=_heading_title(entries) or matter.title,
        symbol=symbol,
        session=matter.session,
        dates=matter.dates,
        place=matter.place,
        body=matter.body,
        agenda_item=matter.agenda_item,
        distributed=matter.distributed,
        original=matter.original,
        sections=tuple(draft.sections),
        links=extracted.links,
        removed=extracted.removed,
    )


def report_id(symbol: str | None, lang: str, text: str) -> str:
    """Stable: symbol and language, else language and a hash of the canonical text."""
    stem = symbols.key(symbol) if symbol else hashlib.sha256(text.encode()).hexdigest()[:12]
    return f"{stem}.{lang}"


def _cleaned(line: Line) -> Line:
    cells = tuple(_clean(cell) for cell in line.cells)
    return replace(line, text=_clean(line.text), cells=cells)


def _clean(text: str) -> str:
    return symbols.in_latin(layout.clean(text))


def _without_refs(entry: Entry) -> Line:
    """A line of the front matter, without its references to notes."""
    text = _REFS.sub("", entry.text or entry.line.text)
    return replace(entry.line, text=text.strip())


def _heading_title(entries: Sequence[Entry]) -> str | None:
    """The report's title where it is a heading by its style, without a mark, and none of the lines
    above it is said to be the title."""
    front_lines = [e for e in entries if e.front]
    first = next((e for e in entries if not e.front), None)
    if not first or not first.first.heading or not front_lines:
        return None
    if marks.heading(first.text) or any(e.first.title for e in front_lines):
        return None
    if len(first.text) < _SHORT_TITLE:  # `Part IV`
        return None
    return _REFS.sub("", first.text).strip()


def _text_begins(entries: Sequence[Entry]) -> Line:
    """Where the text begins of a report that has neither sections nor numbers: below its
    letterhead and title, whose lines are short and no sentences."""
    begins = (e for e in entries if _is_running(e.text))
    title = front.read([replace(e.line, text=e.text) for e in entries[:6]]).title
    below = (e for e in entries if e.text != title)
    return next(begins, next(below, entries[0])).first


def _is_running(text: str) -> bool:
    return layout.display_width(text) > _RUNNING and layout.ends_sentence(text)


def _listed_symbol(title: str, text: str, paragraphs: Iterable[Paragraph]) -> str | None:
    """The symbol under which a report lists itself among its documents."""
    wanted = _squash(title)
    for p in paragraphs:
        row = text[p.start : p.end].split("\t") if p.kind == "row" else []
        cells = [cell for cell in row if cell not in ("", EMPTY_CELL)]
        if len(cells) == 2 and wanted and _squash(cells[1]) == wanted:
            return symbols.whole_symbol(cells[0])
    return None


def _running_symbol(removed: Iterable[Removed]) -> str | None:
    """The symbol that stands at the edge of pages, where no first page says it."""
    edges = (symbols.whole_symbol(_clean(r.text)) for r in removed if r.page)
    counted = Counter(found for found in edges if found)
    return next((found for found, times in counted.most_common(1) if times > 1), None)


def _squash(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


@dataclass(slots=True)
class _Draft:
    """A unit whose span grows while lines are added."""

    unit: Unit
    number: str
    start: int
    end: int
    parent: str | None


@dataclass(slots=True)
class _Assembly:
    """Lines of canonical text, and the spans that they give to units and headings."""

    notes: set[str]
    lines: list[str] = field(default_factory=list)
    length: int = 0
    sections: list[Section] = field(default_factory=list)
    drafts: dict[int, _Draft] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    referrers: dict[str, str] = field(default_factory=dict)
    position: int = 0

    def add(self, entry: Entry) -> None:
        """Append one entry's line and extend its unit's span (and its owner's)."""
        mark = entry.unit.mark if entry.unit and entry.opens else ""
        body, refs = _take_refs(entry.text, self.notes)
        line = f"{mark} {body}".strip()
        if not line:
            return
        start, end = self.length + len(line) - len(body), self.length + len(line)
        self.lines.append(line)
        self.length = end + 1
        if entry.level:
            self.sections.append(Section(body, entry.level, start, end))
        elif entry.unit and body:
            number = self._extend(entry.unit, start, end)
            self.referrers.update((ref, number) for ref in refs if ref not in self.referrers)

    def text(self) -> str:
        """The canonical text."""
        return "\n".join(self.lines)

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All units in the order of the text."""
        return tuple(
            Paragraph(
                number=d.number,
                mark=d.unit.mark,
                kind=d.unit.kind,
                start=d.start,
                end=d.end,
                heading=d.unit.heading,
                page=d.unit.page,
                parent=self.referrers.get(d.unit.mark) if d.unit.kind == "note" else d.parent,
            )
            for d in self.drafts.values()
        )

    def _extend(self, unit: Unit, start: int, end: int) -> str:
        draft = self.drafts.get(id(unit))
        if draft is None:
            draft = self._open(unit, start, end)
        draft.end = end
        if unit.kind == "item" and unit.parent and (owner := self.drafts.get(id(unit.parent))):
            owner.end = end
        return draft.number

    def _open(self, unit: Unit, start: int, end: int) -> _Draft:
        if unit.kind in ("item", "row") and unit.parent and id(unit.parent) not in self.drafts:
            self._open(unit.parent, start, end)  # a list or table without a lead-in: its first line
        owner = self.drafts.get(id(unit.parent)) if unit.parent else None
        relative = unit.number.startswith("(")  # of an unnumbered paragraph: it comes in its place
        if unit.kind == "paragraph" and not relative:
            self.position += 1
        number = unit.number or f"p{self.position}"
        if unit.kind in ("item", "row") and owner:
            number = f"{owner.number}.{number}"
        elif relative and owner:
            number = owner.number.partition("(")[0] + number
        draft = _Draft(unit, self._unique(number), start, end, owner.number if owner else None)
        self.drafts[id(unit)] = draft
        return draft

    def _unique(self, number: str) -> str:
        candidate, n = number, 1
        while candidate in self.numbers:
            n += 1
            candidate = f"{number}~{n}"
        self.numbers.add(candidate)
        return candidate


def _take_refs(text: str, notes: set[str]) -> tuple[str, list[str]]:
    """The text without its references to footnotes, and their marks. A raised digit that refers to
    none stays in the text (`40 m²`)."""
    refs = [m[1] for m in _REF.finditer(text) if m[1] in notes]

    def kept(m: re.Match[str]) -> str:
        return "" if m[1] in notes else m[1].translate(_SUPERSCRIPTS)

    return _REF.sub(kept, text).strip(), refs
