"""Canonical paragraph numbers, and the two ways of writing them.

Canonical: no spaces, sub-paragraphs in brackets, whatever the script of the mark: `8(b)(ii)`,
`annexI.3`, `appendixI.3`, `article14`, `3.8`, `p12`, in a resolution that a report holds
`draftresolutionII.3` (of its preamble `draftresolutionII.p1`); parts that are not paragraphs hang
on with a dot: `6.item3`, `13.row5`, `note2`. A label is what people write; an eId follows the Akoma
Ntoso naming convention (OASIS, Akoma Ntoso Naming Convention 1.0, section 5), so that it can stand
in an address.
"""

import re
import unicodedata

LONGEST_LIST = 400  # numbers above are spelled in digits: as letters they would fill pages
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"))
_ROMAN += ((5, "v"), (4, "iv"), (1, "i"))
_SUB_NAMES = ("subpara", "item", "point", "indent")
_TEXTS = {
    "draftresolution": "draft resolution",
    "draftdecision": "draft decision",
    "resolution": "resolution",
    "decision": "decision",
    "conclusions": "agreed conclusions",
}
_TEXT = re.compile(rf"^(?P<kind>{'|'.join(_TEXTS)})(?P<n>[^.(]*)(?:\.(?P<rest>.+))?$")
_NAMES = re.compile(
    r"\b(?:annex|appendix|article|draft|resolution|decision|conclusions)\b", re.IGNORECASE
)
_PARAGRAPH = (  # as it is written before a number, in six languages
    r"(?:paragraph(?:e?s?)\b|paras?\b\.?|pars?\.|párrafos?\b|párrs?\b\.?|пункты?\b|п\.|(?:ال)?فقرة|§|第)"
)
# what steers the way a text runs: our pages write it, word processors too, and nobody sees it
_DIRECTION = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PART = re.compile(r"^(?:(?P<base>.+)\.)?(?P<part>item|row|note)(?P<n>\d+)$")


def roman(n: int) -> str:
    """3 -> 'iii'. For 1 to 399."""
    out = ""
    for value, letters in _ROMAN:
        while n >= value:
            out += letters
            n -= value
    return out


def from_roman(text: str) -> int | None:
    """'iii' -> 3; None where the letters are no roman numeral in its usual spelling."""
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    digits = [values.get(c, 0) for c in text.lower()]
    if not digits or 0 in digits:
        return None
    total = sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))
    return total if 0 < total < LONGEST_LIST and roman(total) == text.lower() else None


def alpha(n: int) -> str:
    """2 -> 'b', 27 -> 'aa' (letters are doubled, as official documents do)."""
    return chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1)


def ascii_digits(text: str) -> str:
    """Digits of any script as 0-9: '١٢' -> '12'."""
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)


def without_direction_marks(text: str) -> str:
    """A text without the invisible characters that say which way it runs, as a text has them that
    was copied from a page or a word processor."""
    return _DIRECTION.sub("", text)


def whole(text: str | None, otherwise: int) -> int:
    """The whole number that an attribute of a file gives; some programs write what is none."""
    return int(text) if text and text.strip().isdecimal() else otherwise


def label(number: str) -> str:
    """`8(b)(ii)` -> `para. 8 (b) (ii)`; `annexI.3` -> `annex I, para. 3`."""
    if m := _PART.match(number):
        name = "footnote" if m["part"] == "note" else m["part"]
        return f"{label(m['base'])}, {name} {m['n']}" if m["base"] else f"{name} {m['n']}"
    if m := re.match(r"^(annex|appendix)([^.(]*)(?:\.(.+))?$", number):
        name = f"{m[1]} {m[2]}".strip()
        return f"{name}, {label(m[3])}" if m[3] else name
    if m := re.match(r"^article(\d+)((?:\([^)]*\))*)(?:\.(.+))?$", number):
        head = f"article {m[1]}" + m[2].replace("(", " (")
        return f"{head}, {label(m[3])}" if m[3] else head
    if m := _TEXT.match(number):
        name = f"{_TEXTS[m['kind']]} {m['n']}".strip()
        rest = label(m["rest"]) if m["rest"] else ""
        if "resolution" in m["kind"]:
            rest = re.sub(r"^unnumbered", "preambular", rest)
        return f"{name}, {rest}" if rest else name
    if m := re.match(r"^p(\d+)((?:\([^)]*\))*)$", number):
        return f"unnumbered para. {m[1]}" + m[2].replace("(", " (")
    return "para. " + re.sub(r"(?<=.)\(", " (", number)


def eid(number: str) -> str:
    """`8(b)(ii)` -> `para_8__subpara_b__item_2`. Another number gives another eId."""
    if m := _PART.match(number):
        name = {"item": "li"}.get(m["part"], m["part"])
        return (f"{eid(m['base'])}__" if m["base"] else "") + f"{name}_{m['n']}"
    if m := re.match(r"^(annex|appendix|article)([^.(]*)\.?(.*)$", number):
        head = f"{m[1]}_{m[2]}".rstrip("_")
        rest = eid(m[3]) if m[3] and not m[3].startswith("(") else _sub_eids(m[3])
        return f"{head}__{rest}" if rest else head
    if m := _TEXT.match(number):
        head = f"{m['kind']}_{m['n']}".rstrip("_").replace("/", "-")
        return f"{head}__{eid(m['rest'])}" if m["rest"] else head
    head, bracket, subs = number.partition("(")
    rest = _sub_eids(bracket + subs)
    return f"para_{head}__{rest}" if rest else f"para_{head}"


def _sub_eids(subs: str) -> str:
    names = []
    for i, sub in enumerate(re.findall(r"[^()]+", subs)):
        value = from_roman(sub) if i else None
        name = "num" if sub.isdigit() else _SUB_NAMES[min(i, 3)]
        names.append(f"{name}_{value or sub}")
    return "__".join(names)


def parse_label(text: str) -> str:
    """What people type (`para. 8 (b) (ii)`, `annex I, para. 3`) as a canonical number."""
    text = ascii_digits(without_direction_marks(text)).strip()
    text = re.sub(r"^(?:annexe|anexo|приложение)\b", "annex", text, flags=re.I)
    text = re.sub(r"^(?:artículo|статья)\b", "article", text, flags=re.I)
    text = re.sub(rf"^{_PARAGRAPH}\s*", "", text, flags=re.I)
    text = re.sub(rf",?\s*{_PARAGRAPH}\s*", ".", text, flags=re.I)
    text = re.sub(r",\s*(?=(?:item|row|note)\b)", ".", text)
    text = re.sub(r"^footnote\s*", "note", text, flags=re.I)
    text = re.sub(r"^unnumbered\.", "p", text, flags=re.I)
    text = re.sub(r",\s*(?:unnumbered|preambular)\.", ".p", text, flags=re.I)
    text = re.sub(r"^((?:annex|appendix|article)[^.]*),\s*", r"\1.", text, flags=re.I)
    text = re.sub(r"\bagreed\s+(?=conclusions)", "", text, flags=re.I)
    text = _NAMES.sub(lambda m: m[0].lower(), text)
    return re.sub(r"\s+|段$", "", text)
