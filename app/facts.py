"""The exact facts in a text: numbers, months, States, symbols, offices, negation.

A model reads meaning and misreads digits; what is compared here are values, in six languages, with
digits of every script and the commonest numbers in words. State names come from CLDR (by Babel).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from babel import Locale

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
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SCALES = {
    "en": {"thousand": 3, "million": 6, "billion": 9},
    "fr": {"mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9},
    "es": {"mil": 3, "millón": 6, "millones": 6},
    "ru": {"тыс": 3, "тысяч": 3, "млн": 6, "миллион": 6, "миллиона": 6, "миллионов": 6, "млрд": 9},
    "ar": {"ألف": 3, "آلاف": 3, "مليون": 6, "ملايين": 6, "بليون": 9, "مليار": 9},
    "zh": {"万": 4, "亿": 8},
}
# words of numbers: cardinals and ordinals, in the forms that are met (*: any short ending)
_NUMBERS = {
    "en": "2 two both second|3 three third|4 four fourth|5 five fifth|6 six sixth|7 seven seventh"
    "|8 eight eighth|9 nine ninth|10 ten tenth|11 eleven eleventh|12 twelve twelfth dozen"
    "|13 thirteen thirteenth|14 fourteen fourteenth|15 fifteen fifteenth|16 sixteen sixteenth"
    "|17 seventeen seventeenth|18 eighteen eighteenth|19 nineteen nineteenth|20 twenty twentieth"
    "|30 thirty thirtieth|40 forty fortieth|50 fifty fiftieth|60 sixty sixtieth"
    "|70 seventy seventieth|80 eighty eightieth|90 ninety ninetieth",
    "fr": "2 deux deuxième second seconde|3 trois troisième|4 quatre quatrième|5 cinq cinquième"
    "|6 six sixième|7 sept septième|8 huit huitième|9 neuf neuvième|10 dix dixième"
    "|11 onze onzième|12 douze douzième douzaine|13 treize treizième|14 quatorze quatorzième"
    "|15 quinze quinzième|16 seize seizième|17 dix-sept|18 dix-huit|19 dix-neuf"
    "|20 vingt vingtième|30 trente trentième|40 quarante quarantième"
    "|50 cinquante cinquantième|60 soixante soixantième",
    "es": "2 dos segundo segunda ambos ambas|3 tres tercero tercera tercer|4 cuatro cuarto cuarta"
    "|5 cinco quinto quinta|6 seis sexto sexta|7 siete séptimo séptima|8 ocho octavo octava"
    "|9 nueve noveno novena|10 diez décimo décima|11 once undécimo|12 doce duodécimo docena"
    "|13 trece|14 catorce|15 quince|16 dieciséis|17 diecisiete|18 dieciocho|19 diecinueve"
    "|20 veinte vigésimo vigésima|30 treinta trigésimo|40 cuarenta|50 cincuenta|60 sesenta",
    "ru": "2 два две двух двумя двум втор*|3 три трех трёх тремя трем трет*|4 четыр* четверт*"
    "|5 пять пяти пятью пятый пятая пятой пятое пятого пятую|6 шесть шести шестью шест*"
    "|7 семь семи семью седьм*|8 восемь восьм*|9 девять девяти девят*|10 десять десяти десят*"
    "|11 одиннадцат*|12 двенадцат*|13 тринадцат*|14 четырнадцат*|15 пятнадцат*|16 шестнадцат*"
    "|17 семнадцат*|18 восемнадцат*|19 девятнадцат*|20 двадцат*|30 тридцат*|40 сорок*"
    "|50 пятьдесят* пятидесят*|60 шестьдесят* шестидесят*|70 семьдесят* семидесят*"
    "|80 восемьдесят* восьмидесят*|90 девяност*",
    "ar": "2 اثنان اثنين اثنتان اثنتين الثاني الثانية|3 ثلاثة ثلاث الثالث الثالثة"
    "|4 أربعة أربع الرابع الرابعة|5 خمسة خمس الخامس الخامسة|6 ستة ست السادس السادسة"
    "|7 سبعة سبع السابع السابعة|8 ثمانية ثماني ثمان الثامن الثامنة|9 تسعة تسع التاسع التاسعة"
    "|10 عشرة عشر العاشر العاشرة|20 عشرون عشرين العشرون العشرين|30 ثلاثون ثلاثين"
    "|40 أربعون أربعين|50 خمسون خمسين|60 ستون ستين|70 سبعون سبعين|80 ثمانون ثمانين"
    "|90 تسعون تسعين",
}
_HAN_NUMBER = re.compile(
    "(?:第)?([〇零一二两三四五六七八九十百千]{2,}|[二两三四五六七八九十](?=[名个次年月日届项份国人天段位周场轮种类票国部章条]))"
)
_HAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
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
    if lang == "zh":
        yield from (str(_han(m[1])) for m in _HAN_NUMBER.finditer(text))
        return
    words = _number_words(lang)
    for m in _WORD.finditer(text):
        word = m[0].removeprefix("و") if lang == "ar" else m[0]
        if number := words.get(word) or _by_stem(word, words):
            yield number
        elif "-" in word:  # forty-five, trente-deux
            parts = [words.get(p) for p in word.split("-")]
            if all(parts):
                yield str(sum(int(p) for p in parts if p))


def _by_stem(word: str, words: dict[str, str]) -> str | None:
    stems = (f"{word[: len(word) - n]}*" for n in range(4))
    return next((words[stem] for stem in stems if stem in words), None)


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


def _han(text: str) -> int:
    if not any(c in _HAN_UNITS for c in text):  # 二〇二三
        return int("".join(str(_HAN_DIGITS[c]) for c in text))
    total, digit = 0, 0
    for c in text:
        if c in _HAN_UNITS:
            total += (digit or 1) * _HAN_UNITS[c]
            digit = 0
        else:
            digit = _HAN_DIGITS[c]
    return total + digit


@cache
def _number_words(lang: str) -> dict[str, str]:
    entries = [entry.split() for entry in _NUMBERS[lang].split("|")]
    return {word: value for value, *words in entries for word in words}


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
