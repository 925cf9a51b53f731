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
_OF_YEAR = r"\s*(?:de\s+|del\s+)?\d{4}(?:\s*(?:года|г\.))?"
_OF_MONTH = r"\s*(?:de\s+)?" + _MONTH + r"(?:/\S+)?"
# a meeting over New Year has a year at both its ends
_DATE_RANGE = re.compile(
    r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
    r"(?:\s*至\s*(?:\d{4}\s*年\s*)?(?:\d{1,2}\s*月\s*)?\d{1,2}\s*日)?"
    r"|(?:\b(?:du|del|с|من) )?(?<!\d)\d{1,2}(?:er|º)?"
    rf"(?:\s*de)?(?:{_OF_MONTH}(?:{_OF_YEAR})?)?"
    rf"\s*(?:[-–—]|to|au|al|a|إلى|по)\s*\d{{1,2}}(?:er|º)?{_OF_MONTH}{_OF_YEAR}",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"第[一二三四五六七八九十百〇零\d]+(?:届|次)(?:会议|常会|特别会议)"
    r"|\b(?:\w+-)?\w+ (?:regular |special |resumed )?session\b"
    r"|\b\w+(?:-\w+)* session\b|\b\w+(?: \w+)? (?:período|periodo) de sesiones\b"
    r"|\b\w+(?:-\w+)?(?: \w+)? сессия\b|الدورة (?:\w+ ?){1,3}",
    re.IGNORECASE,
)
_AGENDA_ITEM = re.compile(
    r"(?:(?:provisional )?agenda )?items? \d[\d ,()a-zA-Z]*|points? \d.{0,20}ordre du jour"
    r"|temas? \d.{0,30}|пункты? \d.{0,40}|(?:临时)?议程项目\s*\d.{0,10}"
    r"|البن(?:د|ود) .{0,40}جدول الأعمال.{0,10}",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{1,2}(?:er|º)?\s+(?:de\s+)?"
    + _MONTH
    + r"(?:/\S+)?"
    r"\s+(?:de\s+)?\d{4}(?:\s*(?:года|г\.))?)",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"^(?:original|оригинал|原件|原文|الأصل)\s*[:：]\s*(?P<what>.{2,40})$", re.IGNORECASE
)
_ORIGINAL_LANGUAGES = {
    "en": "english|anglais|inglés|английский|英文|بالإنكليزية|الإنكليزية",
    "fr": "french|français|francés|французский|法文|بالفرنسية|الفرنسية",
    "es": "spanish|espagnol|español|испанский|西班牙文|بالإسبانية|الإسبانية",
    "ru": "russian|russe|ruso|русский|俄文|بالروسية|الروسية",
    "zh": "chinese|chinois|chino|китайский|中文|بالصينية|الصينية",
    "ar": "arabic|arabe|árabe|арабский|阿拉伯文|بالعربية|العربية",
}
_ORGAN = re.compile(
    r"\b(?:assembly|council|committee|commission|conference|board|working group"
    r"|assemblée|conseil|comité|conférence|groupe de travail"
    r"|asamblea|consejo|comisión|conferencia|junta|grupo de trabajo"
    r"|ассамблея|совет|комитет|комиссия|конференция|рабочая группа)\b"
    r"|大会|理事会|委员会|工作组|الجمعية العامة|مجلس|لجنة|اللجنة|مؤتمر|المؤتمر|فريق|الفريق",
    re.IGNORECASE,
)
_DISTRIBUTION = re.compile(r"\s+(?:distr\b|分发|توزيع).*$", re.IGNORECASE)
_RECORDS = re.compile(
    r"\s+(?:official records|documents officiels|documentos oficiales|официальные отч[её]ты"
    r"|正式记录|الوثائق الرسمية).*$",
    re.IGNORECASE,
)
# what the titles begin with of documents that are no reports
_NAMED = re.compile(
    r"(?:annotated )?provisional agenda\b|ordre du jour provisoire|programa provisional"
    r"|(?:аннотированная )?предварительная повестка дня|临时议程|جدول الأعمال المؤقت|"
    r"statement submitted by|déclaration présentée par|declaración presentada por"
    r"|заявление, представленное|.*提交的(?:书面)?陈述$|بيان مقدم"
    r"|(?:identical )?letters? dated|notes? verbales? dated|lettres? (?:identiques )?datées?"
    r"|notes? verbales? datées?|cartas? (?:idénticas )?de fecha|notas? verbal(?:es)? de fecha"
    r"|(?:идентичные )?письм[оа] .{0,40}от|вербальн\w+ нот\w+ .{0,40}от"
    r"|.*(?:的(?:同文)?信|普通照会)$|رسال(?:ة|تان)\b|مذكرة شفوية",
    re.IGNORECASE,
)
# a title that a thousand reports have: what it is about stands in the line above
_BARE_TITLE = re.compile(
    r"(?:report|note) (?:of|by) the (?:secretary-general|secretariat|secretary|chair\w*|president)"
    r"|(?:rapport|note) d\w (?:secrétaire général|secrétariat|président\w*)"
    r"|(?:informe|nota) del? (?:la )?(?:secretario general|secretaría|president[ea]\w*)"
    r"|(?:доклад|записка) (?:генерального секретаря|секретариата|председателя)"
    r"|(?:秘书长|秘书处|主席)(?:的)?(?:报告|说明)"
    r"|(?:تقرير|مذكرة) (?:من )?(?:الأمين العام|الأمانة العامة|الرئيس)"
    r"|report (?:of|on) (?:the|its) (?:[\w-]+ ){1,3}session(?: \(.*\))?",
    re.IGNORECASE,
)
_REPORT_WORD = re.compile(r"report|报告|rapport|informe|доклад|تقرير", re.IGNORECASE)
_FURNITURE = re.compile(
    r"^(?:distr\b|original\b|general$|limited$|united nations$|nations unies$|naciones unidas$"
    r"|организация объединенных наций$|联合国$|الأمم المتحدة$|contents$|page$"
    r"|accessible document|please recycle|\*?\d[\d\-]{4,})",
    re.IGNORECASE,
)
_LONG_TITLE = 450
_LONG_BODY = 150
_PART_OF_TITLE = 0.4  # a shorter part of it may be an organ that it names
_MOSTLY_DATES = 0.35
_LONG_PLACE = 50
_LETTERHEAD_NAME = re.compile(
    "United Nations|Nations Unies|Naciones Unidas|Организация Объединенных Наций|联合国"
    "|الأمم المتحدة"
)
_CITED = re.compile(r" \((?:19|20)\d\d\)$")  # a title may end in a resolution
_LETTERHEAD = 15  # lines
_LONG_LETTERHEAD = 120  # characters


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the lines above the first section say about the report; None where they do not."""

    title: str = ""
    symbol: str | None = None
    session: str | None = None
    dates: str | None = None
    place: str | None = None
    body: str | None = None
    agenda_item: str | None = None
    distributed: str | None = None
    original: str | None = None


def read(lines: Sequence[Line]) -> FrontMatter:
    """Front matter of a report whose first lines these are (blocks already joined)."""
    texts = [line.text for line in lines]
    session = next((t for t in texts if _is_session(t)), None)
    dates, place = _dates_and_place(texts)
    title = _title(lines)
    return FrontMatter(
        title=title,
        body=_body(texts, title),
        symbol=_symbol(texts),
        session=session or _session_in(title),
        dates=dates,
        place=place,
        agenda_item=next((t for t in texts if _AGENDA_ITEM.match(t) and len(t) < 120), None),
        distributed=_distributed(texts),
        original=next((lang for t in texts if (lang := _original(t))), None),
    )


def in_letterhead(text: str) -> bool:
    """Whether a text names the United Nations, a distribution or nothing but a symbol."""
    named = _LETTERHEAD_NAME.fullmatch(text) or _FURNITURE.search(text)
    return bool(named or symbols.whole_symbol(text))


def _body(texts: Sequence[str], title: str) -> str | None:
    """The organ whose report it is, as the letterhead names it."""
    for text in texts[:_LETTERHEAD]:
        name = _RECORDS.sub("", _DISTRIBUTION.sub("", text))
        other = name in title and _PART_OF_TITLE * len(title) < len(name) < len(title)
        other = other and not title.startswith(f"{name}: ")
        other = other or _REPORT_WORD.search(name) or _AGENDA_ITEM.match(name)
        other = other or _is_session(name) or ends_sentence(name) or len(name) > _LONG_BODY
        if _ORGAN.search(name) and not other:
            return name
    return None


def _distributed(texts: Sequence[str]) -> str | None:
    """The date that stands alone in the letterhead, or ends its line of distribution."""
    for text in texts[:_LETTERHEAD]:
        m = _DATE.search(text)
        if m and (m[0] == text.strip() or _FURNITURE.search(text) or _DISTRIBUTION.search(text)):
            return m[0]
    return None


def _original(text: str) -> str | None:
    m = _ORIGINAL.match(text)
    words = m["what"].casefold() if m else ""
    names = _ORIGINAL_LANGUAGES.items()
    return next((k for k, v in names if any(n in words for n in v.split("|"))), None)


def _symbol(texts: Sequence[str]) -> str | None:
    for text in texts:
        if found := symbols.whole_symbol(text):
            return found
        if name := _LETTERHEAD_NAME.match(text):
            after = symbols.plain(text[name.end() :].lstrip())
            found = symbols.symbols(after)
            if found and after.startswith(found[0]):
                return found[0]  # the organ may follow
        # `United Nations A/80/600`, `Distr.: ...  NPT/CONF.2026/1`: the symbol ends a short line
        short = len(text) < _LONG_LETTERHEAD and not _CITED.search(text)
        text = symbols.plain(text)
        found = symbols.symbols(text) if short else ()
        if found and (text.rstrip("* ").endswith(found[-1]) or _LETTERHEAD_NAME.match(text)):
            return found[0]
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
    lines = [line for line in lines if line.page == lines[0].page]  # a title opens a report
    if any(line.bold and not _is_other(line.text) for line in lines):
        lines = [line for line in lines if line.bold or line.title]
    marked = " ".join(line.text for line in lines if line.title)
    plain = [line.text for line in lines if not _is_other(line.text) or line.title]
    named = [t for t in plain if _NAMED.match(t)] or [t for t in plain if _REPORT_WORD.search(t)]
    title = marked or max(named or plain, key=len, default="")
    if _BARE_TITLE.fullmatch(title) and title in plain[1:]:
        return f"{plain[plain.index(title) - 1]}: {title}"
    return title


def _is_other(text: str) -> bool:
    dates = _DATE_RANGE.search(text)
    return bool(
        _FURNITURE.search(text)
        or _AGENDA_ITEM.match(text)
        or _is_session(text)
        or (dates and len(dates[0]) > _MOSTLY_DATES * len(text))
        or symbols.whole_symbol(_LETTERHEAD_NAME.sub("", text))
        or symbols.whole_symbol(text.split(" ")[-1])
        or ends_sentence(text)  # a notice or a summary
        or len(text) > _LONG_TITLE
    )


def _is_session(text: str) -> bool:
    """Whether a line names a session and hardly anything else (a title may name one too)."""
    m = _SESSION.search(text)
    return bool(m) and len(m[0]) >= 0.6 * len(text) and not _REPORT_WORD.search(text)


def _session_in(title: str) -> str | None:
    m = _SESSION.search(title) if _REPORT_WORD.search(title) else None
    return m[0].strip() if m else None
