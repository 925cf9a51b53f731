"""Drafts that a report does not support, made by rule from what it says, in six languages."""

import itertools
import re
from dataclasses import dataclass

from babel import Locale

from app.written import Draft, Given
from ingest.sentences import sentences
from ingest.symbols import SYMBOL

_LOCALES = {"zh": "zh_Hans"}
_STATES = ("NO", "CL", "GH", "PE", "KE", "JP", "FR", "EG", "BR", "IN", "CA", "ZA", "PT", "ID")
# pairs that are swapped: offices, then who does it
_OFFICES = {
    "en": [("Vice-Chair", "Rapporteur"), ("Rapporteur", "Chair"), ("Chair", "Secretary")],
    "fr": [("Rapporteur", "Président"), ("Président", "Secrétaire"), ("Présidente", "Rapporteuse")],
    "es": [("Relator", "Presidente"), ("Presidenta", "Relatora"), ("Presidente", "Secretario")],
    "ru": [("Докладчик", "Председател"), ("Председател", "Докладчик"), ("Секретар", "Докладчик")],
    "zh": [("报告员", "主席"), ("副主席", "报告员"), ("主席", "秘书")],
    "ar": [("مقرر", "رئيس"), ("رئيس", "مقرر"), ("نائب", "مقرر")],
}
_NOT = {
    "en": (r"\b(was|were|had|has|decided|adopted|agreed|held|elected)\b", r"\1 not"),
    "fr": (r"\b(a|ont|était|été)\b", r"n’\1 pas"),
    "es": (r"\b(fue|fueron|se|decidió|aprobó|eligió)\b", r"no \1"),
    "ru": (r"\b(был\w*|провел\w*|избрал\w*|постанов\w*|принял\w*|утверд\w*)\b", r"не \1"),
    "zh": (r"(举行|通过|选举|决定|审议|设立)", r"没有\1"),
    "ar": (r"(?<!\w)(و?(?:عقد|انتخب|اعتمد|قرر|أنشأ|نظر)\w*)", r"لم \1"),
}

# an exception or an attribution: what stands before a sentence, and what behind it
_LIMITS = {
    "en": [("", ", apart from Chile"), ("", ", other than in Oslo"), ("One member warned: ", "")],
    "fr": [
        ("", ", à l’exception du Chili"),
        ("", ", hormis à Oslo"),
        ("Un membre a averti : ", ""),
    ],
    "es": [("", ", con excepción de Chile"), ("", ", aparte de Oslo"), ("Uno advirtió: ", "")],
    "ru": [("", ", помимо Чили"), ("", ", исключая Осло"), ("Один из членов предупредил: ", "")],
    "zh": [("除智利外，", ""), ("有代表警告：", ""), ("一名成员指出：", "")],
    "ar": [("", "، ما عدا شيلي"), ("", "، سوى في أوسلو"), ("حذر أحد الأعضاء: ", "")],
}
_LIMITED = 2  # sentences that get each of them


@dataclass(frozen=True)
class Attack:
    """What kind of lie it is, and the draft that tells it."""

    kind: str
    lang: str
    draft: Draft


def attacks(lang, given, most):
    """At most `most` drafts of each kind from the numbered paragraphs of one report."""
    counts = {}
    for number, quote in quotes(given):
        for kind, text, rests in _lies(lang, number, quote, given):
            if counts.get(kind, 0) < most and _changed(text, quote, rests, number):
                counts[kind] = counts.get(kind, 0) + 1
                yield Attack(kind, lang, Draft(text, rests))


def quotes(given):
    """(number of the paragraph, a sentence of it), for sentences that say something."""
    for number, paragraph in given.items():
        for start, end in sentences(paragraph.text):
            if end - start > 20:
                yield number, paragraph.text[start:end]


def numbered(report):
    """The paragraphs of a report as a model is given them."""
    real = [p for p in report.paragraphs if p.kind == "paragraph"]
    return {n: Given(report, p.number) for n, p in enumerate(real, 1)}


def limited(lang, given, parsed):
    """The paragraphs of a report, and after them sentences of theirs that hold only in part or are
    somebody's words."""
    told = [q.rstrip(" .。") for _, q in itertools.islice(quotes(given), _LIMITED)]
    texts = [f"{a}{' '.join(q.split())}{b}." for q in told for a, b in _LIMITS[lang]]
    report = parsed("Report\n\n" + "\n\n".join(f"{n}. {t}" for n, t in enumerate(texts, 1)))
    return given | {len(given) + n: g for n, g in numbered(report).items()}


def _holds(text, quote):
    return " ".join(quote.rstrip(" .。").split()) in " ".join(text.split())


def _changed(text, quote, rests, number):
    return rests != ((number, quote),) or " ".join(text.split()) != " ".join(quote.split())


def _lies(lang, number, quote, given):
    own = ((number, quote),)
    without = SYMBOL.sub(lambda m: "#" * len(m[0]), quote)
    for m in list(re.finditer(r"\d+", without))[:2]:
        yield "number", quote[: m.start()] + str(int(m[0]) + 1) + quote[m.end() :], own
    yield "date", _another(quote, _months(lang)), own
    yield "name", _another(quote, _states(lang)), own
    for m in list(re.finditer(r"\w+-?\w* (?=\()|\w+(?=\()", quote))[:1]:
        yield "person", f"{quote[: m.start()]}Karlsen {quote[m.end() :]}", own
    for one, other in _OFFICES[lang]:
        yield "role", quote.replace(one, other, 1), own
    yield "negation", re.sub(*_NOT[lang], quote, count=1), own
    for m in list(SYMBOL.finditer(quote))[:1]:
        yield "symbol", quote[: m.end() - 1] + "97" + quote[m.end() :], own
    yield "swapped", _swapped(quote), own
    yield "left out", _without_limit(lang, quote), own
    yield "more", f"{quote.rstrip('.。')} {quote.split()[0]} 3.", own
    yield "not given", quote, ((len(given) + 7, quote),)
    other = next(q for n, q in quotes(given) if n != number and not _holds(given[number].text, q))
    yield "not there", quote, ((number, other),)
    yield "elsewhere", quote, ((next(n for n in given if n != number), other),)


def _another(text, names):
    """The text with the first of these names in it become another one."""
    for i, name in enumerate(names):
        if name in text:
            return text.replace(name, names[(i + 1) % len(names)], 1)
    return text


def _months(lang):
    names = Locale.parse(_LOCALES.get(lang, lang)).months["format"]["wide"]
    return [names[n] for n in range(1, 13)] if lang != "zh" else [f"{n}月" for n in range(9, 0, -1)]


def _states(lang):
    names = Locale.parse(_LOCALES.get(lang, lang)).territories
    return [names[code][: -1 if lang == "ru" else None] for code in _STATES]


def _without_limit(lang, text):
    """The text without the exception or the attribution in it."""
    for before, after in _LIMITS[lang]:
        text = text.removeprefix(before).replace(f"{after}.", ".")
    return text


def _swapped(text):
    """Two words of the text in each other's place: its first names, or its first long words."""
    found = re.findall(r"(?<=[ (])[A-ZА-ЯÉ]\w{3,}|[\u4e00-\u9fff]{2}|[\u0621-\u064a]{4,}", text)
    two = list(dict.fromkeys(found))[:2]
    if len(two) < 2 or two[0] in two[1] or two[1] in two[0]:
        return text
    a, b = two
    return re.sub(f"{a}|{b}", lambda m: b if m[0] == a else a, text)
