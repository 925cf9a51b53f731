"""Words of the other languages: what stands for a token, and how likely."""

import pytest

from index.analysis import analyse
from index.translation import installed


def likeliest(word, lang, other):
    (token,) = analyse(word, lang)[:1]
    tag = f"{other}:"
    found = [(w, t) for t, w in installed().of(token) if t.startswith(tag) or other == "zh"]
    return max(found)[1]


@pytest.mark.parametrize(
    ("word", "lang", "other", "meant"),
    [
        ("Rapporteur", "en", "es", "Relator"),
        ("président", "fr", "ru", "Председатель"),
        ("reunión", "es", "fr", "réunion"),
        ("докладчик", "ru", "en", "Rapporteur"),
        ("主席", "zh", "en", "Chair"),
        ("رئيس", "ar", "fr", "président"),
    ],
)
def test_a_word_of_reports_has_its_translation(word, lang, other, meant):
    assert likeliest(word, lang, other) == analyse(meant, other)[0]


def test_weights_are_probabilities_and_no_token_translates_into_its_own_language():
    for token in ("en:meet", "fr:réunion", "ru:заседан"):
        found = dict(installed().of(token))
        assert found
        assert all(0 < w <= 1 for w in found.values())
        assert not any(t.startswith(token[:3]) for t in found)


def test_a_number_stands_for_itself_in_the_others():
    assert dict(installed().of("en:2031")) == dict.fromkeys(
        ("fr:2031", "es:2031", "ru:2031", "ar:2031", "zh:2031"), 1.0
    )


def test_an_unknown_name_in_latin_letters_stands_for_itself():
    assert dict(installed().of("fr:wierzbowskix")) == {
        "en:wierzbowskix": 1.0,
        "es:wierzbowskix": 1.0,
    }


def test_symbols_and_unknown_words_of_other_scripts_have_none():
    assert list(installed().of("symbol:npt-conf-2026")) == []
    assert list(installed().of("ru:абвгдежз")) == []
