"""Physical lines: how wide the page is, where a block ends, and how two lines join into one."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from ingest.report import Line

_TERMINAL = re.compile(r"[.。．!！?？؟:：;；؛…]['\"”’»）)\]\ue000-\ue001\d]*\s*$")
_UNFINISHED = re.compile(r"[,，、،/\-(（]\s*$")
_HAN = "\u3400-\u9fff"
_CJK = re.compile(rf"[{_HAN}\u3000-\u303f\uff00-\uffef]")
_HAN_RE = re.compile(rf"[{_HAN}]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SOFT_HYPHEN = re.compile(r"\u00ad(?=\s*\S)")  # one at the end is for `join`
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u3000]+")
_WORD = re.compile(r"[^\W\d_]+")
_BROKEN = re.compile(r"([^\W\d_]+)[-‐]$")
_NEARLY_FULL = 0.75
_SAME_INDENT = 1.0
_MIN_WIDTH = 24  # narrower pages are tables or letterheads, not running text


def clean(text: str) -> str:
    """One line's text: NFC, no invisible characters, runs of white space as one space."""
    text = _SOFT_HYPHEN.sub("", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def display_width(text: str) -> int:
    """Columns that the text takes where Chinese characters are two columns wide."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def page_width(lines: Sequence[Line]) -> float:
    """The columns of a full line: nine in ten physical lines are not longer."""
    widths = sorted(_extent(line) for line in lines if not line.whole and not line.cells)
    widths = [w for w in widths if w >= _MIN_WIDTH]
    return widths[int(len(widths) * 0.9)] if widths else _MIN_WIDTH


def ends_sentence(text: str) -> bool:
    """Whether the text ends with a full stop, colon, semicolon or the like."""
    return bool(_TERMINAL.search(text))


def breaks_off(line: Line, following: Line, width: float) -> bool:
    """Whether `line` stopped short: the first word of the following line would have fitted."""
    room = 0.95 * width - _extent(line)
    return 1 + display_width(_first_word(following.text)) <= room


def starts_block(previous: Line, line: Line, width: float) -> bool:
    """Whether an unmarked physical line begins a block of its own."""
    if line.whole or previous.whole or line.after_gap:
        return True
    if _UNFINISHED.search(previous.text) or line.text[:1].islower():
        return False
    if not ends_sentence(previous.text) and _extent(previous) > _NEARLY_FULL * width:
        return False  # indented blocks are narrower than the page
    if line.indent > previous.indent + 1.5 and ends_sentence(previous.text):
        return True
    return breaks_off(previous, line, width)


def may_open(previous: Line | None, line: Line, width: float) -> bool:
    """Whether a mark at the start of `line` can be one, not a number broken off a sentence."""
    if previous is None or line.whole or previous.whole or line.after_gap or previous.cells:
        return True
    placed = bool(line.right)  # a PDF: text files do not always indent their lists
    if placed and line.text.startswith("(") and abs(line.indent - previous.indent) < _SAME_INDENT:
        return breaks_off(previous, line, width)  # `as follows: (a) ...` goes on in running text
    return ends_sentence(previous.text) or breaks_off(previous, line, width)


def spaced_han(texts: Sequence[str]) -> bool:
    """Whether this document writes a space between Chinese characters and digits or letters."""
    text = "\n".join(texts)
    spaced = len(re.findall(rf"[{_HAN}] [A-Za-z0-9]|[A-Za-z0-9] [{_HAN}]", text))
    tight = len(re.findall(rf"[{_HAN}][A-Za-z0-9]|[A-Za-z0-9][{_HAN}]", text))
    return spaced > tight


def hyphens(texts: Iterable[str]) -> Callable[[str, str], str]:
    """Puts the halves of a word together that was broken at a hyphen; how the document writes the
    word elsewhere says whether the hyphen is the word's own."""
    words = Counter(re.findall(r"[\w-]+", " ".join(texts).lower()))

    def whole(a: str, b: str) -> str:
        together, apart = words[f"{a}{b}".lower()], words[f"{a}-{b}".lower()]
        if together != apart:
            return a + b if together > apart else f"{a}-{b}"
        both_words = words[a.lower()] and words[b.lower()]
        return f"{a}-{b}" if both_words or b[0].isupper() or b[0].isdigit() else a + b

    return whole


def join(
    first: str, second: str, *, spaced: bool, whole: Callable[[str, str], str] | None = None
) -> str:
    """Two lines of one block as one text. `spaced`: see `spaced_han`; `whole`: see `hyphens`."""
    first, second = first.rstrip(), second.lstrip()
    if not first or not second:
        return first + second
    if whole and (m := _BROKEN.search(first)) and (n := _WORD.match(second)):
        return first[: m.start()] + whole(m[1], n[0]) + second[n.end() :]
    if first[-1] in "\u00ad\ufffe":
        return first[:-1] + second  # a word that was broken for the line's sake
    return first + _between(first[-1], second[0], spaced=spaced) + second


def _between(a: str, b: str, *, spaced: bool) -> str:
    if a in "/-‑" or (b in "/" and not a.isspace()):
        return ""
    if not _CJK.match(a) and not _CJK.match(b):
        return " "
    other = b if _HAN_RE.match(a) else a
    if spaced and (_HAN_RE.match(a) or _HAN_RE.match(b)) and other.isascii() and other.isalnum():
        return " "
    return ""


def _extent(line: Line) -> float:
    return line.right or line.indent + display_width(line.text)


def _first_word(text: str) -> str:
    """What a line cannot be broken inside of; a mark in brackets clings to the word after it."""
    m = re.match(rf"(?:\(\w{{1,5}}\) )?(?:[{_HAN}]|[^\s{_HAN}]+)", text)
    return m[0] if m else ""
