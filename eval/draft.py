"""Questions proposed by rule from the facts in a report, for a person to turn into a set.

A draft is a sentence with the fact left out. It carries `draft`, and a set that holds a draft is
refused: nothing that no person has read gets in.
"""

import json
import re
from collections.abc import Iterator
from typing import Final

from eval.questions import Kind
from ingest.report import Report
from ingest.sentences import sentences
from ingest.symbols import SYMBOL

_GAP = "____"
_LONGEST = 400  # characters of a sentence that makes a question
_MONTH = {
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre"
    "|diciembre",
    "ru": "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря",
    "ar": "[^\\W\\d_]+(?: (?:الأول|الثاني))?/[^\\W\\d_]+",
}
_JOINED = r"(?:\s*(?:to|and|au|et|al|y|a|по|и|إلى|و|-|–)\s*\d{1,2})?"
_YEAR = r"(?:\s+(?:de\s+)?\d{4})?"
_DATES: Final = {
    lang: re.compile(rf"\b\d{{1,2}}(?:er)?{_JOINED}\s+(?:de\s+)?(?:{month}){_YEAR}")
    for lang, month in _MONTH.items()
} | {"zh": re.compile(r"(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日(?:\s*至\s*\d{1,2}\s*日)?")}
_COUNT = re.compile(r"(?<![\w/.,])\d{1,3}(?:[ ,\u00a0\u202f]\d{3})*(?![\w/.]*\d)")
_CAPITAL = r"[A-ZÀ-ÖØ-ÞА-ЯЁ][\w’'-]+"
_NAME = re.compile(
    r"(?<!\w)(?:Mr|Ms|Mrs|Dr|M|Mme|Sr|Sra|г-н|г-жа)\.?\s+"
    rf"({_CAPITAL}(?:\s+(?:(?:al|ben|bin|da|de|del|la|van|von)\s+)?{_CAPITAL}){{0,4}})"
)
_DECISION: Final = {
    "en": r"\b(?:decided|adopted|agreed|recommended|approved)\b(.+)",
    "fr": r"\b(?:décidé|adopté|convenu|recommandé|approuvé)\b(.+)",
    "es": r"\b(?:decidió|aprobó|adoptó|convino|recomendó)\b(.+)",
    "ru": r"\b(?:постановил[аи]?|принял[аи]?|утвердил[аи]?|рекомендовал[аи]?)\b(.+)",
    "ar": r"(?<!\w)[وف]?(?:قرر|اعتمد|وافق|أوصى)\w*(.+)",
    "zh": r"(?:决定|通过|商定|建议|核准)了?(.+)",
}


def drafts(report: Report) -> Iterator[str]:
    """A line of JSON for each proposal, in the order of the report."""
    count = 0
    for p in report.paragraphs:
        if p.kind != "paragraph":
            continue
        for start, end in sentences(report.text, p.start, p.end):
            if end - start > _LONGEST:
                continue
            for kind, a, b in _facts(report.text[start:end], report.lang):
                count += 1
                sentence = report.text[start:end]
                yield _line(report, p.number, count, kind, sentence, a, b)


def _line(report: Report, paragraph: str, n: int, kind: Kind, sentence: str, a: int, b: int) -> str:
    draft = {
        "draft": True,
        "id": f"{report.id}-{n}",
        "lang": report.lang,
        "question": " ".join(f"{sentence[:a]}{_GAP}{sentence[b:]}".split()),
        "kind": kind,
        "report": report.symbol or report.source,
        "paragraphs": [paragraph],
        "answers": [sentence[a:b]],
    }
    return json.dumps(draft, ensure_ascii=False)


def _facts(sentence: str, lang: str) -> Iterator[tuple[Kind, int, int]]:
    """Kinds and spans of what may be asked, none inside another."""
    taken: list[tuple[int, int]] = []
    rules: tuple[tuple[Kind, re.Pattern[str], int], ...] = (
        ("which_document", SYMBOL, 0),
        ("when", _DATES[lang], 0),
        ("who", _NAME, 1),
        ("how_many", _COUNT, 0),
        ("decision", re.compile(_DECISION[lang], re.DOTALL), 1),
    )
    for kind, pattern, group in rules:
        for m in pattern.finditer(sentence):
            a, b = _trimmed(sentence, *m.span(group))
            inside = any(a < y and x < b for x, y in taken)
            if a < b and (kind == "decision" or not inside):
                taken.append((a, b))
                yield kind, a, b


def _trimmed(text: str, a: int, b: int) -> tuple[int, int]:
    while a < b and text[a] in " \n,:，：":
        a += 1
    while a < b and text[b - 1] in " \n.,;:。，；：؛،":
        b -= 1
    return a, b
