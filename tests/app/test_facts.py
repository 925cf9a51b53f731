"""Exact facts: the same thing in six languages and every script is the same fact."""

import pytest

from app.facts import Fact, facts, offices

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
        ("en", "3 trillion grains", "3000000000000"),
        ("en", "three trillion grains", "3000000000000"),
        ("en", "two thousand three hundred million grains", "2300000000"),
        ("fr", "deux mille millions de grains", "2000000000"),
        ("es", "5 mil millones de granos", "5000000000"),
        ("es", "dos mil millones de granos", "2000000000"),
        ("es", "tres mil doscientos millones de granos", "3200000000"),
        ("es", "un millón doscientos mil granos", "1200000"),
        ("ru", "2 миллиарда зерен", "2000000000"),
        ("ru", "3 тысячи зерен", "3000"),
        ("ru", "1 тысяча зерен", "1000"),
        ("ar", "25 ألفا", "25000"),
        ("ar", "25 مليونا", "25000000"),
        ("ar", "خمسة وعشرون مليونا", "25000000"),
        ("ar", "3 مليارات", "3000000000"),
        ("zh", "三万亿粒", "3000000000000"),
        ("zh", "5万亿粒", "5000000000000"),
        ("zh", "1.2万亿粒", "1200000000000"),
        ("zh", "三亿五千万粒", "350000000"),
        ("zh", "3百万粒", "3000000"),
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
        ("es", "5 mil millones de granos", {"5000000000"}),
        ("es", "dos mil millones de granos", {"2000000000"}),
        ("es", "entre 3 mil y 4 millones", {"3000", "4000000"}),
        ("zh", "三万亿粒", {"3000000000000"}),
        ("ar", "25 ألفا و3 مليارات", {"25000", "3000000000"}),
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
        ("fr", "Élue à la vice-présidence, elle a parlé.", "vice"),
        ("en", "It met under the chairmanship of Ms. Obi.", "chair"),
        ("es", "Presidió el Sr. Diop.", "chair"),
        ("ar", "اجتمع الفريق برئاسة السيد ديوب.", "chair"),
        ("zh", "会议由李明主持。", "chair"),
    ],
)
def test_a_vice_chair_is_no_chair(lang, text, office):
    assert {f.value for f in facts(text, lang) if f.kind == "office"} == {office}


@pytest.mark.parametrize("text", ["المسائل الرئيسية", "عامل رئيسي", "The main hall was full."])
def test_what_is_main_is_no_chair(text):
    assert not offices(text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "It was not adopted."),
        ("fr", "Il n’a pas été adopté."),
        ("es", "No fue aprobado."),
        ("ru", "Он не был принят."),
        ("zh", "该草案未获通过。"),
        ("ar", "لم يعتمد."),
        ("en", "No delegation took the floor."),
        ("en", "It left without a word."),
        ("fr", "Il est parti sans un mot."),
        ("es", "Sin lámparas, no hay luz."),
        ("ru", "Он ушел без ламп."),
        ("zh", "没有通过"),
        ("zh", "大会不同意。"),
        ("es", "Chile no participó."),
        ("zh", "这并非灯塔。"),
        ("ar", "ولم يعتمد."),
        ("ar", "هو غير جاهز."),
    ],
)
def test_negation_is_seen(lang, text):
    assert Fact("negation", "there") in facts(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "States may submit proposals."),
        ("en", "Article 3 may be amended."),
        ("en", "May the Group amend it?"),
        ("ru", "Она требует мало внимания и мер."),
        ("zh", "会议开了五个月。"),
    ],
)
def test_what_only_looks_like_a_month_is_none(lang, text):
    assert {f for f in facts(text, lang) if f.kind == "month"} == set()


@pytest.mark.parametrize(
    ("lang", "text", "month"),
    [
        ("en", "It met on 7 May.", "5"),
        ("en", "It met in May.", "5"),
        ("en", "it met in may", "5"),
        ("en", "It met from April to May 2027.", "5"),
        ("en", "May 2027 was cold.", "5"),
        ("ru", "в январе 2026 года", "1"),
        ("ru", "в мае", "5"),
        ("ru", "в марте", "3"),
        ("ru", "перед августом", "8"),
        ("zh", "二〇二七年五月三日", "5"),
        ("zh", "十一月", "11"),
        ("zh", "于 2023 年 7 月 24 日举行", "7"),
    ],
)
def test_a_month_is_seen_in_each_of_its_forms(lang, text, month):
    found = {f.value for f in facts(text, lang) if f.kind == "month"}
    assert month in found
    assert found <= {month, "4"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "It recalled resolution No. 12."),
        ("en", "It was adopted without a vote."),
        ("en", "It met not only in Oslo."),
        ("fr", "Il a été adopté sans vote."),
        ("fr", "Il a été adopté sans être mis aux voix."),
        ("es", "el Tratado sobre la No Proliferación"),
        ("es", "las organizaciones no gubernamentales"),
        ("es", "el Movimiento de Países No Alineados"),
        ("es", "Se aprobó sin votación. Sin embargo, fue breve."),
        ("ru", "Он был принят без голосования."),
        ("ru", "не менее 12 членов"),
        ("zh", "非洲国家集团支持该提案。"),
        ("zh", "不扩散条约和不结盟国家"),
        ("zh", "不丹和大不列颠"),
        ("zh", "不限成员名额工作组"),
        ("zh", "非政府组织和无核武器区"),
        ("zh", "决议草案未经表决获得通过。"),
        ("zh", "未来的会议，能否举行"),
        ("ar", "معاهدة عدم انتشار الأسلحة"),
        ("ar", "معاهدة عدم الانتشار وحركة عدم الانحياز"),
        ("ar", "منظمات غير حكومية وغير ذلك"),
        ("ar", "المنظمات غير الحكومية"),
        ("ar", "المنظمات دون الإقليمية"),
        ("ar", "اعتمد بدون تصويت"),
        ("ar", "ولا سيما في أوسلو"),
    ],
)
def test_a_name_or_a_way_of_adopting_negates_nothing(lang, text):
    assert Fact("negation", "there") not in facts(text, lang)
