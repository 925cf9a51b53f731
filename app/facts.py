"""The exact facts in a text: numbers, months, States, symbols, offices, negation.

A model reads meaning and misreads digits; what is compared here are values, in six languages, with
digits of every script and numbers in words. State names come from CLDR (by Babel).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from babel import Locale

from app.number_words import numbers_in_words
from ingest.numbers import ascii_digits
from ingest.symbols import SYMBOL, key

Kind = Literal["number", "month", "state", "symbol", "office", "negation"]
KINDS: Final[tuple[Kind, ...]] = ("number", "month", "state", "symbol", "office", "negation")


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """One value, equal for the same thing in all languages and scripts."""

    kind: Kind
    value: str


_LOCALES = {"en": "en", "fr": "fr", "es": "es", "ru": "ru", "zh": "zh_Hans", "ar": "ar"}
_ARABIC_MONTHS = (
    "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول"
).split("|")
# separators of thousands: space, comma, point, apostrophe, before groups of three digits
_DIGITS = re.compile(r"(?<![\w])\d{1,3}(?:[ ,.'’\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_SCALES = {
    "en": {"thousand": 3, "million": 6, "billion": 9},
    "fr": {"mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9},
    "es": {"mil": 3, "millón": 6, "millones": 6},
    "ru": {"тыс": 3, "тысяч": 3, "млн": 6, "миллион": 6, "миллиона": 6, "миллионов": 6, "млрд": 9},
    "ar": {"ألف": 3, "آلاف": 3, "مليون": 6, "ملايين": 6, "بليون": 9, "مليار": 9},
    "zh": {"万": 4, "亿": 8},
}
_OFFICES = {
    "vice": r"vice-?\s?(?:chair|president)\w*|vice-?président\w*|vicepresident\w*"
    r"|заместител\w+ председател\w+|вице-председател\w+|副主席|نائب\w* ال?رئيس\w*|نواب ال?رئيس\w*",
    "chair": r"(?:co-?)?chair(?:person|man|woman|s|ed)?\b|president\w*|présiden\w*|presiden\w*"
    r"|presidió|présid[aé]\w*|председател\w*|主席|رئيس\w*|الرئيس\w*|ترأس\w*",
    "rapporteur": r"rapporteur\w*|relator\w*|докладчик\w*|报告员|المقرر\w*|مقرر\w*",
    "secretary": r"secretary\b|secrétaire\b|secretari[oa]\b|секретар[ьяюе]м?\b|秘书(?!处)"
    r"|(?:ال)?أمين\w*",
}
_OFFICE = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _OFFICES.items()}
_NEGATION = {
    "en": r"\b(?:not|no|nor|never|none|without|neither|nobody|cannot|failed to|refus\w+|reject\w+"
    r"|declin\w+|unable|lack\w*)\b|n[’']t\b",
    "fr": r"\b(?:ne|n[’'](?=\w)|pas|aucune?|jamais|sans|ni|refus\w+|rejet\w+)\b",
    "es": r"\b(?:no|ninguna?|ningún|nunca|jamás|sin|ni|tampoco|rechaz\w+|neg[óa]\w*)\b",
    "ru": r"\b(?:не|ни|нет|без|никогда|никто|никак\w+|отказ\w+|отклон\w+)\b",
    "zh": r"不|没|未|无|非|拒绝|否",
    "ar": r"(?<!\w)(?:لا|لم|لن|ليس\w*|غير|دون|بدون|عدم|رفض\w*)(?!\w)",
}
_RUSSIAN_ENDING = re.compile("[аяйьиоыея]$")
_NEGATIONS = {lang: re.compile(pattern, re.IGNORECASE) for lang, pattern in _NEGATION.items()}


def facts(text: str, lang: str) -> frozenset[Fact]:
    """The facts of a text in one of the six languages."""
    symbols = [m[0] for m in SYMBOL.finditer(text) if any(c.isdigit() for c in m[0])]
    found = {Fact("symbol", key(s.rstrip("*."))) for s in symbols}
    plain = ascii_digits(unicodedata.normalize("NFKC", SYMBOL.sub(" ", text)))
    low = plain.lower()
    for n, month in _months(lang):
        if month.search(low):
            found.add(Fact("month", str(n)))
            low = month.sub(" ", low)
    found |= {Fact("number", n) for n in _numbers(low, lang)}
    states, pattern = _states(lang), _state_pattern(lang)
    found |= {Fact("state", states[m[1]]) for m in pattern.finditer(low)}
    for office, pattern in _OFFICE.items():
        if pattern.search(low):
            found.add(Fact("office", office))
        low = pattern.sub(" ", low)
    if _NEGATIONS[lang].search(low):
        found.add(Fact("negation", "there"))
    return frozenset(found)


def _numbers(text: str, lang: str) -> Iterator[str]:
    scales = _SCALES[lang]
    for m in _DIGITS.finditer(text):
        value = _value(m[0])
        after = re.match(r"[\s\u00a0-]*([^\W\d_]+)", text[m.end() :])
        word = after[1] if after else ""
        power = scales.get(word[:1] if lang == "zh" else word)
        yield _shown(value * 10**power) if power else _shown(value)
    yield from (str(n) for n in numbers_in_words(text, lang))


def _value(digits: str) -> float:
    """A number as it is written in any of the six languages: a last group of three is thousands,
    another last group is a fraction."""
    groups = re.split(r"[ ,.'’\u00a0\u202f]", digits)
    if len(groups) == 1:
        return float(digits)
    if all(len(g) == 3 for g in groups[1:]):
        return float("".join(groups))
    return float("".join(groups[:-1]) + "." + groups[-1])


def _shown(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


@cache
def _months(lang: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    names = Locale.parse(_LOCALES[lang]).months
    out = []
    for n in range(1, 13):
        words = {names["format"]["wide"][n].lower(), names["stand-alone"]["wide"][n].lower()}
        if lang == "ar":
            words.add(_ARABIC_MONTHS[n - 1])
        pattern = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        whole = rf"(?<!\d){n}月" if lang == "zh" else rf"(?<!\w)(?:{pattern})(?!\w)"
        out.append((n, re.compile(whole)))
    return tuple(out)


@cache
def _states(lang: str) -> dict[str, str]:
    """Code of a State by its name in small letters; in Russian, without the ending."""
    names = Locale.parse(_LOCALES[lang]).territories
    return {
        _RUSSIAN_ENDING.sub("", name.lower()) if lang == "ru" else name.lower(): code
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and len(name) > (1 if lang == "zh" else 3)
    }


@cache
def _state_pattern(lang: str) -> re.Pattern[str]:
    names = sorted(_states(lang), key=len, reverse=True)
    body = "|".join(map(re.escape, names))
    before, after = {
        "zh": ("", ""),
        "ar": (r"(?<!\w)[وبلف]?", r"(?!\w)"),
        "ru": (r"(?<!\w)", r"[а-яё]{0,3}(?!\w)"),
    }.get(lang, (r"(?<!\w)", r"(?!\w)"))
    return re.compile(f"{before}({body}){after}")
