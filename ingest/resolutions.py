"""Resolutions and decisions inside a report: their titles, and the clauses that open them.

`Draft resolution II`, under it its own title, then `The General Assembly,`, the paragraphs of the
preamble, each ending with a comma, and operative paragraphs that count from 1.
"""

import re
from collections.abc import Iterable, Sequence

from ingest.marks import arabic_ordinal, han_number
from ingest.numbers import ascii_digits, from_roman, roman
from ingest.report import REF_CLOSE, REF_OPEN, Line

_KINDS = (
    ("draftresolution", r"draft resolution|projet de résolution|proyecto de resolución"
     r"|проект резолюции|决议草案|مشروع (?:ال)?قرار"),
    ("draftdecision", r"draft decision|projet de décision|proyecto de decisión|проект решения"
     r"|决定草案|مشروع (?:ال)?مقرر"),
    ("resolution", r"resolution|résolution|resolución|резолюция|决议|القرار"),
    ("decision", r"decision|décision|decisión|решение|决定|المقرر"),
    ("conclusions", r"agreed conclusions|conclusions concertées|conclusiones convenidas"
     r"|согласованные выводы|商定结论|الاستنتاجات المتفق عليها"),
)  # fmt: skip
_NUMBER = (
    r"(?:\s*(?:no\.?|n[o°º]|núm\.|№)?\s*"
    r"(?P<n>[IVXLC]{1,6}|[A-Z]|\d{1,4}(?:/\d{1,4})?|[一二三四五六七八九十]{1,3}|(?:ال)?[ء-ي]{3,6}))?"
)
_SESSION = r"(?:\s*[(（][\w-]+[)）])?"  # `588 (EX-LXXVIII)`
_TITLES = tuple(
    (name, re.compile(rf"(?:{said}){_NUMBER}{_SESSION}\*?", re.IGNORECASE)) for name, said in _KINDS
)
_MENTIONS = tuple((name, re.compile(said, re.IGNORECASE)) for name, said in _KINDS)
_BARE = re.compile(r"(?:19|20)\d\d/\d{1,3}")  # how executive boards number their decisions
_CLAUSE = re.compile(
    r"(?:The [^.;:,]*\b(?:Assembly|Council|Commission|Committee|Conference|Congress|Board|Forum"
    r"|Meeting)\b[^.;:,]{0,90}"
    r"|(?:L[’']Assemblée|Le Conseil|La Commission|La Conférence|Le Comité)\b[^.;:,]{0,90}"
    r"|(?:La Asamblea|El Consejo|La Comisión|La Conferencia|El Comité|La Junta)\b[^.;:,]{0,90}"
    r"|(?:Генеральная Ассамблея|Совет|Экономический и Социальный Совет|Комиссия|Конференция|Комитет"
    r"|Исполнительный совет)\b[^.;:,]{0,90}"
    r"|[^，。；：]{0,20}(?:大会|理事会|委员会|会议|执行局)"
    r"|إن (?:الجمعية|مجلس|المجلس|اللجنة|لجنة|مؤتمر|المؤتمر)\b[^.؛:،]{0,90})"
    r"(?P<end>[,:，：،]?)"
)
_LONG_CLAUSE = 120
_GOES_ON = re.compile(rf"[,;，；،؛](?:{REF_OPEN}[^{REF_CLOSE}]*{REF_CLOSE})*\s*$")


def title(line: Line) -> str | None:
    """The canonical prefix (`draftresolutionII`, `decision2025/8`) of a line that is nothing but
    the name of a resolution or decision and stands out, else None."""
    text = line.text.strip()
    if not (line.bold or line.heading or line.whole):
        return None
    if _BARE.fullmatch(text):
        return f"decision{text}" if line.bold or line.heading else None
    for name, pattern in _TITLES:
        if m := pattern.fullmatch(text):
            return name + _spelled(m["n"])
    return None


def clause(line: Line) -> bool:
    """Whether a line names the organ that speaks in a resolution: `The General Assembly,`."""
    m = _CLAUSE.fullmatch(line.text.strip()) if len(line.text) < _LONG_CLAUSE else None
    return bool(m and (m["end"] or (line.bold and not line.heading)))


def goes_on(text: str) -> bool:
    """Whether a paragraph of a resolution ends like one that another follows."""
    return bool(_GOES_ON.search(text))


def announced(texts: Iterable[str]) -> str:
    """The kind of a resolution without a title: what the texts above it call it last."""
    text, name, last = "\n".join(texts), "resolution", -1
    for kind, pattern in _MENTIONS:
        for m in pattern.finditer(text):
            if m.end() > last:
                name, last = kind, m.end()
    return name


def openings(lines: Sequence[Line], skipped: set[int]) -> dict[int, str]:
    """Where resolutions open: by the index of a title or clause, the prefix that it gives (empty
    for a clause). A clause under its title opens nothing anew; `skipped` are the `id` of lines in
    tables of contents."""
    found: dict[int, str] = {}
    titled = False
    for i, line in enumerate(lines):
        if line.note or line.cells or id(line) in skipped:
            continue
        if (prefix := title(line)) is not None:
            found[i], titled = prefix, True
        elif clause(line):
            if not titled:
                found[i] = ""
            titled = False
    return found


def _spelled(number: str | None) -> str:
    """The number of a resolution as people write it in Latin letters: `二` and `الثاني` are II."""
    if not number:
        return ""
    if n := arabic_ordinal(number) or han_number(number):
        return roman(n).upper()
    return number.upper() if from_roman(number) else ascii_digits(number)
