"""Training groups out of templates: what reports of meetings say of their own proceedings.

Who was elected, when the body met, how many took part, under which symbol, what was decided: every
report of a meeting has such paragraphs, and all of them are about the same meeting, so that one is
a near miss for the question of another. The templates in `eval/facts/` are our own writing in the
six languages; persons, dates, counts and symbols are drawn anew for each group.
"""

import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import Locale

from eval.training_data import Group, gap

FACTS = Path(__file__).with_name("facts")
_NAMES = "names.json"
_ARABIC_MONTHS = (
    "كانون الثاني/يناير|شباط/فبراير|آذار/مارس|نيسان/أبريل|أيار/مايو|حزيران/يونيه|تموز/يوليه"
    "|آب/أغسطس|أيلول/سبتمبر|تشرين الأول/أكتوبر|تشرين الثاني/نوفمبر|كانون الأول/ديسمبر"
).split("|")
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_SLOT = re.compile(r"\{(\w+)\}")
_HAN = "\u3400-\u9fff"
_BESIDE_HAN = re.compile(rf"(?<=[{_HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{_HAN}])")
_SAME_THEME = 0.9  # of the texts of another theme that are not drawn
_JOINED = 0.35  # of the paragraphs say a second thing

Words = Mapping[str, str]  # by language


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a report says, in several wordings, and what may be asked about it."""

    theme: str
    id: str
    values: Mapping[str, Sequence[Words]]
    texts: Sequence[Words]
    questions: Sequence[Mapping[str, Any]]


def load_facts(folder: Path = FACTS) -> list[Fact]:
    """All facts, the theme being the file's name."""
    return [
        Fact(path.stem, f["id"], f.get("values", {}), f["texts"], f["questions"])
        for path in sorted(folder.glob("*.json"))
        if path.name != _NAMES
        for f in json.loads(path.read_text(encoding="utf-8"))
    ]


class Procedures:
    """Draws groups from facts and names."""

    def __init__(self, facts: Sequence[Fact], folder: Path = FACTS) -> None:
        self.facts = facts
        self._draw = Slots(json.loads((folder / _NAMES).read_text(encoding="utf-8")))

    def group(self, asked: str, lang: str, negatives: int, rng: random.Random) -> Group:
        """A question in one language over paragraphs in another."""
        fact = rng.choice(self.facts)
        write = _habit(lang, rng)
        slots = self._draw.all(fact, rng)
        question = rng.choice(fact.questions)
        answer = question["answer"]
        answer = answer if isinstance(answer, str) else answer[lang]
        # an unlikely coincidence apart, what the others say is not what was asked for
        others = [f for f in self.facts if f is not fact]
        rng.shuffle(others)
        others.sort(key=lambda f: f.theme != fact.theme and rng.random() < _SAME_THEME)
        texts = [self._paragraph(f, fact, lang, write, rng) for f in others[:negatives]]
        body = write(_filled(rng.choice(fact.texts)[lang], slots, lang))
        wanted = write(_filled(answer, slots, lang))
        before, after = "", ""
        if rng.random() < _JOINED:
            second = write(self._sentence(rng.choice(others), lang, rng))
            before, after = (second, "") if rng.random() < 0.5 else ("", second)
        space = gap(lang)
        text = space.join(part for part in (before, body, after) if part)
        start = body.index(wanted) + (len(before) + len(space) if before else 0)
        asks = _filled(rng.choice(question["ask"][asked]), slots, asked)
        return Group(asks, (text, *texts), (start, start + len(wanted)))

    def _paragraph(
        self, fact: Fact, wanted: Fact, lang: str, write: Callable[[str], str], rng: random.Random
    ) -> str:
        parts = [self._sentence(fact, lang, rng)]
        if rng.random() < _JOINED:
            others = [f for f in self.facts if f is not wanted and f is not fact]
            parts.append(self._sentence(rng.choice(others), lang, rng))
        return write(gap(lang).join(parts))

    def _sentence(self, fact: Fact, lang: str, rng: random.Random) -> str:
        return _filled(rng.choice(fact.texts)[lang], self._draw.all(fact, rng), lang)


class Slots:
    """Values of slots, each the same thing in six languages."""

    def __init__(self, names: Mapping[str, Sequence[Words]]) -> None:
        self._names = names
        locales = {"zh": "zh_Hans", **{k: k for k in ("en", "fr", "es", "ru", "ar")}}
        self._locales = {lang: Locale.parse(tag) for lang, tag in locales.items()}
        lands = self._locales["en"].territories
        codes = sorted(map(str, lands))
        self._lands = [c for c in codes if len(c) == 2 and c.isalpha() and c not in _NO_STATES]

    def all(self, fact: Fact, rng: random.Random) -> dict[str, Words]:
        """A value for every slot that a fact may use."""
        persons = rng.sample(list(self._names["persons"]), 3)
        lands = rng.sample(self._lands, 4)
        cities = rng.sample(list(self._names["cities"]), 2)
        out: dict[str, Words] = {"topic1": rng.choice(self._names["topics"])}
        out |= {f"person{i}": p for i, p in enumerate(persons, 1)}
        out |= {f"country{i}": self._land(c) for i, c in enumerate(lands, 1)}
        out |= {f"city{i}": c for i, c in enumerate(cities, 1)}
        year = rng.randint(1985, 2034)
        out |= {"year1": _same(str(year)), "year2": _same(str(year + rng.randint(1, 4)))}
        month, first = rng.randint(1, 12), rng.randint(1, 18)
        for i, day in enumerate((first, first + rng.randint(1, 4), first + rng.randint(5, 9)), 1):
            out[f"date{i}"] = self._date(day, month)
            far = self._date(rng.randint(1, 28), rng.randint(1, 12))
            out[f"fulldate{i}"] = _dated(far, year + rng.randint(-2, 2))
        out |= {f"o{i}": _ordinal(rng.randint(1, 19)) for i in (1, 2, 3)}
        out |= {f"m{i}": _same(str(n)) for i, n in enumerate(rng.sample(range(2, 10), 2), 1)}
        out |= {f"n{i}": _same(str(n)) for i, n in enumerate(rng.sample(range(11, 191), 3), 1)}
        out |= {f"money{i}": _amount(rng.randint(12, 9000) * 100) for i in (1, 2)}
        body = "".join(rng.sample("ABCDEFGHLMNOPRSTUW", rng.randint(1, 4)))
        stem = f"{body}/{rng.choice(['CONF', 'COM', 'WG', 'SES'])}.{year}"
        series = rng.sample(["L", "INF/", "CRP", "WP", "DEC", ""], 3)
        for i, kind in enumerate(series, 1):
            n = str(rng.randint(1, 40))
            tail = kind + n if kind.endswith("/") or not kind else f"{kind}.{n}"
            out[f"symbol{i}"] = _same(f"{stem}/{tail}")
        return out | {name: rng.choice(choices) for name, choices in fact.values.items()}

    def _land(self, code: str) -> Words:
        return {lang: locale.territories[code] for lang, locale in self._locales.items()}

    def _date(self, day: int, month: int) -> Words:
        def name(lang: str) -> str:
            return self._locales[lang].months["format"]["wide"][month]

        return {
            "en": f"{day} {name('en')}",
            "fr": f"{'1er' if day == 1 else day} {name('fr')}",
            "es": f"{day} de {name('es')}",
            "ru": f"{day} {name('ru')}",
            "zh": f"{month}月{day}日",
            "ar": f"{day} {_ARABIC_MONTHS[month - 1]}",
        }


# territories of the locale data that are no States
_NO_STATES = frozenset(
    "AC AQ AS AX AW BL BM BQ BV CC CP CQ CW CX DG EA EH EU EZ FK FO GF GG GI GL GP GS GU HK HM IC "
    "IM IO JE KY MF MO MP MQ MS NC NF PF PM PN PR QO RE SH SJ SX TA TC TF TK TW UM UN VG VI WF XA "
    "XB XK YT ZZ".split()
)


def _same(text: str) -> Words:
    return dict.fromkeys(("en", "fr", "es", "ru", "zh", "ar"), text)


def _dated(date: Words, year: int) -> Words:
    gap = {"es": f" de {year}", "ru": f" {year} года", "zh": ""}
    out = {lang: text + gap.get(lang, f" {year}") for lang, text in date.items()}
    return {**out, "zh": f"{year}年{date['zh']}"}


def _ordinal(n: int) -> Words:
    english = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return {
        "en": f"{n}{english}",
        "fr": "1re" if n == 1 else f"{n}e",
        "es": f"{n}ª",
        "ru": f"{n}-м",
        "zh": str(n),
        "ar": str(n),
    }


def _amount(n: int) -> Words:
    comma, space, point = f"{n:,}", f"{n:,}".replace(",", " "), f"{n:,}".replace(",", ".")
    return {"en": comma, "fr": space, "es": point, "ru": space, "zh": comma, "ar": comma}


def _filled(template: str, slots: Mapping[str, Words], lang: str) -> str:
    return _SLOT.sub(lambda m: slots[m[1]][lang], template)


def _habit(lang: str, rng: random.Random) -> Callable[[str], str]:
    """How one document writes digits: Arabic ones in Arabic, with spaces in Chinese, or neither."""
    if lang == "ar" and rng.random() < 0.5:
        return lambda text: text.translate(_ARABIC_DIGITS)
    if lang == "zh" and rng.random() < 0.5:
        return lambda text: _BESIDE_HAN.sub(" ", text)
    return lambda text: text
