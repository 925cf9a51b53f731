"""How near an answer's words are to an accepted answer: exact match, F1, numbers, dates.

Exact match and F1 are SQuAD's (Rajpurkar et al. 2016) with the articles of each language and, for
Chinese, characters for words, as MLQA (Lewis et al. 2020) has it. CMRC 2018 (Cui et al. 2019)
counts only the longest run of characters in common: its F1 is never higher.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.facts import facts
from ingest.language import detect

_HAN = "\u3400-\u9fff"
_TOKEN = re.compile(rf"[{_HAN}]|[^\s{_HAN}]+")
_ELIDED = re.compile(r"\b[ld][’'](?=\w)")  # French, before punctuation goes
_ARTICLES = {
    "en": re.compile(r"\b(?:a|an|the)\b"),
    "fr": re.compile(r"\b(?:le|la|les|un|une|des|du)\b"),
    "es": re.compile(r"\b(?:el|la|los|las|un|una|unos|unas)\b"),
    "ar": re.compile(r"(?<!\w)ال(?=\w)"),
}


@dataclass(frozen=True, slots=True)
class Scores:
    """An answer against the accepted answers, the nearest of them. `numbers` and `dates` are None
    where no accepted answer has one."""

    exact: bool
    f1: float
    numbers: bool | None
    dates: bool | None


def scores(said: str, lang: str, accepted: Sequence[str]) -> Scores:
    """`lang` is the language of what is said: that of the report that it stands in."""
    return Scores(
        exact=exact_match(said, lang, accepted),
        f1=f1(said, lang, accepted),
        numbers=_same(_numbers, said, lang, accepted),
        dates=_same(_dates, said, lang, accepted),
    )


def normalised(text: str, lang: str) -> str:
    """Small letters, no punctuation, no articles, single spaces."""
    text = unicodedata.normalize("NFKC", text).lower()
    if lang == "fr":
        text = _ELIDED.sub(" ", text)
    text = "".join(c for c in text if not unicodedata.category(c).startswith(("P", "S", "Mn")))
    if lang in _ARTICLES:
        text = _ARTICLES[lang].sub(" ", text)
    return " ".join(text.split())


def tokens(text: str, lang: str) -> list[str]:
    """Words, and single characters of Chinese, of the normalised text."""
    return _TOKEN.findall(normalised(text, lang))


def exact_match(said: str, lang: str, accepted: Iterable[str]) -> bool:
    """Whether the normalised texts are the same; white space between Chinese does not count."""
    own = tokens(said, lang)
    return any(own == tokens(answer, lang) for answer in accepted)


def f1(said: str, lang: str, accepted: Iterable[str]) -> float:
    """The harmonic mean of precision and recall of tokens, with the nearest accepted answer."""
    own = Counter(tokens(said, lang))
    return max((_f1(own, Counter(tokens(a, lang))) for a in accepted), default=0.0)


def _f1(a: Counter[str], b: Counter[str]) -> float:
    if not a or not b:
        return float(a == b)
    return 2 * (a & b).total() / (a.total() + b.total())


def _same(
    read: Callable[[str, str], Any], said: str, lang: str, accepted: Iterable[str]
) -> bool | None:
    """Whether the values read in both are the same; values are the same in every language."""
    wanted = {v for a in accepted for x in _languages(a) if (v := read(a, x))}
    return read(said, lang) in wanted if wanted else None


def _languages(text: str) -> tuple[str, ...]:
    """A text of few words in Latin script may be in any of three languages."""
    lang = detect(text)
    return (lang,) if lang in ("zh", "ar", "ru") else ("en", "fr", "es")


def _numbers(text: str, lang: str) -> frozenset[str]:
    return frozenset(f.value for f in facts(text, lang) if f.kind == "number")


def _dates(text: str, lang: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """Months with the numbers around them, where there is a month."""
    months = frozenset(f.value for f in facts(text, lang) if f.kind == "month")
    return (months, _numbers(text, lang)) if months else None
