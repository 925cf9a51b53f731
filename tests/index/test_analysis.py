"""Text to lexical tokens, in six languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import analyse, analyse_question
from ingest.language import LANGUAGES


def shared(a, b, lang):
    return set(analyse(a, lang)) & set(analyse(b, lang))


def test_chinese_becomes_overlapping_pairs():
    assert analyse("工作组举行", "zh") == ["工作", "作组", "组举", "举行"]


def test_pairs_do_not_reach_over_punctuation():
    assert analyse("工作，会议", "zh") == ["工作", "会议"]


def test_a_han_character_alone_is_a_token_unless_it_is_a_particle():
    assert analyse("组", "zh") == ["组"]
    assert analyse("的", "zh") == []
    assert "议的" not in analyse("会议的主席", "zh")


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("elected", "election of elections", "en"),
        ("meetings", "meeting", "en"),
        ("réunions", "réunion", "fr"),
        ("sesiones", "sesión", "es"),
        ("elegidos", "elegida", "es"),
        ("заседания", "заседаний", "ru"),
        ("рабочая", "рабочей", "ru"),
        ("الجلسة", "جلسات", "ar"),
    ],
)
def test_forms_of_one_word_meet_in_its_stem(one, other, lang):
    assert shared(one, other, lang)


def test_arabic_letters_that_are_written_in_several_ways_meet():
    assert analyse("إستونيا", "ar") == analyse("استونيا", "ar")
    assert analyse("مُحَمَّد", "ar") == analyse("محمد", "ar")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("which of the", "en"),
        ("quelle est la", "fr"),
        ("¿Cuál es el", "es"),
        ("какие были на", "ru"),
        ("ما هي التي", "ar"),
    ],
)
def test_function_words_are_no_tokens(text, lang):
    assert analyse(text, lang) == []


@pytest.mark.parametrize("digits", ["245", "٢٤٥", "２４５"])
def test_a_number_is_the_same_in_every_script(digits):
    assert analyse(digits, "ar") == ["ar:245"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_number_carries_the_language_of_its_text(lang):
    assert analyse("245", lang) == [f"{lang}:245"]


def test_words_of_one_language_do_not_meet_another_s():
    text = "final organisation total"  # words of three languages
    tokens = {lang: set(analyse(text, lang)) for lang in ("en", "fr", "es")}
    assert not tokens["en"] & tokens["fr"]
    assert not tokens["fr"] & tokens["es"]
    assert not tokens["en"] & tokens["es"]


def test_a_latin_name_in_a_chinese_text_meets_the_name_in_english():
    assert shared_across("Rapporteur", "en", "本文件是为Rapporteur编写的", "zh")
    assert shared_across("Норвегия", "ru", "The name is Норвегия", "en")


def shared_across(a, lang_a, b, lang_b):
    return set(analyse(a, lang_a)) & set(analyse(b, lang_b))


def test_a_symbol_is_a_token_whole_and_by_family():
    tokens = analyse("See NPT/CONF.2026/WG.I/CRP.2/Rev.1 there", "en")
    families = [t for t in tokens if t.startswith("symbol:")]
    assert families == [
        "symbol:npt-conf-2026-wg-i-crp-2-rev-1",
        "symbol:npt-conf-2026-wg-i-crp-2",
        "symbol:npt-conf-2026-wg-i",
        "symbol:npt-conf-2026",
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_symbol_meets_itself_in_every_language(lang):
    symbol = "symbol:cso-conf-2027-wg-ii-l-1"
    assert symbol in analyse("(CSO/CONF.2027/WG.II/L.1)", lang)
    assert symbol in analyse_question("CSO/CONF.2027/WG.II/L.1", lang)


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("who submitted npt conf 2026 wg.I 3?", "en"),
        ("what is NPT-CONF.2026-WG.I-3", "en"),
        ("谁提交了 npt conf 2026 wg.i 3 号文件？", "zh"),
        ("谁提交了npt/conf.2026/wg.i/3号文件？", "zh"),
        ("ما هي الوثيقة npt conf.2026 wg.i 3؟", "ar"),
        ("Кто представил npt conf 2026 wg i 3?", "ru"),
    ],
)
def test_a_symbol_typed_loosely_in_a_question_is_looked_for(question, lang):
    assert "symbol:npt-conf-2026-wg-i-3" in analyse_question(question, lang)


def test_words_without_a_digit_are_not_taken_for_a_symbol():
    asked = analyse_question("who was elected chair of the group", "en")
    assert not [t for t in asked if t.startswith("symbol:")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_question_looks_for_every_token_of_its_text(sample, lang):
    text = sample(lang).slice(sample(lang).find("4"))
    assert set(analyse(text, lang)) <= set(analyse_question(text, lang))


@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_text_is_analysed_and_upper_case_makes_no_difference_to_ascii(text, lang):
    assert all(analyse(text, lang))
    ascii_only = "".join(c for c in text if c.isascii() and c.isalpha())
    assert analyse(ascii_only.upper(), lang) == analyse(ascii_only, lang)
