"""The interface's words: the same in six languages, and chosen as the user has it."""

import re
from pathlib import Path
from string import Formatter

import pytest

from app.ui import cards, words
from app.ui.evidence import Evidence
from app.ui.streamlit_words import spoken_by_streamlit
from app.views import library
from tests.app.seen import html

APP = Path(library.__file__).parents[1]
OTHERS = ["views/verify.py", "views/library.py", "../eval/evaluate.py", "views/settings.py"]
FAMILIES = (
    "DIFFERS_",
    "STATE_",
    "STAGE_",
    "DISK_",
    "SETTING_",
    "FIGURE_",
    "KIND_",
    "FAILED_",
    "REASON_",
    "PROBLEM_",
)


def gaps(said):
    return sorted(field for _, field, _, _ in Formatter().parse(said) if field)


@pytest.mark.parametrize("lang", sorted(words.ALL))
def test_every_language_has_every_word_with_the_same_gaps(lang):
    english, other = words.ALL["en"], words.ALL[lang]
    assert list(other) == list(english)
    for name, said in other.items():
        assert said.strip(), name
        assert gaps(said) == gaps(english[name]), name


def test_every_word_is_used_and_every_word_that_is_used_is_there():
    files = [p for folder in (APP, APP.parent / "eval") for p in folder.rglob("*.py")]
    code = "\n".join(p.read_text(encoding="utf-8") for p in files)
    used = set(re.findall(r"\bwords\.([A-Z][A-Z_]+)\b", code)) - {"NAME", "LANGUAGE_NAMES", "ALL"}
    assert used <= set(words.ALL["en"])
    for name in set(words.ALL["en"]) - used:
        assert f'"{name}"' in code or name.startswith(FAMILIES), name


def test_one_thing_has_one_name():
    for lang, other in (("zh", "资料库"), ("ru", "индекс")):
        assert not [name for name, said in words.ALL[lang].items() if other in said]


def test_no_count_stands_before_a_noun():
    for lang in set(words.ALL) - {"zh"}:  # Chinese has no plurals
        assert not re.search(r"\{n\}\s+\w", words.ALL[lang]["CALIBRATION_DOT"]), lang


@pytest.mark.parametrize(("lang", "said"), [("en", ", page 3"), ("zh", "，第 3 页")])
def test_a_page_is_said_as_its_language_says_it(lang, said):
    words.speak(lang)
    try:
        shown = cards.citation(1, Evidence("L", (), "f.pdf", 3, "en", None, "a"), is_open=True)
    finally:
        words.speak("en")
    assert f"<bdi>f.pdf</bdi>{said}<" in shown


def test_an_unknown_word_is_an_error():
    with pytest.raises(AttributeError):
        _ = words.NO_SUCH_WORD


def test_the_language_is_switched_and_stays_on_every_page(pages, data):
    test = pages(data)
    test.selectbox(key="interface").set_value("fr").run()
    french = words.ALL["fr"]
    assert french["TAGLINE"] in html(test).replace("&#x27;", "'")
    assert test.button(key="new").label == french["NEW"]
    test.switch_page("views/library.py").run()
    assert french["PARAGRAPHS"] in html(test)
    assert not test.exception


@pytest.mark.parametrize("lang", sorted(words.ALL))
@pytest.mark.parametrize("page", ["views/ask.py", "views/read.py", *OTHERS])
def test_every_page_speaks_every_language(pages, data, page, lang):
    test = pages(data)
    test.selectbox(key="interface").set_value(lang).run()
    test.switch_page(page).run()
    assert not test.exception
    assert "rap-problem" not in html(test)


def test_arabic_pages_run_from_the_right():
    words.speak("ar")
    try:
        assert words.direction() == "rtl"
        assert words.ALL["ar"]["ASK"] == words.ASK
    finally:
        words.speak("en")
    assert words.direction() == "ltr"


def test_what_streamlit_says_is_said_in_five_languages_with_its_numbers():
    for lang in words.ALL:
        said = spoken_by_streamlit(lang)
        assert bool(said) == (lang != "en")
        assert all(own and own.count("#") == english.count("#") for english, own in said.items())
