"""Citation labels in the language of the page."""

import pytest

from app.ui import labels, words


@pytest.fixture
def speak():
    yield words.speak
    words.speak("en")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "annex I, para. 8 (b) (ii), footnote 3"),
        ("fr", "annexe I, par. 8 (b) (ii), note 3"),
        ("es", "anexo I, párr. 8 (b) (ii), nota 3"),
        ("ru", "приложение I, п. 8 (b) (ii), сноска 3"),
        ("zh", "附件I，第8 (b) (ii)段，脚注3"),
        ("ar", "المرفق \u2066I\u2069، الفقرة \u20668 (b) (ii)\u2069، الحاشية \u20663\u2069"),
    ],
)
def test_a_label_is_said_as_its_language_says_it(speak, lang, said):
    speak(lang)
    assert labels.localised("annex I, para. 8 (b) (ii), footnote 3") == said


@pytest.mark.parametrize(
    "label", ["para. 8", "unnumbered para. 12", "article 14", "annex", "row 5", "something else"]
)
def test_in_english_a_label_stays_as_it_is(label):
    assert labels.localised(label) == label


@pytest.mark.parametrize("label", ["unnumbered para. 2", "item 12 (a)", "row 12 (a)", "footnote 3"])
def test_in_arabic_every_number_runs_as_it_runs(speak, label):
    speak("ar")
    number = label.removeprefix("unnumbered para. ").partition(" ")[2] or "2"
    assert labels.localised(label).endswith(f"\u2066{number}\u2069")


def test_a_reports_name_is_never_translated(speak):
    speak("fr")
    assert labels.citation("Report, para. 3, para. 8", "8") == "Report, para. 3, par. 8"
    assert labels.citation("Report, para. 8", "9") == "Report, para. 8"
    assert labels.shown("<b>, para. 8", "8") == (
        '<bdi dir="ltr"><bdi>&lt;b&gt;</bdi>, <bdi>par. 8</bdi></bdi>'
    )
