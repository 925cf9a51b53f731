"""Marks of paragraphs, sub-paragraphs, headings, annexes and articles in six languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import marks
from ingest.marks import Place
from ingest.numbers import alpha, roman


@pytest.mark.parametrize(
    ("text", "value", "mark"),
    [
        ("12. The Group met", 12, "12."),
        ("12.The Group met", 12, "12."),
        ("12 - عقد الفريق", 12, "12 -"),
        ("١٢ - عقد الفريق", 12, "١٢ -"),
        ("١٢ ـ عقد الفريق", 12, "١٢ ـ"),
        ("12．工作组举行会议", 12, "12．"),
        ("12、工作组举行会议", 12, "12、"),
        ("12– Le Groupe", 12, "12–"),
        ("2027. The Chair spoke", 2027, "2027."),
    ],
)
def test_a_number_opens_a_paragraph(text, value, mark):
    found = marks.number(text)
    assert found is not None
    assert found[:2] == (value, mark)
    assert text.endswith(found[2])


@pytest.mark.parametrize(
    "text", ["1.5 million", "12 States", "12.", "12-year plan", "12345. X", "x"]
)
def test_a_number_inside_a_phrase_opens_nothing(text):
    assert marks.number(text) is None


@pytest.mark.parametrize(
    ("text", "canonical"), [("3.8 Funds", "3.8"), ("3.8. Funds", "3.8"), ("٣.٨ نص", "3.8")]
)
def test_a_decimal_number_is_canonical_in_every_script(text, canonical):
    found = marks.decimal(text)
    assert found is not None
    assert found[0] == canonical


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("(b) Methods", "(b)"),
        ("b) Méthodes", "(b)"),
        ("（b）工作方法", "(b)"),
        ("(ب) أساليب", "(b)"),
        ("ب) أساليب", "(b)"),
        ("(هـ) أساليب", "(e)"),
        ("б) методы", "(b)"),
        ("(в) методы", "(c)"),
        ("(iv) Records", "(iv)"),
        ("iv) Actas", "(iv)"),
        ("㈣ 记录", "(iv)"),
        ("(四) 记录", "(iv)"),
        ("（四）记录", "(iv)"),
        ("'4' المحاضر", "(iv)"),
        ("‘4’ المحاضر", "(iv)"),
        ("(12) Records", "(12)"),
        ("④ 记录", "(4)"),
        ("(aa) Records", "(aa)"),
    ],
)
def test_a_sub_paragraph_s_mark_is_canonical_in_every_script(text, canonical):
    found = marks.sub(text)
    assert found is not None
    readings, mark, rest = found
    assert canonical in [marks.canonical(place) for place in readings]
    assert text == text[: text.index(rest)] + rest
    assert text.startswith(mark)


@pytest.mark.parametrize("text", ["(see below)", "(Norway)", "a text", "(مع) نص", "() x"])
def test_a_bracket_that_counts_nothing_is_no_mark(text):
    assert marks.sub(text) is None


@pytest.mark.parametrize(
    ("text", "canonical", "rest"),
    [
        ("(a) The Group met", "(a)", "The Group met"),
        ("(a) to light the lamps", "(a)", "to light the lamps"),
        ("(a) and so on", "(a)", "and so on"),
        ("(a) (i) Lamps", "(a)", "(i) Lamps"),
        ("a) À la lampe", "(a)", "À la lampe"),
        ("أ) وقرر الفريق", "(a)", "وقرر الفريق"),
        ("а) и так далее", "(a)", "и так далее"),
        ("（一）至今", "(i)", "至今"),
    ],
)
def test_a_first_mark_begins_a_list(text, canonical, rest):
    found = marks.first(text)
    assert found is not None
    assert {marks.canonical(place) for place in found[0]} == {canonical}
    assert found[1] == rest


@pytest.mark.parametrize(
    "text",
    [
        "(b) Lamps",
        "(a) and (b) were deleted",
        "(a) or (b)",
        "(a) to (c)",
        "(a), (b) and (c)",
        "(a)-(c)",
        "a) et b)  ont",
        "a) à c) de",
        "a) y b) del",
        "а) и б) были",
        "а)–в) были",
        "(أ) و(ب) من",
        "أ) أو ب) من",
        "(一)和(二)",
        "㈠、㈡和㈢",
    ],
)
def test_marks_that_a_sentence_names_begin_no_list(text):
    assert marks.first(text) is None


@pytest.mark.parametrize("mark", ["i", "v", "x", "c"])
def test_a_letter_that_is_a_roman_numeral_too_has_both_readings(mark):
    found = marks.sub(f"({mark}) text")
    assert found is not None
    assert {place.system for place in found[0]} == {"alpha", "roman"}


def test_a_cyrillic_letter_that_looks_latin_can_be_read_as_latin():
    found = marks.sub("с) текст")  # Cyrillic es typed for c
    assert found is not None
    assert Place("alpha", 3) in found[0]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("IV. Other matters", Place("ROMAN", 4)),
        ("B. Documents", Place("ALPHA", 2)),
        ("Б. Документы", Place("ALPHA", 2)),
        ("二. 程序", Place("han", 2)),
        ("二、程序", Place("han", 2)),
        ("十二. 程序", Place("han", 12)),
        ("ثانيا - المسائل", Place("ordinal", 2)),
        ("ثانياً: المسائل", Place("ordinal", 2)),
        ("باء - الوثائق", Place("name", 2)),
    ],
)
def test_a_heading_s_mark_is_read_in_every_language(text, place):
    found = marks.heading(text)
    assert found is not None
    assert place in found[0]


def test_the_first_heading_of_a_report_is_roman_before_it_is_a_letter():
    found = marks.heading("I. Introduction")
    assert found is not None
    assert found[0][0] == Place("ROMAN", 1)


@pytest.mark.parametrize("text", ["Mr. Obi", "The Chair", "IV Other matters", "十. ", "شكرا - نص"])
def test_other_lines_are_no_headings(text):
    assert marks.heading(text) is None


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("Annex", "annex"),
        ("ANNEX II", "annexII"),
        ("Annex 2:", "annexII"),
        ("Annexe II", "annexII"),
        ("Anexo II", "annexII"),
        ("Приложение II", "annexII"),
        ("附件二", "annexII"),
        ("附件十二", "annexXII"),
        ("المرفق الثاني", "annexII"),
        ("المرفق الخامس", "annexV"),
        ("المرفق الثاني عشر", "annexXII"),
        ("Annex A", "annexA"),
        ("Annex I: Agenda", "annexI"),
        ("Annex I – Agenda", "annexI"),
        ("Annex I. Agenda of the meeting", "annexI"),
        ("Annex I List of participants", "annexI"),
        ("附件一：议程", "annexI"),
        ("附件二 议程", "annexII"),
        ("Приложение 1. Список", "annexI"),
        ("Appendix I", "appendixI"),
        ("Appendice II", "appendixII"),
        ("附录一", "appendixI"),
        ("Добавление", "appendix"),
    ],
)
def test_an_annex_is_canonical_in_every_language(text, prefix):
    assert marks.annex(text) == prefix


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("Article 14", "article14"),
        ("Article premier", "article1"),
        ("Artículo 14", "article14"),
        ("Статья 14", "article14"),
        ("第十四条", "article14"),
        ("第 14 条", "article14"),
        ("المادة 14", "article14"),
        ("المادة ١٤", "article14"),
    ],
)
def test_an_article_is_canonical_in_every_language(text, prefix):
    assert marks.article(text) == prefix


@pytest.mark.parametrize(
    "text",
    [
        "Annex II to the report",
        "Annex II: it was read.",
        "Annex I Parties to the Convention",
        "Annex II. Agenda ........ 12",
        "Annexed List of lamps",
        "Anexo a la carta",
        "المرفق بهذا التقرير",
        "See annex II",
        "Article 14 was read",
    ],
)
def test_a_sentence_about_an_annex_or_article_opens_none(text):
    assert marks.annex(text) is None
    assert marks.article(text) is None


@given(st.integers(1, 99))
def test_han_numbers_count_to_99(n):
    digits = "一二三四五六七八九"
    tens = ("" if n < 20 else digits[n // 10 - 1]) + "十" if n >= 10 else ""
    assert marks.han_number(tens + (digits[n % 10 - 1] if n % 10 else "")) == n


@pytest.mark.parametrize("text", ["", "百", "一二", "一百二十"])
def test_what_is_no_han_number_up_to_99_is_none(text):
    assert marks.han_number(text) is None


def settled(stack, mark, *, lenient=False):
    found = marks.sub(f"({mark}) text")
    assert found is not None
    return marks.settle(stack, found[0], lenient=lenient)


def test_i_after_h_is_the_ninth_letter():
    assert settled([Place("alpha", 8)], "i") == [Place("alpha", 9)]


def test_i_after_b_opens_a_deeper_list():
    assert settled([Place("alpha", 2)], "i") == [Place("alpha", 2), Place("roman", 1)]


def test_c_after_ii_goes_on_with_the_list_above():
    assert settled([Place("alpha", 2), Place("roman", 2)], "c") == [Place("alpha", 3)]


def test_a_spanish_list_counts_the_letter_after_n():
    stack: list[Place] = []
    for n, mark in enumerate(marks.SPANISH_LETTERS, start=1):
        stack = settled(stack, mark)
        assert stack == [Place("alpha", n)]


def test_a_list_without_that_letter_counts_on_as_before():
    assert settled([Place("alpha", 14)], "o") == [Place("alpha", 15)]
    assert settled([Place("alpha", 15)], "p") == [Place("alpha", 16)]


def test_a_mark_that_fits_nowhere_opens_nothing_unless_the_caller_is_sure():
    assert settled([Place("alpha", 2)], "f") is None
    assert settled([Place("alpha", 2)], "f", lenient=True) == [Place("alpha", 6)]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=7))
def test_a_complete_list_of_letters_and_romans_settles_where_it_was_written(counts):
    # seven letters: (i) after (h) is a letter, whatever was meant
    stack: list[Place] = []
    for letter, romans in enumerate(counts, start=1):
        stack = settled(stack, alpha(letter))
        assert stack == [Place("alpha", letter)]
        for n in range(1, romans + 1):
            stack = settled(stack, roman(n))
            assert stack == [Place("alpha", letter), Place("roman", n)]
