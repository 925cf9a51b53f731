"""Plain text, any encoding; often what another program extracted from a PDF."""

import re
from itertools import pairwise

from charset_normalizer import from_bytes

from ingest.errors import UnreadableFile
from ingest.layout import display_width
from ingest.report import REF_CLOSE, REF_OPEN, Extracted, Line, Link, Removed
from ingest.symbols import LINK

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NOTE = re.compile(r"\s*([⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s*(?=\S)")
_REFERENCE = re.compile(r"(?<=\S)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_LONGEST_LINE = 120  # columns of a line that was broken for a page
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def extract(data: bytes, name: str) -> Extracted:
    """Physical lines, with indentation and, where blank lines mean something, gaps.

    Lines that are nothing but a link leave the text and are kept as links.
    """
    physical = decode(data, name).splitlines()
    gaps_mean = _gaps_mean(physical)
    lines: list[Line] = []
    links: list[Link] = []
    removed: list[Removed] = []
    gap, note_open = False, False
    for raw in physical:
        if not raw.strip():
            gap = gap or gaps_mean
            continue
        if LINK.fullmatch(raw.strip()):
            links.append(Link(raw.strip()))
            removed.append(Removed(raw.strip(), "a link alone on its line"))
            continue
        line, note_open = _line(raw, gap, note_open)
        lines.append(line)
        gap = False
    return Extracted(tuple(lines), tuple(links), tuple(removed))


def decode(data: bytes, name: str) -> str:
    """The file's text. Raises UnreadableFile where the bytes are no text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(data).best()
        text = "" if best is None else str(best)
    if not text or len(_CONTROL.findall(text)) > len(text) // 200:
        raise UnreadableFile(
            f"{name}: a binary file, not a report; give a PDF, DOCX, HTML or plain-text report"
        )
    return text.replace("\f", "\n")


def _line(raw: str, gap: bool, note_open: bool) -> tuple[Line, bool]:
    indent = len(raw) - len(raw.lstrip())
    if m := _NOTE.match(raw):
        return Line(raw[m.end() :], indent=indent, note=m[1].translate(_SUPERSCRIPTS)), True
    if note_open and not gap and not indent:
        # the lines under a footnote are its own until a gap or an indented line
        return Line(raw, indent=indent, note="+"), True
    text = _REFERENCE.sub(lambda m: REF_OPEN + m[1].translate(_SUPERSCRIPTS) + REF_CLOSE, raw)
    return Line(text, indent=indent, after_gap=gap), False


def _gaps_mean(physical: list[str]) -> bool:
    """Whether blank lines part blocks: not where every line is followed by one, unless the lines
    are longer than any page, so that each is a block."""
    if max(map(display_width, physical), default=0) > _LONGEST_LINE:
        return True
    filled = [bool(line.strip()) for line in physical]
    pairs = [b for a, b in pairwise(filled) if a]
    return sum(pairs) > 0.2 * len(pairs) if pairs else False
