"""The marks that open paragraphs, sub-paragraphs and headings, in the six languages' habits."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.layout import ends_sentence
from ingest.numbers import alpha, ascii_digits, from_roman, roman

ARABIC_LETTERS = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
ARABIC_ALPHABET = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"  # another order, in which lists count too
CYRILLIC_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
SPANISH_LETTERS = "abcdefghijklmnñopqrstuvwxyz"
_LOOKALIKES = dict(zip("асеорх", "aceopx", strict=True))  # Cyrillic typed for Latin
_HAN = "一二三四五六七八九"
_ARABIC_ORDINALS = "أولا ثانيا ثالثا رابعا خامسا سادسا سابعا ثامنا تاسعا عاشرا".split()
_ARABIC_ADJECTIVES = "أول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر".split()
_ARABIC_NAMES = "ألف باء جيم دال هاء واو زاي حاء طاء ياء كاف لام ميم نون سين عين فاء صاد".split()

NUMBER = re.compile(r"(\d{1,4})\s*(?:[.．]|[-–—ـ‑](?=\s))\s*(?!\d)|(\d{1,4})[、]\s*")
DECIMAL = re.compile(r"(\d{1,3}(?:\.(?:\d{1,3}|[a-z](?=[\s.])))+)\.?\s+(?=\S)")
SUB = re.compile(
    r"[(（]\s*([a-z]{1,6}|ñ|[а-я]|[ء-ي]ـ?|\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]\s*"
    r"|([a-z]{1,6}|ñ|[а-я]|[ء-ي]ـ?)\)\s+"
    r"|([㈠-㈩])\s*"
    r"|['‘’ʼ](\d{1,2})['‘’ʼ]\s*"
    r"|([①-⑳])\s*"
)
# between two marks that a sentence names: `(a) and (b)`, `(a), (b)`, `(a)-(c)`
_JOINT = re.compile(
    r"(?:[,،、，;；؛\-–—~]\s*)?"
    r"(?:(?:and|or|to|through|et|ou|à|au|y|e|o|u|a|al|и|или|по|до|أو|إلى|حتى)\s+|و\s*"
    r"|[和及与或至到]\s*)?"
)
_SPACE = r"\s*[.．、:：\-–—]+\s*"
HEADING = re.compile(
    rf"([一二三四五六七八九十]{{1,3}})(?:[.．、]\s*)(?=\S)|([IVXLC]{{1,6}}|[A-ZА-Я])\.\s+(?=\S)"
    rf"|([ء-ي]{{3,7}}ً?ا?ً?){_SPACE}(?=\S)"
)
CAPTION = re.compile(
    r"(?:table|figure|box|tableau|encadré|cuadro|gráfico|recuadro|таблица|диаграмма|рисунок|вставка"
    r"|الجدول|الشكل|الإطار)\s+[\dIVXivx]+(?:\.[\dIVXivx]+)*\b|[表图]\s*[\d一二三四五六七八九十]",
    re.IGNORECASE,
)
_ANNEX_NAMES = r"annex(?:es|e)?|anexo|приложение|附件|المرفق"
_APPENDIX_NAMES = r"appendi(?:x|ce)|apéndice|добавление|附录|التذييل"
ANNEX = re.compile(
    rf"(?:(?P<annex>{_ANNEX_NAMES})|(?P<appendix>{_APPENDIX_NAMES}))\s*"
    r"(?P<which>(?:[IVXLC]+|\d{1,4}|(?<=\s)[A-Z])(?!\w)|[一二三四五六七八九十]+"
    r"|ال[ء-ي]{3,5}(?: عشر)?(?!\w))?"
    r"(?:\s*[:.]?\s*|(?P<part>\s*[:：–—]\s*|[.．]\s+|\s+[-–—]\s+|\s+)(?P<title>\S.{0,150}))",
    re.IGNORECASE,
)
# without a separator; `Annex I Parties` and `Annex I States` are no titles
_TITLE_BEGINS = re.compile(r"[一-鿿]|(?!(?:Part(?:y|ies)|States?|Estados?|États?)\b)[A-ZÀ-ÞА-Я]\w")
_PAGED = re.compile(r"(?:\.{2,}|\s)\s*\d{1,3}$")  # as an entry of a table of contents ends
CONTENTS = re.compile(
    r"(?:table of )?contents|sommaire|table des matières|índice|contenido|sumario|содержание"
    r"|оглавление|目\s*[录次]|(?:ال)?محتويات|الفهرس",
    re.IGNORECASE,
)
ARTICLE = re.compile(
    r"(?:article|artículo|articulo|статья|المادة)\s+(\d{1,3}|premier|1er)\b\s*[.:\-–]?\s*$"
    r"|第\s*([一二三四五六七八九十\d]{1,4})\s*条\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """One reading of a mark: a system of counting and the place in it (from 1)."""

    system: str
    n: int


def han_number(text: str) -> int | None:
    """'十二' -> 12; None above 99 or where it is no number."""
    tens, ten, units = text.rpartition("十")
    if not ten:
        return _HAN.index(text) + 1 if len(text) == 1 and text in _HAN else None
    if len(tens) > 1 or len(units) > 1:
        return None
    high = _HAN.find(tens) + 1 if tens else 1
    return high * 10 + (_HAN.find(units) + 1 if units else 0)


def han(n: int) -> str:
    """12 -> '十二'. For 1 to 99; other numbers in digits."""
    if not 0 < n < 100:
        return str(n)
    tens, units = divmod(n, 10)
    ten = (_HAN[tens - 1] if tens > 1 else "") + "十" if tens else ""
    return ten + (_HAN[units - 1] if units else "")


def number(text: str) -> tuple[int, str, str] | None:
    """(value, mark, rest) of a line that begins like `12. `, `12- `, `١٢ - `, `12、`."""
    m = NUMBER.match(text)
    if not m or m.end() == len(text):
        return None
    return int(ascii_digits(m[1] or m[2])), m[0].strip(), text[m.end() :]


def decimal(text: str) -> tuple[str, str, str] | None:
    """(canonical number, mark, rest) of a line that begins like `3.8 `."""
    m = DECIMAL.match(ascii_digits(text))
    return (m[1], text[: m.end()].strip(), text[m.end() :]) if m else None


def sub(text: str) -> tuple[list[Place], str, str] | None:
    """(readings, mark, rest) of a line that begins like `(a) `, `㈡ `, `ii) `, `(أ) `, `'1' `."""
    m = SUB.match(text)
    if not m:
        return None
    readings = _sub_readings(m)
    return (readings, m[0].strip(), text[m.end() :]) if readings else None


def first(text: str) -> tuple[list[Place], str] | None:
    """(readings, rest) of a line that begins like a list, with `(a) ` or `(i) `; not of one that
    names marks, `(a) and (b) were deleted`."""
    found = sub(text)
    readings = [place for place in found[0] if place.n == 1] if found else []
    return (readings, found[2]) if found and readings and not _joined(found[2]) else None


def _joined(rest: str) -> bool:
    """Whether a word or comma that joins it to another mark follows a mark."""
    joint = _JOINT.match(rest)
    return bool(joint and joint.end() and sub(rest[joint.end() :]))


def _sub_readings(m: re.Match[str]) -> list[Place]:
    if m[3]:
        return [Place("roman", ord(m[3]) - ord("㈠") + 1)]
    if m[4]:
        return [Place("roman", int(ascii_digits(m[4])))]
    if m[5]:
        return [Place("digit", ord(m[5]) - ord("①") + 1)]
    mark = (m[1] or m[2]).rstrip("ـ")
    if mark.isdigit():
        return [Place("digit", int(ascii_digits(mark)))]
    if n := han_number(mark):
        return [Place("roman", n)]
    after_n = SPANISH_LETTERS.find(mark) + 1 if len(mark) == 1 else 0
    counted = [Place("alpha", after_n)] if after_n > SPANISH_LETTERS.index("n") + 1 else []
    return [*_letter_readings(mark), *counted]


def _letter_readings(mark: str) -> list[Place]:
    readings = []
    for letters in (ARABIC_LETTERS, ARABIC_ALPHABET, CYRILLIC_LETTERS):
        if mark in letters:
            readings.append(Place("alpha", letters.index(mark) + 1))
    mark = _LOOKALIKES.get(mark, mark)
    if mark.isascii() and len(set(mark)) == 1:
        readings.append(Place("alpha", ord(mark[0]) - 96 + 26 * (len(mark) - 1)))
    if n := from_roman(mark) if mark.isascii() else None:
        readings.append(Place("roman", n))
    return readings


def heading(text: str) -> tuple[list[Place], str, str] | None:
    """(readings, mark, rest) of a line that begins like `IV. `, `B. `, `二. `, `ثانيا - `."""
    m = HEADING.match(text)
    if not m:
        return None
    if m[1]:
        n = han_number(m[1])
        readings = [Place("han", n)] if n else []
    elif m[2]:
        readings = _heading_letters(m[2])
    else:
        readings = _arabic_heading(m[3])
    return (readings, m[0].strip(), text[m.end() :]) if readings else None


def _heading_letters(mark: str) -> list[Place]:
    readings = [replace(p, system=p.system.upper()) for p in _letter_readings(mark.lower())]
    return sorted(readings, key=lambda p: p.system != "ROMAN")  # `I.` opens a report as roman


def _arabic_heading(word: str) -> list[Place]:
    bare = re.sub(r"[\u064b-\u0652]", "", word)
    if bare in _ARABIC_ORDINALS:
        return [Place("ordinal", _ARABIC_ORDINALS.index(bare) + 1)]
    if bare in _ARABIC_NAMES:
        return [Place("name", _ARABIC_NAMES.index(bare) + 1)]
    return []


def caption(text: str) -> bool:
    """Whether a line names a table or figure: `Table 3`, `Figure 16.IV Share of lamps`."""
    return bool(CAPTION.match(text))


def arabic_ordinal(text: str) -> int | None:
    """'الخامس' -> 5, 'الثاني عشر' -> 12; None where it is no ordinal or above 19."""
    word, _, ten = text.removeprefix("ال").partition(" ")
    if word == "حادي" and ten:
        return 11
    n = _ARABIC_ADJECTIVES.index(word) + 1 if word in _ARABIC_ADJECTIVES else None
    return n + 10 if n and ten else n


def annex(text: str) -> str | None:
    """The canonical prefix (`annexII`, `appendixA`) of a line that is the title of an annex or
    appendix, else None. Unless it is a `bare_annex`, it may be an entry of a list as well."""
    m = ANNEX.fullmatch(text.strip())
    if not m or (m["title"] and not _is_annex_title(m)):
        return None
    which = m["which"] or ""
    n = han_number(which) or arabic_ordinal(which)
    if which.isdigit():
        n = int(ascii_digits(which))
    elif which.startswith("ال") and not n:
        return None
    return ("annex" if m["annex"] else "appendix") + (roman(n).upper() if n else which.upper())


def bare_annex(text: str) -> bool:
    """Whether a line is nothing but an annex's name: `Annex II`."""
    m = ANNEX.fullmatch(text.strip())
    return bool(m and m["annex"] and not m["title"])


def _is_annex_title(m: re.Match[str]) -> bool:
    """Whether what follows an annex's name is its title, not the rest of a sentence or of an entry
    of a table of contents."""
    if ends_sentence(m[0]) or _PAGED.search(m[0]):
        return False
    if m["part"].strip():
        return bool(m["which"] or m["part"].strip() in (":", "："))
    return bool(m["which"] and _TITLE_BEGINS.match(m["title"]))


def contents(text: str) -> bool:
    """Whether a line is the title of a table of contents."""
    return bool(CONTENTS.fullmatch(text.strip(" :.")))


def article(text: str) -> str | None:
    """The canonical prefix (`article14`) of a line that is an article's title, else None."""
    m = ARTICLE.match(text.strip())
    if not m:
        return None
    which = m[1] or m[2]
    n = 1 if which in ("premier", "1er") else han_number(which) or int(ascii_digits(which))
    return f"article{n}"


def canonical(place: Place) -> str:
    """The bracketed part of a canonical number: `(b)`, `(ii)`, `(3)`."""
    spell = {"alpha": alpha, "roman": roman}.get(place.system, str)
    return f"({spell(place.n)})"


def settle(
    stack: Sequence[Place], readings: Sequence[Place], *, lenient: bool
) -> list[Place] | None:
    """The stack of places after a mark, or None where the mark fits nowhere.

    A mark goes on in the deepest list that it can follow; else it opens a deeper list if it is a
    first; else, where the caller is sure that it is a mark (`lenient`), a list it belongs to goes
    on with a gap, or a list starts in its middle.
    """
    following = [Place(p.system, p.n + 1) for p in stack]
    for depth, place in _deepest_first(stack, readings):
        if place == following[depth]:
            return [*stack[:depth], place]
    open_systems = {p.system for p in stack}
    for place in readings:
        if place.n == 1 and place.system not in open_systems:
            return [*stack, place]
    if not lenient or not readings:
        return None
    for depth, place in _deepest_first(stack, readings):
        if place.system == stack[depth].system:
            return [*stack[:depth], place]
    return [*stack, readings[0]]


def _deepest_first(
    stack: Sequence[Place], readings: Sequence[Place]
) -> Iterator[tuple[int, Place]]:
    return ((d, place) for d in range(len(stack) - 1, -1, -1) for place in readings)
