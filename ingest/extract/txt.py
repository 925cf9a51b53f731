"""Plain text, any encoding; often what another program extracted from a PDF."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from charset_normalizer import from_bytes

from ingest import marks
from ingest.errors import UnreadableFile
from ingest.extract import furniture
from ingest.layout import clean, display_width, ends_sentence
from ingest.report import REF_CLOSE, REF_OPEN, Extracted, Line, Link, Removed
from ingest.symbols import LINK

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# by raised figures, or as Markdown has them
_NOTE = re.compile(r"\s*(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]+)|\[\^(\d+)\]:)\s*(?=\S)")
_REFERENCE = re.compile(r"(?<=\S)(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]+)|\[\^(\d+)\](?!:))")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")  # Markdown's
# those of the six languages; they come first, since in others `Núñez` looks as likely as `Núńez`
_ENCODINGS = (
    *("utf_8", "utf_16", "utf_16_le", "utf_16_be", "utf_32"),
    *("gb18030", "big5", "cp1251", "koi8_r", "cp1252", "cp1256", "mac_roman"),
)
_LINK = "a link alone on its line"
_LONGEST_LINE = 120  # columns of a line that was broken for a page
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class _Physical:
    raw: str
    page: int

    @property
    def text(self) -> str:
        return " ".join(self.raw.split())


def extract(data: bytes, name: str) -> Extracted:
    """Physical lines, with indentation and, where blank lines mean something, gaps.

    Lines that are nothing but a link leave the text and are kept as links; so do, and are told,
    entries of a table of contents and, where form feeds part pages, what stands at their edges.
    """
    return read(decode(data, name))


def read(text: str) -> Extracted:
    """The same of a text that is decoded."""
    pages = text.split("\f")
    physical = [_Physical(raw, n) for n, page in enumerate(pages, 1) for raw in page.splitlines()]
    reason = _reasons([x for x in physical if x.text])
    gaps_mean = _gaps_mean([x.raw for x in physical])
    lines: list[Line] = []
    removed: list[Removed] = []
    gap, note_open, page, last = False, False, 1, ""
    for x in physical:
        if not x.text:
            gap = gap or gaps_mean
            continue
        if why := reason(x):
            removed.append(Removed(x.text, why, x.page if len(pages) > 1 else None))
            continue
        if x.page > page:  # a sentence may go on overleaf
            page, note_open = x.page, False
            gap = gap and (ends_sentence(last) or _opens(x.raw))
        line, note_open = _line(x.raw, gap, note_open)
        lines.append(line)
        gap, last = False, last if line.note else line.text
    links = (Link(r.text, r.page) for r in removed if r.reason == _LINK)
    return Extracted(tuple(lines), tuple(links), tuple(removed))


def _reasons(lines: Sequence[_Physical]) -> Callable[[_Physical], str]:
    """Tells why a line is no text of the report; an empty reason for one that is."""
    pages = max((line.page for line in lines), default=1)
    contents = furniture.led_entries(lines)
    on_pages = furniture.reasons(lines, pages, contents)

    def reason(line: _Physical) -> str:
        if LINK.fullmatch(line.text):
            return _LINK
        if pages > 1 and not marks.number(line.text):
            return on_pages(line)
        return "table of contents" if id(line) in contents else ""

    return reason


def decode(data: bytes, name: str) -> str:
    """The file's text. Raises UnreadableFile where the bytes are no text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=[*_ENCODINGS]).best() or from_bytes(data).best()
        text = "" if best is None else str(best)
    if not text or len(_CONTROL.findall(text)) > len(text) // 200:
        raise UnreadableFile(
            f"{name}: a binary file, not a report; give a PDF, DOCX, HTML or plain-text report"
        )
    return text


def _line(raw: str, gap: bool, note_open: bool) -> tuple[Line, bool]:
    indent = len(raw) - len(raw.lstrip())
    if m := _HEADING.match(raw):
        level = len(m[1])
        return Line(raw[m.end() :], whole=True, heading=level - 1, title=level == 1), False
    if m := _NOTE.match(raw):
        return Line(raw[m.end() :], indent=indent, note=_figures(m)), True
    if note_open and not gap and not indent and not _opens(raw):
        # the lines under a footnote are its own until a gap, an indented line or a mark
        return Line(raw, indent=indent, note="+"), True
    text = _REFERENCE.sub(lambda m: REF_OPEN + _figures(m) + REF_CLOSE, raw)
    return Line(text, indent=indent, after_gap=gap), False


def _figures(mark: re.Match[str]) -> str:
    return mark[2] or mark[1].translate(_SUPERSCRIPTS)


def _opens(text: str) -> bool:
    """Whether a line begins like a paragraph, a sub-paragraph, a heading or an annex."""
    openers = (marks.number, marks.sub, marks.heading, marks.annex)
    return any(opener(clean(text)) for opener in openers)


def _gaps_mean(physical: list[str]) -> bool:
    """Whether blank lines part blocks: not where every line is followed by one, unless the lines
    are longer than any page, so that each is a block."""
    if max(map(display_width, physical), default=0) > _LONGEST_LINE:
        return True
    filled = [bool(line.strip()) for line in physical]
    pairs = [b for a, b in pairwise(filled) if a]
    return sum(pairs) > 0.2 * len(pairs) if pairs else False
