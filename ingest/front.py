"""Front matter: symbol, title, session, dates and place, from the lines above the first section."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import symbols
from ingest.layout import ends_sentence
from ingest.report import Line

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    r"|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
    r"|كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني"
    r"|كانون الأول)"
)
_DATE_RANGE = re.compile(
    r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日(?:\s*至\s*(?:\d{1,2}\s*月\s*)?\d{1,2}\s*日)?"
    r"|(?:du |del |من )?\d{1,2}(?:er|º)?(?:\s*de)?(?:\s*" + _MONTH + r"(?:/\S+)?)?"
    r"\s*(?:[-–—]|to|au|al|a|إلى|по)\s*\d{1,2}\s*(?:de\s+)?" + _MONTH + r"(?:/\S+)?"
    r"\s*(?:de\s+|del\s+)?\d{4}(?:\s*(?:года|г\.))?",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"第[一二三四五六七八九十百〇零\d]+(?:届|次)(?:会议|常会|特别会议)"
    r"|\b(?:\w+-)?\w+ (?:regular |special |resumed )?session\b"
    r"|\b\w+(?:-\w+)* session\b|\b\w+(?: \w+)? (?:período|periodo) de sesiones\b"
    r"|\b\w+(?:-\w+)?(?: \w+)? сессия\b|الدورة (?:\w+ ?){1,3}",
    re.IGNORECASE,
)
_REPORT_WORD = re.compile(r"report|报告|rapport|informe|доклад|تقرير", re.IGNORECASE)
_FURNITURE = re.compile(
    r"^(?:distr\b|original\b|general$|limited$|united nations$|nations unies$|naciones unidas$"
    r"|организация объединенных наций$|联合国$|الأمم المتحدة$|contents$|page$|\*?\d[\d\-]{4,})",
    re.IGNORECASE,
)
_LONG_TITLE = 300
_LONG_PLACE = 50


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the lines above the first section say about the report; None where they do not."""

    title: str = ""
    symbol: str | None = None
    session: str | None = None
    dates: str | None = None
    place: str | None = None


def read(lines: Sequence[Line]) -> FrontMatter:
    """Front matter of a report whose first lines these are (blocks already joined)."""
    texts = [line.text for line in lines]
    session = next((t for t in texts if _is_session(t)), None)
    dates, place = _dates_and_place(texts)
    return FrontMatter(_title(lines), _symbol(texts), session, dates, place)


def _symbol(texts: Sequence[str]) -> str | None:
    for text in texts:
        if found := symbols.whole_symbol(text):
            return found
        # `United Nations A/80/600`, `Distr.: ...  NPT/CONF.2026/1`: the symbol ends a short line
        last = text.split(" ")[-1]
        if len(text) < 60 and (found := symbols.whole_symbol(last)):
            return found
    return None


def _dates_and_place(texts: Sequence[str]) -> tuple[str | None, str | None]:
    for i, text in enumerate(texts):
        m = _DATE_RANGE.search(text)
        if m and len(text) < 100:
            rest = (text[: m.start()] + text[m.end() :]).strip(" ,，、،;.")
            beside = [*texts[max(i - 1, 0) : i], *texts[i + 1 : i + 2]]
            place = rest or next((t for t in beside if _may_be_place(t)), None)
            return m[0].strip(), place
    return None, None


def _may_be_place(text: str) -> bool:
    named = _REPORT_WORD.search(text) or re.search(r"\d", text)
    return len(text) < _LONG_PLACE and not named and not _is_other(text)


def _title(lines: Sequence[Line]) -> str:
    marked = [line.text for line in lines if line.title]
    if marked:
        return " ".join(marked)
    plain = [line.text for line in lines if not _is_other(line.text)]
    named = [t for t in plain if _REPORT_WORD.search(t)]
    return max(named or plain, key=len, default="")


def _is_other(text: str) -> bool:
    return bool(
        _FURNITURE.search(text)
        or _is_session(text)
        or (len(text) < 80 and _DATE_RANGE.search(text))
        or symbols.whole_symbol(text.split(" ")[-1])
        or ends_sentence(text)  # a notice or a summary
        or len(text) > _LONG_TITLE
    )


def _is_session(text: str) -> bool:
    """Whether a line names a session and hardly anything else (a title may name one too)."""
    m = _SESSION.search(text)
    return bool(m) and len(m[0]) >= 0.6 * len(text)
