"""The lines of a PDF's page with their place and type, from the characters that pdfium gives."""

import ctypes
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.extract import columns
from ingest.report import REF_CLOSE, REF_OPEN

_RAISED = 0.8  # of its line's size: a footnote's reference
_SMALLER = 0.92  # of the size of what comes after: a mark that begins a line
_RISE = 0.15  # of its line's size, at least, by which a reference stands higher
_BOLD_WEIGHT = 600
_ITALIC = 64  # of a font's flags (ISO 32000, 9.8.2)
_LONG_TITLE = 80  # characters: a longer line in italics may be of a quotation
_SPACE = 0.1  # of a line's size: two words stand apart


@dataclass(frozen=True, slots=True)
class Physical:
    """A line on its page: its edges, the height at which it begins and ends (pdfium gives a line
    that was broken at a hyphen together with the next), the size of its font and what the page
    makes of it (some set all type in size 1, some scale each line of a scan); in points.
    `bold`: set apart by its type, in bold or (a short line) in italics. `cells`: the texts of its
    parts, where several stand apart in it; `raised`: it begins with a note's raised mark."""

    text: str
    page: int
    left: float
    right: float
    begins: float
    ends: float
    size: float
    height: float
    bold: bool
    cells: tuple[str, ...] = ()
    raised: bool = False


def lines_of(document: pypdfium2.PdfDocument, index: int) -> list[Physical]:
    """The lines of a page's text layer, in the order in which they are read."""
    page = document[index]
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    start = 0
    found: list[tuple[Physical, list[Physical]]] = []
    for raw in text.split("\n"):
        stripped = raw.strip("\r \t")
        if stripped:
            first = start + raw.index(stripped[0])
            found.append(_with_parts(textpage, stripped, first, index + 1))
        start += len(raw) + 1
    ordered = _rejoined(columns.in_order(found))
    textpage.close()
    page.close()
    return ordered


def _with_parts(
    textpage: pypdfium2.PdfTextPage, text: str, first: int, page: int
) -> tuple[Physical, list[Physical]]:
    """A line, and its parts where several stand apart in it."""
    line = _physical(textpage, text, first, page)
    places = columns.parts(text, lambda i: _edges(textpage.raw, first + i), line.height)
    if len(places) < 2:
        return line, []
    parts = [_physical(textpage, text[a:b], first + a, page) for a, b in places]
    return replace(line, cells=tuple(part.text for part in parts)), parts


def _rejoined(lines: Iterable[Physical]) -> list[Physical]:
    """The lines, put together where pdfium broke one after a raised reference in its middle or
    the mark of a note."""
    out: list[Physical] = []
    for line in lines:
        above = out[-1] if out else None
        if above and _is_mark(above, line) and _beside(above, line):
            out[-1] = replace(line, text=above.text + line.text, left=above.left, raised=True)
        elif above and above.text.endswith(REF_CLOSE) and _beside(above, line):
            space = " " if line.left - above.right > _SPACE * line.height else ""
            out[-1] = replace(
                above, text=above.text + space + line.text, right=line.right, ends=line.ends
            )
        else:
            out.append(line)
    return out


def _is_mark(a: Physical, b: Physical) -> bool:
    """Whether a line is nothing but the raised mark of the note that the next one begins."""
    return a.text.isdigit() and len(a.text) < 4 and a.size <= _RAISED * b.size


def _beside(a: Physical, b: Physical) -> bool:
    """Whether a line goes on where another one stops, at the same height."""
    level = abs(a.ends - b.begins) < b.height  # a raised digit stands a little higher
    return level and -_SPACE * b.height < b.left - a.right < 2 * b.height


def _physical(textpage: pypdfium2.PdfTextPage, text: str, first: int, page: int) -> Physical:
    """`first` is the index of the line's first character in the page's text, which pdfium counts
    as its characters (astral characters would count twice; reports have none in running text)."""
    raw = textpage.raw
    last = first + len(text) - 1
    after = min(first + len(text) - len(text.lstrip("0123456789 ")), last)  # a note's mark
    middle = (after + last + 1) // 2
    size = sorted(pdfium.FPDFText_GetFontSize(raw, i) for i in (after, middle, last))[1]
    weight = min(pdfium.FPDFText_GetFontWeight(raw, i) for i in (first, middle))
    slanted = len(text) < _LONG_TITLE and all(_italic(raw, i) for i in (first, middle, last))
    marked = _mark_references(raw, text, first, size)
    height = size * _scale(raw, middle)
    raised = first < after < last and _is_raised(raw, first, after)
    across = _edges(raw, first)[0], _edges(raw, last)[1]
    down = _baseline(raw, first), _baseline(raw, last)
    return Physical(
        marked, page, *across, *down, size, height, slanted or weight >= _BOLD_WEIGHT, raised=raised
    )


def _is_raised(raw: Any, first: int, after: int) -> bool:
    """Whether the digits that begin a line are smaller than what comes after and stand higher."""
    size = pdfium.FPDFText_GetFontSize(raw, after)
    small = pdfium.FPDFText_GetFontSize(raw, first) < _SMALLER * size
    return small and _baseline(raw, first) > _baseline(raw, after) + _RISE * size


def _scale(raw: Any, index: int) -> float:
    """By how much the page enlarges a character's font: some set all type in size 1."""
    matrix = pdfium.FS_MATRIX()
    ok = pdfium.FPDFText_GetMatrix(raw, index, ctypes.byref(matrix))
    return math.hypot(matrix.c, matrix.d) or 1.0 if ok else 1.0


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
