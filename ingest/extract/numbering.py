"""Numbers that Word computes for its automatic lists and does not store as text."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import lxml.etree as etree
from docx.document import Document
from docx.oxml.ns import nsmap, qn
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from ingest import marks
from ingest.numbers import LONGEST_LIST, alpha, roman, whole

_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def _letter_of(letters: str) -> Callable[[int], str]:
    return lambda n: letters[n - 1] if 0 < n <= len(letters) else str(n)


_SPELL: dict[str, Callable[[int], str]] = {
    "lowerLetter": alpha,
    "upperLetter": lambda n: alpha(n).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "russianLower": _letter_of(marks.CYRILLIC_LETTERS),
    "russianUpper": _letter_of(marks.CYRILLIC_LETTERS.upper()),
    "arabicAbjad": _letter_of(marks.ARABIC_LETTERS),
    "arabicAlpha": _letter_of(marks.ARABIC_ALPHABET),
    "hindiNumbers": lambda n: str(n).translate(_INDIC),
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalEnclosedCircle": _letter_of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "chineseCounting": marks.han,
    "chineseCountingThousand": marks.han,
    "japaneseCounting": marks.han,
    "ideographDigital": marks.han,
}
OFF = ("0", "false", "off")  # how Word writes that a property is not set
_UNNUMBERED = ("", "bullet", "none")


class Numbering:
    """Counts the automatic lists of one document while its paragraphs pass in order."""

    def __init__(self, document: Document) -> None:
        self._counts: dict[tuple[str, int], int] = {}
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._of_style: dict[str | None, tuple[str, int] | None] = {}  # looking one up is slow
        self._restarts: dict[str, dict[int, int]] = {}  # not yet made, by list and level
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):  # a document without lists has no such part
            return
        definitions = _definitions(root)
        for num in root.iter(qn("w:num")):
            number_id = str(num.get(qn("w:numId")))
            link = num.find(qn("w:abstractNumId"))
            abstract = str(link.get(qn("w:val"))) if link is not None else ""
            self._abstract[number_id] = abstract
            self._levels[number_id] = definitions.get(abstract, {})
            self._restarts[number_id] = _restarts(num)

    def mark(self, paragraph: Paragraph) -> str:
        """The mark that Word shows before this paragraph, or ''. Bullets give ''."""
        found = None if _is_gone(paragraph._p) else self._list_of(paragraph)
        if found is None:
            return ""
        number_id, level = found
        levels = self._levels.get(number_id, {})
        kind, template, start = levels.get(level, ("", "", 1))
        if kind in _UNNUMBERED:
            return ""
        list_id = self._abstract[number_id]
        key = (list_id, level)
        if (first := self._restarts[number_id].pop(level, None)) is not None:
            self._counts[key] = first - 1
        self._counts[key] = self._counts.get(key, start - 1) + 1
        for deeper in [k for k in self._counts if k[0] == list_id and k[1] > level]:
            del self._counts[deeper]
        return self._fill(template, list_id, levels)

    def _list_of(self, paragraph: Paragraph) -> tuple[str, int] | None:
        """(list id, level) of a paragraph, set on itself or on its style; None without a list."""
        found = _list_in(paragraph._p.pPr)
        if found is None:
            name = paragraph._p.style
            if name not in self._of_style:
                self._of_style[name] = _of_style(paragraph.style)
            found = self._of_style[name]
        return found if found and found[0] != "0" else None

    def _fill(self, template: str, list_id: str, levels: dict[int, tuple[str, str, int]]) -> str:
        for i, (kind, _, start) in levels.items():
            n = self._counts.get((list_id, i), start)
            template = template.replace(f"%{i + 1}", _spelled(kind, n))
        return template


def _spelled(kind: str, n: int) -> str:
    return _SPELL.get(kind, str)(n) if n < LONGEST_LIST else str(n)


def _of_style(style: object) -> tuple[str, int] | None:
    """(list id, level) that a style sets, or the style that it is based on."""
    while isinstance(style, ParagraphStyle):
        if found := _list_in(style.element.pPr):
            return found
        style = style.base_style
    return None


def _list_in(properties: Any) -> tuple[str, int] | None:
    """(list id, level) that these properties set; the id 0 takes a paragraph out of its list."""
    num = properties.numPr if properties is not None else None
    if num is None or num.numId is None:
        return None
    return str(num.numId.val), num.ilvl.val if num.ilvl is not None else 0


def _is_gone(paragraph: etree._Element) -> bool:
    """Whether a paragraph's end was deleted, moved away, or hidden with all the text before it."""
    end = paragraph.find("w:pPr/w:rPr", nsmap)
    if end is None:
        return False
    if any(end.find(name, nsmap) is not None for name in ("w:del", "w:moveFrom")):
        return True
    hidden = is_on(end.find("w:vanish", nsmap))
    run_in = is_on(end.find("w:specVanish", nsmap))  # a heading in line with what follows
    return hidden and not run_in and next(paragraph.iter(qn("w:t")), None) is None


def is_on(toggle: etree._Element | None) -> bool:
    """Whether a property is set that Word writes as an element of its own."""
    return toggle is not None and toggle.get(qn("w:val")) not in OFF


def _definitions(root: etree._Element) -> dict[str, dict[int, tuple[str, str, int]]]:
    """The levels of each abstract list. One that only names a style has those of the style's."""
    lists = list(root.iter(qn("w:abstractNum")))
    of_style = {name: a for a in lists if (name := _value(a, "w:styleLink"))}
    return {
        str(a.get(qn("w:abstractNumId"))): _levels(of_style.get(_value(a, "w:numStyleLink"), a))
        for a in lists
    }


def _value(element: etree._Element, name: str) -> str:
    found = element.find(name, nsmap)
    return "" if found is None else str(found.get(qn("w:val")))


def _levels(abstract: etree._Element) -> dict[int, tuple[str, str, int]]:
    """level -> (format, template such as '%1.', start)."""
    levels: dict[int, tuple[str, str, int]] = defaultdict(lambda: ("", "", 1))
    for level in abstract.iter(qn("w:lvl")):
        values = {
            name: (
                node.get(qn("w:val")) if (node := level.find(qn(f"w:{name}"))) is not None else None
            )
            for name in ("numFmt", "lvlText", "start")
        }
        number = whole(level.get(qn("w:ilvl")), 0)
        start = whole(values["start"], 1)
        levels[number] = (values["numFmt"] or "", values["lvlText"] or "", start)
    return dict(levels)


def _restarts(num: etree._Element) -> dict[int, int]:
    """level -> the number from which a list counts again that shares its form with another one."""
    starts = ((o.get(qn("w:ilvl")), o.find(qn("w:startOverride"))) for o in num)
    found = {level: start.get(qn("w:val")) for level, start in starts if start is not None}
    return {whole(level, 0): whole(start, 1) for level, start in found.items()}
