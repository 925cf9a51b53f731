"""The exact facts in a text: numbers, months, States, symbols, offices, negation.

A model reads meaning and misreads digits; what is compared here are values, in six languages, with
digits of every script and numbers in words. State names come from CLDR (by Babel), and those that
the United Nations writes otherwise from a table.
"""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from babel import Locale

from app.number_words import numbers
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
# `مارس` as a verb (exercised) stands beside no date
_ARABIC_MARCH = (
    r"(?:(?<=/)|(?<=\d )|(?<=في )|(?<=شهر )|(?<=إلى )|(?<=منذ )|(?<=حتى ))مارس|مارس(?=/| إلى|,? \d)"
)
_ARABIC_MARKS = str.maketrans("٫٬", ".,")  # of fractions and thousands
_RAISED = re.compile("[¹²³⁰-⁹¼-¾⅐-⅞]")  # marks of footnotes, powers, parts of one
_DATE = re.compile(
    r"(?<![\d./-])(?:(?P<day>\d{1,2})([./-])(?P<month>\d{1,2})\2(?P<year>(?:19|20)\d\d)"
    r"|(?P<year2>(?:19|20)\d\d)([./-])(?P<month2>\d{1,2})\6(?P<day2>\d{1,2}))(?![./-]?\d)"
)
_FIRST = {  # in digits but for the day of a month: in words it is no number either
    "en": r"(?<![\w.,])1st(?! of|\w)",
    "fr": r"(?<![\w.,])1(?:er|[eè]?re)(?!\w)",
    "es": r"(?<![\w.,])1(?:\.?[oa]|er)(?!\w)",
    "ru": r"(?<![\w.,])1-(?:й|я|е|го|му|м|ю|ой|ую)(?!\w)",
    "zh": r"第\s?1\s?(?=[届次轮])",
}
_OFFICES = {
    "vice": r"vice-?\s?(?:chair|presiden)\w*|vice-?présiden\w*|vicepresiden\w*"
    r"|заместител\w+ председател\w+|вице-председател\w+|副主席|(?:نائب|نواب)\w* ال?رئيس\w*"
    r"|نياب\w+ (?:ال)?رئاس\w+",
    "chair": r"(?:co-?)?chair(?:person|man|woman|s|ed|ing|manship)?\b|presiden\w*|présiden\w*"
    r"|presidi[óo]\w*|presided\b|presiding\b|présid[aé]\w*|председател\w*|主席(?!团)|主持"
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
_NO_MONTH = re.compile(r"(?<!\bin )(?<!\d )\b(?:march|august)\b(?! \d)")  # in small letters
# the endings of a word in a Russian name, by its ending in the nominative; others have one form
_RUSSIAN_CASES = (
    ("[уо]а", None),
    ("ая", "ая|ой|ую|ою"),
    ("ое", "ое|ого|ому|ым|ом"),
    ("[ыи]е", "[ыи](?:е|х|м|ми)"),
    ("[ыио]й", "[ыио]й|ого|его|ому|ему|[ыи]м|[ое]м"),
    ("ство", "ств(?:ом|[оауе])"),
    ("острова", "остров(?:а|ов|ами?|ах)"),
    ("а", "[аыиеу]|[ое]й|ою"),
    ("я", "[яиеюй]|ей|ею"),
    ("ь", "[ьяюие]|ем|ью"),
    ("й", "[йяюе]|ем"),
    ("ы", "ов|ы(?:х|ми?)?|ами?|ах|"),
    ("(?<=[бвгджзклмнпрстфхцчшщ])", "[ауе]|[ое]м|"),
)
_UN_NAMES = Path(__file__).with_name("states.tsv")
_NO_STATES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
# names that are everyday words too: meeting, of that, financial
_WORDS_TOO = {"fr": {"RE"}, "es": {"RE"}, "ru": {"TG"}, "ar": {"ML"}}
_AROUND = {  # what may stand before a name and after it; in Chinese, what may not
    "zh": (
        "(?!(?<=其)中国|(?<=参)加纳|(?<=[今明每当次同])日本|(?<=[拉南北欧])美国)",
        "(?!(?<=国)家|(?<=海地)区|(?<=印度)洋|(?<=约旦)河)",
    ),
    "ar": (r"(?<!\w)[وف]?[بلك]?", r"(?!\w)"),
}
_NEGATIONS = {lang: re.compile(pattern, re.IGNORECASE) for lang, pattern in _NEGATION.items()}


def facts(text: str, lang: str) -> frozenset[Fact]:
    """The facts of a text in one of the six languages."""
    symbols = [m[0] for m in SYMBOL.finditer(text) if any(c.isdigit() for c in m[0])]
    found = {Fact("symbol", key(s.rstrip("*."))) for s in symbols}
    dates, plain = _dates(_plain(text, lang))
    found |= dates
    low = plain.lower()
    if lang in _FIRST:
        low = _first(lang).sub(" ", low)
    for n, month in _months(lang):
        if month.search(low):
            found.add(Fact("month", str(n)))
            low = month.sub(" ", low)
    found |= {Fact("number", n) for n in numbers(low, lang)}
    names = _state_pattern(lang).finditer(_folded(low))
    found |= {Fact("state", _state(m[1], lang)) for m in names}
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
    """The text without its symbols and raised marks, in ASCII digits, and in English without what
    only looks like a month."""
    bare = _RAISED.sub(" ", SYMBOL.sub(" ", text)).translate(_ARABIC_MARKS)
    plain = ascii_digits(unicodedata.normalize("NFKC", bare))
    return _NO_MONTH.sub(" ", _MODAL_MAY.sub(" ", plain)) if lang == "en" else plain


def _dates(text: str) -> tuple[set[Fact], str]:
    """The parts of dates in digits (`07.05.2027`, `2027-05-07`), and the text without them; the day
    comes before the month, unless it cannot be one."""
    found: set[Fact] = set()

    def without(m: re.Match[str]) -> str:
        day, month = int(m["day"] or m["day2"]), int(m["month"] or m["month2"])
        if m["day"] and day <= 12 < month:
            day, month = month, day
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return m[0]
        year = m["year"] or m["year2"]
        found.update({Fact("number", str(day)), Fact("month", str(month)), Fact("number", year)})
        return " "

    return found, _DATE.sub(without, text)


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
        if lang == "ar" and n == 3:
            pattern = f"{_ARABIC_MONTHS[n - 1]}|{_ARABIC_MARCH}"
        whole = rf"(?<!\w)(?:{pattern})(?!\w)"
        if lang == "zh":
            whole = rf"(?<!\d)0?{n}\s?月|(?<![一二三四五六七八九十]){_HAN_MONTHS[n - 1]}月"
        out.append((n, re.compile(whole)))
    return tuple(out)


@cache
def _first(lang: str) -> re.Pattern[str]:
    """The ordinal of one in digits, where it is no day of a month."""
    months = "|".join(month.pattern for _, month in _months(lang))
    return re.compile(rf"{_FIRST[lang]}(?!\s(?:de )?(?:{months}))")


def _folded(name: str) -> str:
    """Alike for all ways of writing a name."""
    return unicodedata.normalize("NFKC", name).lower().replace("ё", "е").replace("’", "'")


@cache
def _states(lang: str) -> dict[str, str]:
    """Code of a State by its name in small letters, with all names that it goes by."""
    territories = Locale.parse(_LOCALES[lang]).territories.items()
    shortest = 2 if lang == "zh" else 4
    names = {
        _folded(name.replace(" & ", " and ")): code
        for code, name in territories
        if len(code) == 2 and code.isalpha() and len(name) >= shortest
        if code not in _NO_STATES | _WORDS_TOO.get(lang, set())
    }
    with _UN_NAMES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            names |= {_folded(name): row["code"] for name in row[lang].split(",") if name}
    for name, code in list(names.items()):
        names.setdefault(re.sub(r"\s?\(.*\)", "", name), code)
        if lang == "ar" and name.startswith("ال"):
            names["لل" + name[2:]] = code  # `للصين`, to China
    return names


def _forms(name: str, lang: str) -> str:
    """A pattern of a State's name, in Russian in all cases."""
    if lang != "ru":
        return re.escape(name)
    return "".join(_cases(word) for word in re.split(r"([\s-])", name))


def _cases(word: str) -> str:
    for ending, cases in _RUSSIAN_CASES:
        if m := re.search(f"{ending}$", word):
            return f"{re.escape(word[: m.start()])}(?:{cases})" if cases else re.escape(word)
    return re.escape(word)


@cache
def _state(found: str, lang: str) -> str:
    """Code of the State whose name was found, in whatever case."""
    names = _states(lang)
    if found in names:
        return names[found]
    return next(code for name, code in names.items() if re.fullmatch(_forms(name, lang), found))


@cache
def _state_pattern(lang: str) -> re.Pattern[str]:
    names = sorted(_states(lang), key=len, reverse=True)
    body = "|".join(_forms(name, lang) for name in names)
    before, after = _AROUND.get(lang, (r"(?<!\w)", r"(?!\w)"))
    return re.compile(f"{before}({body}){after}")
