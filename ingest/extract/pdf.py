"""PDF text layers: physical lines with their position, footnotes, and no page furniture."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from statistics import median

import pypdfium2

from ingest import layout
from ingest.errors import UnreadableFile
from ingest.extract import furniture, visual
from ingest.extract.page import Physical, lines_of
from ingest.report import Extracted, Line, Link, Removed
from ingest.symbols import LINK

_SMALL = 0.92  # of the body's size: a footnote's line
_SAME_SIZE = 0.06  # points
_FEW = 5  # numbered paragraphs
_NUMBERED = re.compile(r"\d{1,3}\.(?:\d{1,3})?\s+\S.{30}")
_NOTE = re.compile(r"(\d{1,3})\s*(?=\D.*[^\W\d_]{2})")  # no row of numbers
_OPENS = re.compile(r"\(?\w{1,4}[.)]\s")
_GAP = 1.4  # of the usual distance of lines
_LETTERHEAD = 12  # lines


def extract(data: bytes, name: str, *, ocr: bool = False) -> Extracted:
    """Physical lines of all pages in the file's text order; with `ocr`, pages that have no text are
    read by text recognition.

    Raises UnreadableFile for a damaged or locked file and for one without a text layer.
    """
    document = _open(data, name)
    lines: list[Physical] = []
    lost: list[Removed] = []
    try:
        pages = len(document)
        for i in range(pages):
            try:
                found = lines_of(document, i)
                if not i:
                    found = _letterhead_first(found)
                if ocr and not found:
                    found, told = _recognised(document, i)
                    lost += told
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
        lines = [replace(line, text=visual.logical(line.text), cells=()) for line in lines]
    return _finish(lines, pages, lost)


def picture(data: bytes, name: str, page: int, width: int) -> bytes:
    """A page, counted from 1, as a PNG of so many pixels across (fewer where it is very long).

    Raises UnreadableFile for a damaged or locked file, and for a page that cannot be drawn.
    """
    document = _open(data, name)
    try:
        found = document[page - 1]
        across, down = found.get_size()
        drawn = found.render(scale=min(width / across, 3 * width / down)).to_pil()
    except (pypdfium2.PdfiumError, IndexError, ZeroDivisionError) as e:
        raise UnreadableFile(f"{name}: page {page} cannot be drawn; open the file itself") from e
    finally:
        document.close()
    out = BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()


def _open(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as e:
        # pdfium's last error may be that of another file
        locked = b"/Encrypt" in data and "password" in str(e).lower()
        if locked:
            raise UnreadableFile(f"{name}: locked; save a copy without a password") from e
        raise UnreadableFile(
            f"{name}: no PDF that can be read (damaged, or it has no pages); download or export it "
            "again"
        ) from e


def _recognised(
    document: pypdfium2.PdfDocument, index: int
) -> tuple[list[Physical], list[Removed]]:
    """The lines of a scanned page, and what is to be said of their reading."""
    from ingest.extract import ocr

    found = list(ocr.lines(document[index], index + 1))
    missing = ocr.missing() if found else ()
    packs = f"read without the languages of {ocr.packs(missing)}, which are not installed"
    return found, [Removed("", packs, index + 1)] if missing else []


def _letterhead_first(lines: list[Physical]) -> list[Physical]:
    """The first page's lines; those that it draws last, above all others, come first."""
    for n in range(max(len(lines) - _LETTERHEAD, 1), len(lines)):
        if min(x.begins for x in lines[n:]) > max(x.begins for x in lines[:n]):
            return [*lines[n:], *lines[:n]]
    return lines


def _finish(lines: Sequence[Physical], pages: int, lost: Sequence[Removed]) -> Extracted:
    reason_of, mend, gap = furniture.reasons(lines, pages), _mender(lines), _gaps(lines)
    size = _body_size(lines)
    # an average letter is half as wide as it is high
    heights = [x.height for x in lines if abs(x.size - size) < _SAME_SIZE]
    character = 0.5 * median(heights or [x.height for x in lines]) or 5.0
    left = Counter(round(line.left) for line in lines if len(line.text) > 40)
    margin = left.most_common(1)[0][0] if left else 0
    tables = _Tables(size)
    kept: list[Line] = []
    removed = list(lost)
    notes = _Notes(any(x.raised and x.size < _SMALL * size for x in lines), _SMALL * size)
    previous = None
    for line in lines:
        if reason := reason_of(line):
            removed.append(Removed(line.text, reason, line.page))
            continue
        made = notes.told(line, _line(line, character, margin))
        made = replace(made, text=mend(made.text), after_gap=gap(previous, line))
        kept.append(tables.as_row(line, made, tuple(map(mend, line.cells))))
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


def _line(line: Physical, character: float, margin: float) -> Line:
    indent = round(max((line.left - margin) / character, 0.0), 1)
    right = round(max((line.right - margin) / character, 0.0), 1)
    return Line(line.text, line.page, indent=indent, right=right, bold=line.bold)


class _Notes:
    """Tells the lines of footnotes: in small type, the first with its mark. Where a document raises
    the marks of its notes, nothing else is one: a row of a table begins with a number too."""

    def __init__(self, raised: bool, limit: float) -> None:
        self._raised = raised
        self._limit = limit
        self._page = 0  # on which a note is open
        self._last = 0

    def told(self, physical: Physical, line: Line) -> Line:
        """The line, as one of a footnote where it is one."""
        if physical.size >= self._limit:
            self._page = 0
            return line
        m = _NOTE.match(line.text)
        if m and self._opens(physical, int(m[1])):
            self._page, self._last = physical.page, int(m[1])
            return replace(line, text=line.text[m.end() :], note=m[1], bold=False)
        if self._page == physical.page:
            return replace(line, note="+", bold=False)
        return line

    def _opens(self, physical: Physical, number: int) -> bool:
        if self._raised or re.match(r"\d+[.)]\s", physical.text):
            return physical.raised
        going_on = self._page == physical.page
        return not physical.cells and (not going_on or number == self._last + 1)


class _Tables:
    """Tells the lines of tables: set in small type, unless they go on with a small paragraph."""

    def __init__(self, size: float) -> None:
        self._limit = _SMALL * size
        self._paragraph = False

    def as_row(self, physical: Physical, line: Line, cells: tuple[str, ...]) -> Line:
        """The line, as a row where it is one; with its cells where they stand apart."""
        if line.note or physical.size >= self._limit:
            self._paragraph = False
            return line
        self._paragraph = bool(_OPENS.match(line.text)) or (self._paragraph and not line.after_gap)
        return line if self._paragraph else replace(line, text="", cells=cells or (line.text,))


def _mender(lines: Sequence[Physical]) -> Callable[[str], str]:
    """Mends words that a line's end broke; pdfium joins the halves with U+FFFE."""
    whole = layout.hyphens([line.text for line in lines])
    return lambda text: re.sub(r"(\w+)\ufffe(\w+)", lambda m: whole(m[1], m[2]), text)
