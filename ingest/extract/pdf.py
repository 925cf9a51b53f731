"""PDF text layers: physical lines with their position, footnotes, and no page furniture."""

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ingest import layout
from ingest.errors import UnreadableFile
from ingest.extract import visual
from ingest.report import REF_CLOSE, REF_OPEN, Extracted, Line, Link, Removed
from ingest.symbols import LINK

_SMALL = 0.92  # of the body's size: a footnote's line
_RAISED = 0.8  # of its line's size: a footnote's reference
_FEW = 5  # numbered paragraphs
_NUMBERED = re.compile(r"\d{1,3}\.(?:\d{1,3})?\s+\S.{30}")
_OPENS = re.compile(r"\(?\w{1,4}[.)]\s")
_RULE = re.compile(r"[_\-–—=]{5,}")
_RISE = 0.15  # of its line's size, at least, by which a reference stands higher
_BOLD_WEIGHT = 600
_ITALIC = 64  # of a font's flags (ISO 32000, 9.8.2)
_LONG_TITLE = 80  # characters: a longer line in italics may be of a quotation
_GAP = 1.4  # of the usual distance of lines
_EDGE = 3  # lines at the top and bottom of a page that may be furniture
_PAGE_NUMBER = re.compile(
    r"^(?:page |стр\. |صفحة )?\W*\d{1,4}(?:\s*/\s*\d{1,4})?(?: \d{2}-\d{5})?\W*$"
    r"|^\d{2}-\d{5} \d{1,4}/\d{1,4}$",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"\.{5,}|(?:\. ){5,}|…{3,}")
_JOB_NUMBER = re.compile(r"^\*?\d{2}-?\d{5,}\*?(?: \(\w\))?(?: \d{6})?$|^\*\d{6,}\*$")


@dataclass(frozen=True, slots=True)
class Physical:
    """A line on its page: its edges, the height at which it begins and ends (pdfium gives a line
    that was broken at a hyphen together with the next), the size of its letters; in points.
    `bold`: set apart by its type, in bold or (a short line) in italics."""

    text: str
    page: int
    left: float
    right: float
    begins: float
    ends: float
    size: float
    bold: bool


def extract(data: bytes, name: str, *, ocr: bool = False) -> Extracted:
    """Physical lines of all pages in the file's text order; with `ocr`, pages that have no text are
    read by text recognition.

    Raises UnreadableFile for a damaged or locked file and for one without a text layer.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as e:
        # pdfium's last error may be that of another file
        locked = b"/Encrypt" in data and "password" in str(e).lower()
        if locked:
            raise UnreadableFile(f"{name}: locked; save a copy without a password") from e
        raise UnreadableFile(
            f"{name}: no PDF that can be read (damaged, or it has no pages); download or export it "
            "again"
        ) from e
    lines: list[Physical] = []
    lost: list[Removed] = []
    try:
        pages = len(document)
        for i in range(pages):
            try:
                found = list(_page(document, i, ocr=ocr))
            except pypdfium2.PdfiumError:
                lost.append(Removed("", "a damaged page", i + 1))
                continue
            if not found:
                lost.append(Removed("", "a page without text: empty, a picture or a scan", i + 1))
            lines += found
    finally:
        document.close()
    if not lines and any(r.reason == "a damaged page" for r in lost):
        raise UnreadableFile(f"{name}: its pages are damaged; download or export it again")
    if not lines:
        raise UnreadableFile(
            f"{name}: the PDF has no text layer (a scan); ingest it with --ocr, which needs the "
            "extra `ocr` and tesseract, or run text recognition (OCR) on it first"
        )
    if visual.is_visual([line.text for line in lines]):
        lines = [replace(line, text=visual.logical(line.text)) for line in lines]
    return _finish(lines, pages, lost)


def _page(document: pypdfium2.PdfDocument, index: int, *, ocr: bool) -> Iterator[Physical]:
    page = document[index]
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    if ocr and not text.strip():
        from ingest.extract import ocr as recognition

        yield from recognition.lines(page, index + 1)
    start = 0
    for raw in text.split("\n"):
        stripped = raw.strip("\r \t")
        if stripped:
            first = start + raw.index(stripped[0])
            yield _physical(textpage, stripped, first, index + 1)
        start += len(raw) + 1
    textpage.close()
    page.close()


def _physical(textpage: pypdfium2.PdfTextPage, text: str, first: int, page: int) -> Physical:
    """`first` is the index of the line's first character in the page's text, which pdfium counts
    as its characters (astral characters would count twice; reports have none in running text)."""
    raw = textpage.raw
    middle = first + len(text) // 2
    sizes = [pdfium.FPDFText_GetFontSize(raw, i) for i in (first, middle, first + len(text) - 1)]
    size = sorted(sizes)[1]
    last = first + len(text) - 1
    weight = min(pdfium.FPDFText_GetFontWeight(raw, i) for i in (first, middle))
    slanted = len(text) < _LONG_TITLE and all(_italic(raw, i) for i in (first, middle, last))
    marked = _mark_references(raw, text, first, size)
    across = _edges(raw, first)[0], _edges(raw, last)[1]
    down = _baseline(raw, first), _baseline(raw, last)
    return Physical(marked, page, *across, *down, size, slanted or weight >= _BOLD_WEIGHT)


def _italic(raw: Any, index: int) -> bool:
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(raw, index, None, 0, ctypes.byref(flags))
    return bool(flags.value & _ITALIC)


def _baseline(raw: Any, index: int) -> float:
    """Height of the line that a character stands on, in points from the page's foot."""
    x, y = ctypes.c_double(), ctypes.c_double()
    ok = pdfium.FPDFText_GetCharOrigin(raw, index, ctypes.byref(x), ctypes.byref(y))
    return y.value if ok else 0.0


def _edges(raw: Any, index: int) -> tuple[float, float]:
    """Left and right edge of a character, in points; zeros where pdfium knows none."""
    box = [ctypes.c_double() for _ in range(4)]
    ok = pdfium.FPDFText_GetCharBox(raw, index, *(ctypes.byref(e) for e in box))
    return (box[0].value, box[1].value) if ok else (0.0, 0.0)


def _mark_references(raw: Any, text: str, first: int, size: float) -> str:
    """Small raised digits become footnote references; at the start of a line, a note's mark."""
    out, last = [], 0
    for m in re.finditer(r"\d{1,3}", text):
        at = first + m.start()
        if pdfium.FPDFText_GetFontSize(raw, at) > _RAISED * size:
            continue
        if m.start() and _baseline(raw, at) <= _baseline(raw, at - 1) + _RISE * size:
            continue  # smaller, but on the line: the end of a letterhead's symbol
        if m.start() and not text[m.start() - 1].isdigit():
            out += [text[last : m.start()].rstrip(" "), REF_OPEN, m[0], REF_CLOSE]
            last = m.end()
    return "".join(out) + text[last:]


def _finish(lines: Sequence[Physical], pages: int, lost: Sequence[Removed]) -> Extracted:
    furniture, mend, gap = _furniture(lines, pages), _mender(lines), _gaps(lines)
    size = _body_size(lines)
    left = Counter(round(line.left) for line in lines if len(line.text) > 40)
    margin = left.most_common(1)[0][0] if left else 0
    tables = _Tables(size)
    kept: list[Line] = []
    removed = list(lost)
    in_note = 0
    previous = None
    for line in lines:
        if reason := furniture(line):
            removed.append(Removed(line.text, reason, line.page))
            continue
        made, in_note = _line(line, size, margin, in_note)
        made = replace(made, text=mend(made.text), after_gap=gap(previous, line))
        kept.append(tables.as_row(line, made))
        previous = line
    links = tuple(Link(r.text, r.page) for r in removed if LINK.fullmatch(r.text))
    return Extracted(tuple(kept), links, tuple(removed))


def _body_size(lines: Sequence[Physical]) -> float:
    """The size of running text: that of most numbered paragraphs, or where there are few, of most
    of the text (a budget has more table than text)."""
    numbered = Counter(round(x.size, 1) for x in lines if _NUMBERED.match(x.text))
    if numbered.total() >= _FEW:
        return numbered.most_common(1)[0][0]
    body = Counter(round(x.size, 1) for x in lines for _ in range(len(x.text) // 20))
    return body.most_common(1)[0][0] if body else lines[0].size


def _gaps(lines: Sequence[Physical]) -> Callable[[Physical | None, Physical], bool]:
    """Tells whether more than a line's distance lies between two lines of one page."""
    steps = Counter(
        round(a.ends - b.begins)
        for a, b in pairwise(lines)
        if a.page == b.page and 4 < a.ends - b.begins < 40 and len(a.text) > 40
    )
    usual = steps.most_common(1)[0][0] if steps else 0

    def gap(previous: Physical | None, line: Physical) -> bool:
        if previous is None or previous.page != line.page or not usual:
            return False
        return previous.ends - line.begins > _GAP * max(usual, 1.2 * line.size)

    return gap


def _line(line: Physical, size: float, margin: float, in_note: int) -> tuple[Line, int]:
    """The line, and the page on which a footnote is open (0: none)."""
    character = 0.5 * size or 5.0  # an average letter is half as wide as it is high
    indent = max((line.left - margin) / character, 0.0)
    right = max((line.right - margin) / character, 0.0)
    made = Line(
        line.text, line.page, indent=round(indent, 1), right=round(right, 1), bold=line.bold
    )
    if line.size >= _SMALL * size:
        return made, 0
    m = re.match(r"(\d{1,3})\s*(?=\D)", line.text)
    if m and not re.match(r"\d+[.)]\s", line.text):
        return replace(made, text=line.text[m.end() :], note=m[1], bold=False), line.page
    if in_note == line.page:
        return replace(made, note="+", bold=False), in_note
    return made, 0


class _Tables:
    """Tells the lines of tables: set in small type, unless they go on with a small paragraph."""

    def __init__(self, size: float) -> None:
        self._limit = _SMALL * size
        self._paragraph = False

    def as_row(self, physical: Physical, line: Line) -> Line:
        """The line, as a row where it is one."""
        if line.note or physical.size >= self._limit:
            self._paragraph = False
            return line
        self._paragraph = bool(_OPENS.match(line.text)) or (self._paragraph and not line.after_gap)
        return line if self._paragraph else replace(line, text="", cells=(line.text,))


def _mender(lines: Sequence[Physical]) -> Callable[[str], str]:
    """Mends words that a line's end broke; pdfium joins the halves with U+FFFE."""
    whole = layout.hyphens([line.text for line in lines])
    return lambda text: re.sub(r"(\w+)\ufffe(\w+)", lambda m: whole(m[1], m[2]), text)


def _furniture(lines: Sequence[Physical], pages: int) -> Callable[[Physical], str]:
    """Tells why a line is no text of the report; an empty reason for one that is."""
    edges = _edge_lines(lines)
    repeated = Counter(shape for _, shape in {(x.page, _shape(x.text)) for x in edges})
    at_edge = {id(line) for line in edges}
    contents = _contents(lines)

    def reason(line: Physical) -> str:
        if _JOB_NUMBER.match(line.text):
            return "job number"
        if LINK.fullmatch(line.text):
            return "a link alone on its line"
        if _RULE.fullmatch(line.text):
            return "a rule"
        if id(line) in contents:
            return "table of contents"
        if id(line) not in at_edge:
            return ""
        if _PAGE_NUMBER.match(line.text):
            return "page number"
        often = repeated[_shape(line.text)] >= max(2, 0.3 * pages)
        return "running header or footer" if often else ""

    return reason


def _edge_lines(lines: Sequence[Physical]) -> list[Physical]:
    by_page: dict[int, list[Physical]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    edges = []
    for page, on_page in by_page.items():
        # the first page opens with the title, not with a running header
        top = [] if page == 1 else on_page[:_EDGE]
        edges += [*top, *[x for x in on_page[-_EDGE:] if x not in top]]
    return edges


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _contents(lines: Sequence[Physical]) -> frozenset[int]:
    """Lines from the first to the last entry with dot leaders, wrapped entries included."""
    led = [i for i, line in enumerate(lines) if _LEADERS.search(line.text)]
    if len(led) < 3:
        return frozenset()
    return frozenset(id(line) for line in lines[led[0] : led[-1] + 1])
