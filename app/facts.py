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
_HAN_MONTHS = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()
# separators of thousands: space, comma, point, apostrophe, before groups of three digits
_DIGITS = re.compile(r"(?<![\w])\d{1,3}(?:[ ,.'’\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_NEXT_WORD = re.compile(r"[\s\u00a0-]*([^\W\d_]+)")
_SCALES = {  # powers of ten; `mil millones` is their product
    lang: {word: int(power) for power, *words in map(str.split, text.split("|")) for word in words}
    for lang, text in {
        "en": "3 thousand|6 million|9 billion|12 trillion",
        "fr": "3 mille|6 million millions|9 milliard milliards|12 billion billions",
        "es": "3 mil|6 millón millones|12 billón billones",
        "ru": "3 тыс тысяч тысяча тысячи тысячу|6 млн миллион миллиона миллионов"
        "|9 млрд миллиард миллиарда миллиардов|12 трлн триллион триллиона триллионов",
        "zh": "12 万亿|6 百万|7 千万|4 万|8 亿",
        "ar": "3 ألف ألفا آلاف|6 مليون مليونا ملايين|9 بليون بليونا بلايين مليار مليارا مليارات"
        "|12 تريليون تريليونا",
    }.items()
}
_OFFICES = {
    "vice": r"vice-?\s?(?:chair|presiden)\w*|vice-?présiden\w*|vicepresiden\w*"
    r"|заместител\w+ председател\w+|вице-председател\w+|副主席|(?:نائب|نواب)\w* ال?رئيس\w*"
    r"|نياب\w+ (?:ال)?رئاس\w+",
    "chair": r"(?:co-?)?chair(?:person|man|woman|s|ed|ing|manship)?\b|presiden\w*|présiden\w*"
    r"|presidi[óo]\w*|presided\b|presiding\b|présid[aé]\w*|председател\w*|主席|主持"
    r"|رئيس(?!ي(?:ة|ا|ات|ين|ان)?(?!\w))\w*|رئاس[ةت]\w*|ترأس\w*",
    "rapporteur": r"rapporteur\w*|relator\w*|докладчик\w*|报告员|المقرر\w*|مقرر\w*",
    "secretary": r"secretary\b|secrétaire\b|secretari[oa]\b|секретар[ьяюе]м?\b|秘书(?!处)"
    r"|(?:ال)?أمين\w*",
}
_OFFICE = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _OFFICES.items()}
# negation in a name, or in a way of adopting, says nothing of what is denied
_NEGATION = {
    "en": r"\b(?:not(?! only)|no(?!\.?\s*\d| (?:later|fewer|less) than)|nor|never|none|nothing"
    r"|without(?! (?:(?:a|any|being put to (?:a|the)) )?(?:vote|objection|prejudice))|neither"
    r"|nobody|cannot|failed to|refus\w+|reject\w+|declin\w+|unable|lack\w*)\b|n[’']t\b",
    "fr": r"\b(?:ne|n[’'](?=\w)|pas|aucune?|jamais|ni|refus\w+|rejet\w+"
    r"|sans(?! (?:être mise?s? aux voix|vote|objection|préjudice)))\b",
    "es": r"\b(?:no(?! (?:proliferaci|gubernamental|alinead|poseedor|nuclear|partes?\b"
    r"|obstante|s[oó]lo))|ninguna?|ningún|nunca|jamás"
    r"|sin(?! (?:someter\w* a )?(?:votación|objeci|perjuicio|embargo))"
    r"|ni|tampoco|rechaz\w+|neg[óa](?!tivo)\w*)\b",
    "ru": r"\b(?:не(?! (?:только|менее|позднее)\b)|ни|нет|никогда|никто|никак\w+|отказ\w+|отклон\w+"
    r"|без(?! (?:голосовани|возражени|ущерба)))\b",
    "zh": r"不(?!扩散|结盟|限成员|可逆|经表决|丹|列颠|仅|但|断|久|同(?!意)|少|过)|没(?!收)"
    r"|拒绝|未(?!来|经表决|付诸?表决)|无(?!核|线|人机|异议)"
    r"|(?<![是能可])否(?!则)|[并绝决而]非",
    "ar": r"(?<!\w)[وفبل]?(?:لا(?! سيما| [يت]زال)|لم|لن|ليس\w*|رفض\w*"
    r"|عدم(?! (?:ال)?(?:انتشار|انحياز))"
    r"|غير(?! ذلك| (?:ال)?(?:حكومي|رسمي|نووي|منحاز|حائز|أطراف|دائم))"
    r"|ب?دون(?! (?:تصويت|طرحه? للتصويت|اعتراض|المساس|(?:ال)?إقليمي)))(?!\w)",
}
# `may` that is no month: beside no date, or before a verb
_MODAL_MAY = re.compile(
    r"\b(?:may|MAY)\b(?= (?:be|not|also|have|only)\b)"
    r"|(?<!\d )(?<!\d[a-z]{2} )(?<!\b[io][nf] )\b(?:may|MAY)\b(?!,? \d)"
    r"|(?:^|(?<=[.?!:] ))May (?!\d)"
)
_RUSSIAN_ENDING = re.compile("[аяйьиоыея]$")
_NEGATIONS = {lang: re.compile(pattern, re.IGNORECASE) for lang, pattern in _NEGATION.items()}


def facts(text: str, lang: str) -> frozenset[Fact]:
    """The facts of a text in one of the six languages."""
    symbols = [m[0] for m in SYMBOL.finditer(text) if any(c.isdigit() for c in m[0])]
    found = {Fact("symbol", key(s.rstrip("*."))) for s in symbols}
    low = _plain(text, lang).lower()
    for n, month in _months(lang):
        if month.search(low):
            found.add(Fact("month", str(n)))
            low = month.sub(" ", low)
    found |= {Fact("number", n) for n in _numbers(low, lang)}
    states, pattern = _states(lang), _state_pattern(lang)
    found |= {Fact("state", states[m[1]]) for m in pattern.finditer(low)}
    held, low = _offices(low)
    found |= {Fact("office", office) for office in held}
    if _NEGATIONS[lang].search(low):
        found.add(Fact("negation", "there"))
    return frozenset(found)


def offices(text: str) -> frozenset[str]:
    """The offices that a text in any of the six languages names."""
    return _offices(text)[0]


def _offices(text: str) -> tuple[frozenset[str], str]:
    """The offices, and the text without them."""
    held = set()
    for office, pattern in _OFFICE.items():
        if pattern.search(text):
            held.add(office)
            text = pattern.sub(" ", text)  # so that a vice-chair is no chair
    return frozenset(held), text


def _plain(text: str, lang: str) -> str:
    """The text without its symbols, in ASCII digits, and in English without the verb `may`."""
    plain = ascii_digits(unicodedata.normalize("NFKC", SYMBOL.sub(" ", text)))
    return _MODAL_MAY.sub(" ", plain) if lang == "en" else plain


def _numbers(text: str, lang: str) -> Iterator[str]:
    for m in _DIGITS.finditer(text):
        yield _shown(_value(m[0]) * 10 ** _power(text, m.end(), lang))
    yield from (str(n) for n in numbers_in_words(text, lang))


def _power(text: str, at: int, lang: str) -> int:
    """The power of ten that the words say that stand here."""
    scales = _SCALES[lang]
    if lang == "zh":
        return next((n for word, n in scales.items() if text[at:].lstrip().startswith(word)), 0)
    power = 0
    while (word := _NEXT_WORD.match(text, at)) and word[1] in scales:
        power, at = power + scales[word[1]], word.end()
    return power


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
        if lang == "ru":  # in the other cases: `в январе`, `в мае`
            pattern += f"|{names['format']['wide'][n].lower()[:-1]}(?:[еюу]|[оеё]м)"
        whole = rf"(?<!\w)(?:{pattern})(?!\w)"
        if lang == "zh":
            whole = rf"(?<!\d){n}\s?月|(?<![一二三四五六七八九十]){_HAN_MONTHS[n - 1]}月"
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
