"""Exact facts: the same thing in six languages and every script is the same fact."""

import pytest

from app.facts import Fact, facts

SAME = {
    "en": "The Group held twelve meetings from 3 to 5 February 2027; Ghana lost 1,250,000 of them.",
    "fr": "Le Groupe a tenu douze séances du 3 au 5 février 2027 ; le Ghana en a perdu 1 250 000.",
    "es": "El Grupo celebró doce sesiones del 3 al 5 de febrero de 2027; Ghana perdió 1.250.000.",
    "ru": "Группа провела двенадцать заседаний 3–5 февраля 2027 года; у Ганы их было 1 250 000.",
    "zh": "工作组于2027年2月3日至5日举行了十二次会议；加纳失去了125万。",
    "ar": "عقد الفريق ١٢ جلسة من ٣ إلى ٥ شباط/فبراير ٢٠٢٧؛ وغانا فقدت 1,250,000 منها.",
}
EXPECTED = {
    ("month", "2"),
    ("state", "GH"),
    *(("number", n) for n in "3 5 12 2027 1250000".split()),
}


@pytest.mark.parametrize("lang", SAME)
def test_one_sentence_has_the_same_facts_in_each_language(lang):
    found = {(f.kind, f.value) for f in facts(SAME[lang], lang) if f.kind != "negation"}
    assert found == EXPECTED


@pytest.mark.parametrize(
    ("lang", "text", "number"),
    [
        ("en", "2.5 million people", "2500000"),
        ("fr", "2,5 millions de personnes", "2500000"),
        ("ru", "2,5 млн человек", "2500000"),
        ("zh", "第二十三届会议", "23"),
        ("zh", "二〇二三年", "2023"),
        ("en", "forty-five States", "45"),
        ("ar", "٣٬٥ في المائة و٧ دول", "7"),
        ("ru", "на третьей сессии", "3"),
        ("es", "12,5 %", "12.5"),
        ("en", "one hundred and twenty-three requests", "123"),
        ("en", "at its thirty-sixth session", "36"),
        ("en", "two million three hundred thousand tents", "2300000"),
        ("fr", "soixante-dix-huit délégations", "78"),
        ("fr", "quatre-vingt-dix-neuf voix", "99"),
        ("fr", "deux cent quarante et un États", "241"),
        ("fr", "la dix-septième séance", "17"),
        ("es", "treinta y seis delegaciones", "36"),
        ("es", "ciento veinticinco expertos", "125"),
        ("ru", "тридцать шестая сессия", "36"),
        ("ru", "сто двадцать три представителя", "123"),
        ("ru", "две тысячи человек", "2000"),
        ("ar", "اثنتي عشرة جلسة", "12"),
        ("ar", "خمسة وعشرون وفدا", "25"),
        ("ar", "الدورة السادسة والثلاثون", "36"),
        ("ar", "مائة وثلاثة وعشرون طلبا", "123"),
        ("zh", "三万五千人", "35000"),
        ("zh", "一百二十三个国家", "123"),
    ],
)
def test_numbers_in_words_and_in_the_habits_of_a_language(lang, text, number):
    assert Fact("number", number) in facts(text, lang)


@pytest.mark.parametrize(
    ("lang", "text", "numbers"),
    [
        ("en", "two and three of them", {"2", "3"}),
        ("en", "one of them, the first", set()),
        ("en", "a share of 2.5 million", {"2500000"}),
        ("ar", "ثلاثة وأربعة", {"3", "4"}),
        ("fr", "un rapport de cent pages", {"100"}),
        ("ru", "двадцать, три", {"20", "3"}),
        ("ru", "во вторник, на второй сессии", {"2"}),
        ("zh", "万一发生", set()),
    ],
)
def test_numbers_that_stand_beside_each_other_stay_apart(lang, text, numbers):
    assert {f.value for f in facts(text, lang) if f.kind == "number"} == numbers


def test_a_symbol_is_one_fact_and_its_digits_are_no_numbers():
    found = facts("See NPT/CONF.2026/WG.I/3 for more.", "en")
    assert {f.kind for f in found} == {"symbol"}


@pytest.mark.parametrize(
    ("lang", "text", "office"),
    [
        ("en", "The Vice-Chair spoke.", "vice"),
        ("fr", "La Vice-Présidente a parlé.", "vice"),
        ("zh", "副主席发言。", "vice"),
        ("ru", "Заместитель Председателя выступил.", "vice"),
        ("es", "La Presidenta habló.", "chair"),
        ("ar", "تكلم نائب الرئيس.", "vice"),
    ],
)
def test_a_vice_chair_is_no_chair(lang, text, office):
    assert {f.value for f in facts(text, lang) if f.kind == "office"} == {office}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "It was not adopted."),
        ("fr", "Il n’a pas été adopté."),
        ("es", "No fue aprobado."),
        ("ru", "Он не был принят."),
        ("zh", "该草案未获通过。"),
        ("ar", "لم يعتمد."),
    ],
)
def test_negation_is_seen(lang, text):
    assert Fact("negation", "there") in facts(text, lang)
