"""Numbers in digits and in words, in the six languages: `1,250,000`, `2,5 millions`, `one hundred
and twenty-three`, `soixante-dix-huit`, `тридцать шестая`, `خمسة وعشرون`, `三万五千`.

Cardinals and ordinals are not told apart; one alone is left out, being an article as often.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile
from typing import Final

# cardinals and ordinals, in the forms that are met (*: any ending of up to three letters); 0: what
# only looks like one
_WORDS: Final = {
    "en": "1 one first|2 two both second|3 three third|4 four fourth|5 five fifth|6 six sixth"
    "|7 seven seventh|8 eight eighth|9 nine ninth|10 ten tenth|11 eleven eleventh"
    "|12 twelve twelfth dozen|13 thirteen thirteenth|14 fourteen fourteenth|15 fifteen fifteenth"
    "|16 sixteen sixteenth|17 seventeen seventeenth|18 eighteen eighteenth|19 nineteen nineteenth"
    "|20 twenty twentieth|30 thirty thirtieth|40 forty fortieth|50 fifty fiftieth"
    "|60 sixty sixtieth|70 seventy seventieth|80 eighty eightieth|90 ninety ninetieth"
    "|100 hundred hundredth|1000 thousand thousandth|1000000 million|1000000000 billion"
    "|1000000000000 trillion",
    "fr": "1 un une unième|2 deux deuxième second seconde|3 trois troisième|4 quatre quatrième"
    "|5 cinq cinquième|6 six sixième|7 sept septième|8 huit huitième|9 neuf neuvième"
    "|10 dix dixième|11 onze onzième|12 douze douzième douzaine|13 treize treizième"
    "|14 quatorze quatorzième|15 quinze quinzième|16 seize seizième|20 vingt vingtième"
    "|30 trente trentième|40 quarante quarantième|50 cinquante cinquantième"
    "|60 soixante soixantième|70 septante|80 huitante octante|90 nonante"
    "|100 cent cents centième|1000 mille millième|1000000 million millions"
    "|1000000000 milliard milliards|1000000000000 billion billions",
    "es": "1 un uno una primero primera primer|2 dos segundo segunda ambos ambas"
    "|3 tres tercero tercera tercer|4 cuatro cuarto cuarta|5 cinco quinto quinta"
    "|6 seis sexto sexta|7 siete séptimo séptima|8 ocho octavo octava|9 nueve noveno novena"
    "|10 diez décimo décima|11 once undécimo undécima|12 doce duodécimo duodécima docena"
    "|13 trece|14 catorce|15 quince|16 dieciséis|17 diecisiete|18 dieciocho|19 diecinueve"
    "|20 veinte vigésimo vigésima|21 veintiún veintiuno veintiuna|22 veintidós|23 veintitrés"
    "|24 veinticuatro|25 veinticinco|26 veintiséis|27 veintisiete|28 veintiocho|29 veintinueve"
    "|30 treinta trigésimo trigésima|40 cuarenta cuadragésimo cuadragésima"
    "|50 cincuenta quincuagésimo quincuagésima|60 sesenta sexagésimo sexagésima"
    "|70 setenta septuagésimo septuagésima|80 ochenta octogésimo octogésima"
    "|90 noventa nonagésimo nonagésima|100 cien ciento centésimo|200 doscientos doscientas"
    "|300 trescientos trescientas|400 cuatrocientos cuatrocientas|500 quinientos quinientas"
    "|600 seiscientos seiscientas|700 setecientos setecientas|800 ochocientos ochocientas"
    "|900 novecientos novecientas|1000 mil|1000000 millón millones"
    "|1000000000000 billón billones",
    "ru": "1 один одна одно одного одной одну перв*"
    "|2 два две двух двумя двум оба обе обоих обеих обоим обеим втор*"
    "|3 три трех трёх тремя трем трет*|4 четыр* четверт*"
    "|5 пять пяти пятью пятый пятая пятой пятое пятого пятую|6 шесть шести шестью шест*"
    "|7 семь семи семью седьм*|8 восемь восьми восьм*|9 девять девяти девят*"
    "|10 десять десяти десят*|11 одиннадцат*|12 двенадцат*|13 тринадцат*|14 четырнадцат*"
    "|15 пятнадцат*|16 шестнадцат*|17 семнадцат*|18 восемнадцат*|19 девятнадцат*"
    "|20 двадцат* двадцать|30 тридцат* тридцать|40 сорок*|50 пятьдесят* пятидесят*"
    "|60 шестьдесят* шестидесят*|70 семьдесят* семидесят*|80 восемьдесят* восьмидесят*"
    "|90 девяност*|100 сто ста сот*|200 двести двухсот*|300 триста трехсот*"
    "|400 четыреста четырехсот*|500 пятьсот пятисот*|600 шестьсот шестисот*|700 семьсот семисот*"
    "|800 восемьсот восьмисот*|900 девятьсот девятисот*|1000 тысяч*|1000000 миллион*"
    "|1000000000 миллиард*|1000000000000 триллион*"
    "|0 вторник вторника вторнику вторником вторники вторников четверть четверти",
    "ar": "1 أحد إحدى واحد واحدة الواحد الواحدة الحادي الحادية"
    "|2 اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي الثاني الثانية|3 ثلاثة ثلاث الثالث الثالثة"
    "|4 أربعة أربع الرابع الرابعة|5 خمسة خمس الخامس الخامسة|6 ستة ست السادس السادسة"
    "|7 سبعة سبع السابع السابعة|8 ثمانية ثماني ثمان الثامن الثامنة|9 تسعة تسع التاسع التاسعة"
    "|10 عشرة عشر العاشر العاشرة|20 عشرون عشرين العشرون العشرين"
    "|30 ثلاثون ثلاثين الثلاثون الثلاثين|40 أربعون أربعين الأربعون الأربعين"
    "|50 خمسون خمسين الخمسون الخمسين|60 ستون ستين الستون الستين"
    "|70 سبعون سبعين السبعون السبعين|80 ثمانون ثمانين الثمانون الثمانين"
    "|90 تسعون تسعين التسعون التسعين|100 مائة مئة المائة|200 مائتان مائتين مئتان مئتين"
    "|300 ثلاثمائة ثلاثمئة|400 أربعمائة أربعمئة|500 خمسمائة خمسمئة|600 ستمائة ستمئة"
    "|700 سبعمائة سبعمئة|800 ثمانمائة ثمانمئة|900 تسعمائة تسعمئة|1000 ألف آلاف ألفا"
    "|2000 ألفان ألفين|1000000 مليون مليونا ملايين|2000000 مليونان مليونين"
    "|1000000000 بليون بليونا بلايين مليار مليارا مليارات|1000000000000 تريليون تريليونا",
}
_WORD = re.compile(r"[^\W\d_]+")
_SCALES = (10**3, 10**6, 10**9, 10**12)
# separators of thousands: space, comma, point, apostrophe, before groups of three digits
_DIGITS = re.compile(
    r"(?<![\w])[1-9]\d{0,2}(?:[ ,.'’]\d{3})+(?:[.,]\d{1,2}(?!\d))?(?!\d)|\d+(?:[.,]\d+)?"
)
_POINT = frozenset({"en", "zh"})  # where a point never parts thousands from hundreds
_NEXT_WORD = re.compile(r"[\s\u00a0-]*([^\W\d_]+)")
_POWERS = {  # powers of ten; `mil millones` is their product
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
_PER_CENT = {  # with the word for a hundred
    "fr": re.compile(r"(?<=[\w)])\s+pour\s+cent(?!\w)"),
    "es": re.compile(r"(?<=[\w)])\s+por\s+ciento(?!\w)"),
    "ar": re.compile(r"(?<=[\w)])\s+(?:في\s+ال|بال)(?:مائة|مئة)(?!\w)"),
}
_BETWEEN = {  # what may stand between two words of one number
    "en": r"[ \u00a0-]+(?:and )?",
    "fr": r"[ \u00a0-]+(?:et[ -])?",
    "es": r"[ \u00a0]+(?:y )?",
    "ru": r"[ \u00a0-]+",
    "ar": r"[ \u00a0]+",
}
_HAN_NUMBER = re.compile(
    "(?<![万亿])([〇零一二两三四五六七八九十百千万亿]{2,}"
    "|[二两三四五六七八九十](?=[名个次年月日届项份国人天段位周场轮种类票国部章条])"
    "|(?<=百分之)[二三四五六七八九十])"
)
_HAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN_SCALES = {"万": 10**4, "亿": 10**8}


@dataclass(frozen=True, slots=True)
class _Found:
    value: int
    start: int
    end: int
    joined: bool  # begins with the Arabic word for and


def numbers(text: str, lang: str) -> Iterator[str]:
    """The numbers in a text in small letters (NFKC, with ASCII digits): those in digits, then those
    in words."""
    if lang in _PER_CENT:
        text = _PER_CENT[lang].sub(" %", text)
    for m in _DIGITS.finditer(text):
        yield _shown(_value(m[0], lang) * 10 ** _power(text, m.end(), lang))
    yield from (str(n) for n in numbers_in_words(text, lang))


def _power(text: str, at: int, lang: str) -> int:
    """The power of ten that the words say that stand here."""
    scales = _POWERS[lang]
    if lang == "zh":
        return next((n for word, n in scales.items() if text[at:].lstrip().startswith(word)), 0)
    power = 0
    while (word := _NEXT_WORD.match(text, at)) and word[1] in scales:
        power, at = power + scales[word[1]], word.end()
    return power


def _value(digits: str, lang: str) -> float:
    """A number as it is written in any of the six languages: a last group of three is thousands,
    another last group is a fraction; so is what follows a zero, or a lone point in some of them."""
    groups = re.split(r"[ ,.'’]", digits)
    if len(groups) == 1:
        return float(digits)
    lone = len(groups) == 2 and "." in digits and lang in _POINT
    if all(len(g) == 3 for g in groups[1:]) and groups[0].strip("0") and not lone:
        return float("".join(groups))
    return float("".join(groups[:-1]) + "." + groups[-1])


def _shown(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def numbers_in_words(text: str, lang: str) -> Iterator[int]:
    """The numbers that are written in words, in order; `text` is in small letters."""
    if lang == "zh":
        yield from (_han(m[1]) for m in _HAN_NUMBER.finditer(text) if _is_number(m[1]))
        return
    between = re.compile(_BETWEEN[lang])
    run: list[_Found] = []
    for found in _words(text, lang):
        if run and not between.fullmatch(text, run[-1].end, found.start):
            yield from _composed(run, text, lang)
            run = []
        run.append(found)
    yield from _composed(run, text, lang)


def _words(text: str, lang: str) -> Iterator[_Found]:
    table = _table(lang)
    for m in _WORD.finditer(text):
        word = m[0]
        value = table[word] if word in table else _by_stem(word, table)
        joined = lang == "ar" and value is None and word.startswith("و")
        if joined:
            value = table.get(word[1:])
        if value:  # 0: a word that only looks like a number
            yield _Found(value, m.start(), m.end(), joined)


def _by_stem(word: str, table: dict[str, int]) -> int | None:
    stems = (f"{word[: len(word) - n]}*" for n in range(4))
    return next((table[stem] for stem in stems if stem in table), None)


def _composed(run: list[_Found], text: str, lang: str) -> Iterator[int]:
    """The numbers of words that stand next to each other."""
    if run and re.search(r"\d[ \u00a0-]*$", text[: run[0].start]):
        # without the scale of digits before it: `2.5 million`
        run = list(dropwhile(lambda found: found.value in _SCALES, run))
    total = current = words = 0
    for found in run:
        value = found.value
        if value in _SCALES and current < 1000:
            total, current = _scaled(total, current, value), 0
        elif value == 100 and 0 < current < 10 and not found.joined:
            current *= 100
        elif words and _goes_on(total, current, found, lang):
            current = _sum(current, value, lang)
        else:
            yield from _whole(total + current, words)
            total, current, words = 0, value, 0
        words += 1
    yield from _whole(total + current, words)


def _scaled(total: int, current: int, scale: int) -> int:
    """What is counted so far, its last part in a scale: of all of it, where the scale is a larger
    one than before (`dos mil millones`, 三万亿)."""
    if 0 < total < scale:
        return (total + current) * scale
    return total + (current or 1) * scale


def _goes_on(total: int, current: int, found: _Found, lang: str) -> bool:
    """Whether a word adds to the number before it."""
    value, rest = found.value, current % 100
    if current == 0:
        return total > 0 and value < 1000
    if lang == "ar":
        teens = value == 10 and 0 < rest < 10 and not found.joined
        tens = 20 <= value < 100 and 0 < rest < 10 and found.joined
        return teens or tens or (rest == 0 and value < 100 and found.joined)
    if lang == "fr" and (rest, value) in ((4, 20), (10, 7), (10, 8), (10, 9)):
        return True  # quatre-vingts, dix-sept
    if lang == "fr" and rest in (60, 80) and 10 <= value < 20:
        return True
    if lang == "fr" and rest in (70, 90) and 7 <= value < 10:
        return True  # soixante-dix-sept
    return (value < 10 and 20 <= rest < 100 and rest % 10 == 0) or (rest == 0 and value < 100)


def _sum(current: int, value: int, lang: str) -> int:
    if lang == "fr" and (current % 100, value) == (4, 20):
        return current - 4 + 80
    return current + value


def _whole(number: int, words: int) -> Iterator[int]:
    if words and (number != 1 or words > 1):
        yield number


def _is_number(han: str) -> bool:
    """Not so: 万一, 千万 (by all means), 一一."""
    return han[0] not in "万亿" and (han[0] not in "百千" or len(han) > 2)


def _han(text: str) -> int:
    if not any(c in _HAN_UNITS or c in _HAN_SCALES for c in text):  # 二〇二三
        return int("".join(str(_HAN_DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in _HAN_SCALES:
            total, section, digit = _scaled(total, section + digit, _HAN_SCALES[c]), 0, 0
        elif c in _HAN_UNITS:
            section, digit = section + (digit or 1) * _HAN_UNITS[c], 0
        else:
            digit = _HAN_DIGITS[c]
    return total + section + digit


@cache
def _table(lang: str) -> dict[str, int]:
    entries = [entry.split() for entry in _WORDS[lang].split("|")]
    return {word: int(value) for value, *words in entries for word in words}
