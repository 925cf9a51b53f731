"""Which of the six languages a text is written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.language import LANGUAGES, detect


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_s_language_is_told(sample, lang):
    assert detect(sample(lang).text) == lang


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_language_of_every_long_paragraph_is_told(sample, lang):
    report = sample(lang)
    long = [p for p in report.paragraphs if p.kind == "paragraph" and p.end - p.start > 80]
    assert len(long) >= 15
    assert {detect(report.slice(p)) for p in long} == {lang}


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("Who was elected Chair?", "en"),
        ("How many meetings?", "en"),
        ("when did it close", "en"),
        ("Qui a été élu président ?", "fr"),
        ("Combien de réunions ?", "fr"),
        ("Où ?", "fr"),
        ("¿Quién fue elegido presidente?", "es"),
        ("cuántas sesiones hubo", "es"),
        ("¿Dónde?", "es"),
        ("Кто был избран Председателем?", "ru"),
        ("Сколько?", "ru"),
        ("谁当选主席？", "zh"),
        ("主席", "zh"),
        ("من انتخب رئيسا؟", "ar"),
        ("أين؟", "ar"),
    ],
)
def test_the_language_of_a_short_question_is_told(question, lang):
    assert detect(question) == lang


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("谁介绍了 LHC/CONF.2031/WG.I/CRP.2/Rev.1 号文件？", "zh"),
        ("من قدم الوثيقة LHC/CONF.2031/WG.I/3؟", "ar"),
        ("Кто представил документ LHC/CONF.2031/WG.I/3?", "ru"),
        ("Qui a présenté le document LHC/CONF.2031/WG.I/3 ?", "fr"),
    ],
)
def test_a_latin_symbol_in_a_question_does_not_change_its_language(question, lang):
    assert detect(question) == lang


def test_where_nothing_tells_it_is_english():
    assert detect("") == detect("2031") == detect("LHC/CONF.2031/WG.I/3") == "en"


@given(st.text())
def test_every_text_has_one_of_the_six_languages(text):
    assert detect(text) in LANGUAGES
