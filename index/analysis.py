"""Text to lexical tokens, in six languages.

Chinese becomes overlapping pairs of characters, the other languages stems; a document symbol is a
token whole, and by part; digits of every script are ASCII digits.
"""

import re
import threading
import unicodedata
from functools import cache
from typing import Final

import snowballstemmer

from ingest.numbers import ascii_digits
from ingest.symbols import SYMBOL, key

_STEMMERS: Final = {
    "en": "english",
    "fr": "french",
    "ru": "russian",
    "es": "spanish",
}
_HAN = "\u3400-\u9fff"
_TOKEN = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_STOP = {
    "en": "a an and are as at by be been did do does for from had has have how in is it of on or "
    "that the there this to was were what when where which who whom will with any its their",
    "fr": "a au aux avec ce cette combien comment d dans de des du elle en est et il l la le les "
    "où ont par pas pour qu quand que quel quelle quelles quels qui s se sur un une été était y",
    "es": "a al como con cuál cuáles cuándo cuántas cuántos cómo de del dónde el en es fue fueron "
    "ha han la las lo los no o para por que qué quién quiénes se su sus un una y",
    "ru": "а без был была были было в во для до и из к как какая какие какой когда кто ли на не о "
    "об от по при с со сколько та то что это где",
    "ar": "في من على إلى عن ما متى أين كم هل و التي الذي هذا هذه أن كان كانت قد مع هو هي التى ماذا",
    "zh": "",
}
_STOP_SETS = {lang: frozenset(words.split()) for lang, words in _STOP.items()}
_HAN_STOP = frozenset("的了是在和与吗呢谁")
_HAN_WORDS = frozenset("和平 和解 和谐 目的 标的 存在 参与 与会 了解".split())  # kept
_PREFIXES = ("وال", "بال", "كال", "فال", "ال", "لل")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")  # after folding, ة is ه
_ARABIC_FOLD = str.maketrans("أإآىة", "اااىه", "\u0640")
_ARABIC_MARKS = re.compile(r"[\u064b-\u0652\u0670]")
SYMBOL_PREFIX: Final = "symbol:"
_LONGEST_SYMBOL = 10  # parts, as in npt-conf-2026-wg-i-crp-2-rev-1
_lock = threading.Lock()  # snowball's stemmers keep state while they work


def analyse(text: str, lang: str) -> list[str]:
    """The tokens of a text in one of the six languages, in order, repeats kept.

    Words and numbers carry the language that they were stemmed in, so that a question in one
    language meets words of another only where they are the same word (a Latin name in a Chinese
    text); symbols meet in every language.
    """
    tokens = [SYMBOL_PREFIX + name for m in SYMBOL.finditer(text) for name in _symbol_names(m[0])]
    folded = _ARABIC_MARKS.sub("", ascii_digits(unicodedata.normalize("NFKC", text)).lower())
    for m in _TOKEN.finditer(folded):
        tokens += _han_pairs(m[0]) if re.match(f"[{_HAN}]", m[0]) else _word(m[0], lang)
    return tokens


def analyse_question(question: str, lang: str) -> list[str]:
    """The tokens to look for: those of `analyse`, and every run of words that might be a symbol
    typed loosely (`npt conf 2026 wg.I 3`)."""
    parts = key(question).split("-") if question.isascii() else _ascii_parts(question)
    spans = (
        "-".join(parts[i : i + n])
        for n in range(2, _LONGEST_SYMBOL + 1)
        for i in range(len(parts) - n + 1)
    )
    loose = [SYMBOL_PREFIX + span for span in spans if any(c.isdigit() for c in span)]
    return [*analyse(question, lang), *loose]


def _ascii_parts(question: str) -> list[str]:
    return [
        part for run in re.findall(r"[A-Za-z0-9./()\- ]+", question) for part in key(run).split("-")
    ]


def _symbol_names(symbol: str) -> list[str]:
    """A symbol and the families that it belongs to: `a-80-600`, `a-80`."""
    names, cut = [key(symbol)], symbol
    while "/" in cut:
        cut = cut.rpartition("/")[0]
        names.append(key(cut))
    return names[:-1] if len(names) > 2 else names[:1]


def _han_pairs(run: str) -> list[str]:
    if len(run) == 1:
        return [] if run in _HAN_STOP else [run]
    pairs = (run[i : i + 2] for i in range(len(run) - 1))
    return [pair for pair in pairs if pair in _HAN_WORDS or not set(pair) & _HAN_STOP]


def _word(word: str, lang: str) -> list[str]:
    if word in _STOP_SETS.get(lang, ()):
        return []
    guest = _language_of(word, lang)
    return [f"{guest}:{_stem(word, guest)}"]


def _language_of(word: str, lang: str) -> str:
    """A word's language: the text's, unless its script says that it is a guest there."""
    first = word[0]
    if "\u0400" <= first <= "\u04ff":
        return "ru"
    if "\u0600" <= first <= "\u06ff":
        return "ar"
    if word.isdigit():
        return lang
    return lang if lang in ("en", "fr", "es") else "en"


@cache
def _stemmer(lang: str):  # noqa: ANN202 - snowballstemmer has no types
    return snowballstemmer.stemmer(_STEMMERS[lang])


def _stem(word: str, lang: str) -> str:
    if word.isdigit():
        return word
    if lang == "ar":
        return light_stem(word)
    with _lock:
        return _stemmer(lang).stemWord(word)


def light_stem(word: str) -> str:
    """An Arabic word without article, clitics and endings: light10 (Larkey, Ballesteros and Connell
    2007). Snowball's stemmer takes the first letter of `فريق` for a prefix."""
    word = word.translate(_ARABIC_FOLD)
    if word.startswith("و") and len(word) > 4:
        word = word[1:]
    prefix = next((p for p in _PREFIXES if word.startswith(p) and len(word) > len(p) + 2), "")
    word = word.removeprefix(prefix)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            word = word.removesuffix(suffix)
    return word
