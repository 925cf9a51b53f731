"""Every word that the pages say themselves, in the language of the page: `words.ASK`.

Nothing here comes from a report or a user. A language is one dictionary (`words_en.py` and its
sisters); a test holds all six to the same names and the same gaps.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Final

from app.ui import words_ar, words_en, words_es, words_fr, words_ru, words_zh

NAME: Final = "Rapporteur"
LANGUAGE_NAMES: Final = {
    "ar": "العربية",
    "zh": "中文",
    "en": "English",
    "fr": "Français",
    "ru": "Русский",
    "es": "Español",
}
ALL: Final[Mapping[str, Mapping[str, str]]] = {
    "ar": words_ar.WORDS,
    "zh": words_zh.WORDS,
    "en": words_en.WORDS,
    "fr": words_fr.WORDS,
    "ru": words_ru.WORDS,
    "es": words_es.WORDS,
}
# each run of a page is a thread with a context of its own; what is called later, from another one
# (a widget's `format_func`, a download), is given its words beforehand
_language: ContextVar[str] = ContextVar("language", default="en")


def speak(lang: str) -> None:
    """Say everything that follows, on this thread, in this language."""
    assert lang in ALL, f"no words in {lang!r}"
    _language.set(lang)


def spoken() -> str:
    """The language of the page."""
    return _language.get()


def direction() -> str:
    """Where the page's lines run to: `rtl` or `ltr`."""
    return "rtl" if spoken() == "ar" else "ltr"


def __getattr__(name: str) -> str:
    """The word of that name in the language of the page."""
    if name not in words_en.WORDS:
        raise AttributeError(f"no word {name!r}")
    return ALL[spoken()][name]
