"""Canonical paragraph numbers, and the ways of writing them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numbers import (
    alpha,
    ascii_digits,
    eid,
    from_roman,
    label,
    parse_label,
    roman,
    without_direction_marks,
)

CASES = [
    ("8", "para. 8", "para_8"),
    ("8(a)", "para. 8 (a)", "para_8__subpara_a"),
    ("8(b)(ii)", "para. 8 (b) (ii)", "para_8__subpara_b__item_2"),
    ("8(b)(ii)(3)", "para. 8 (b) (ii) (3)", "para_8__subpara_b__item_2__num_3"),
    ("3.8", "para. 3.8", "para_3.8"),
    ("annexI.3", "annex I, para. 3", "annex_I__para_3"),
    ("annexI.3(a)", "annex I, para. 3 (a)", "annex_I__para_3__subpara_a"),
    ("annex.3", "annex, para. 3", "annex__para_3"),
    ("annexA.3", "annex A, para. 3", "annex_A__para_3"),
    ("appendixI.3(a)", "appendix I, para. 3 (a)", "appendix_I__para_3__subpara_a"),
    ("article14", "article 14", "article_14"),
    ("article14.2", "article 14, para. 2", "article_14__para_2"),
    ("p12", "unnumbered para. 12", "para_p12"),
    ("6.item3", "para. 6, item 3", "para_6__li_3"),
    ("13.row5", "para. 13, row 5", "para_13__row_5"),
    ("8(a).item1", "para. 8 (a), item 1", "para_8__subpara_a__li_1"),
    ("p12.item1", "unnumbered para. 12, item 1", "para_p12__li_1"),
    ("annexII.6.item3", "annex II, para. 6, item 3", "annex_II__para_6__li_3"),
    ("note2", "footnote 2", "note_2"),
    ("p7(b)", "unnumbered para. 7 (b)", "para_p7__subpara_b"),
    ("draftresolutionI.3", "draft resolution I, para. 3", "draftresolution_I__para_3"),
    (
        "draftresolution.p2",
        "draft resolution, preambular para. 2",
        "draftresolution__para_p2",
    ),
    ("decision2031/8.4(a)", "decision 2031/8, para. 4 (a)", "decision_2031-8__para_4__subpara_a"),
    ("draftdecisionI.p1", "draft decision I, unnumbered para. 1", "draftdecision_I__para_p1"),
    (
        "annexI.conclusions588.2",
        "annex I, agreed conclusions 588, para. 2",
        "annex_I__conclusions_588__para_2",
    ),
]


@pytest.mark.parametrize(("number", "written", "address"), CASES)
def test_a_number_has_one_label_and_one_address(number, written, address):
    assert label(number) == written
    assert eid(number) == address


subs = st.one_of(st.integers(1, 52).map(alpha), st.integers(1, 30).map(roman), st.integers(1, 40))
prefixes = st.one_of(
    st.just(""),
    st.integers(1, 20).map(lambda n: f"annex{roman(n).upper()}."),
    st.integers(1, 99).map(lambda n: f"article{n}."),
)
bases = st.one_of(
    st.integers(1, 400).map(str),
    st.tuples(st.integers(1, 20), st.integers(1, 40)).map(lambda t: f"{t[0]}.{t[1]}"),
)
parts = st.one_of(
    st.just(""),
    st.tuples(st.sampled_from(["item", "row"]), st.integers(1, 40)).map(lambda t: f".{t[0]}{t[1]}"),
)
paragraphs = st.builds(
    lambda prefix, base, inner: prefix + base + "".join(f"({s})" for s in inner),
    prefixes,
    bases,
    st.lists(subs, max_size=3),
)
others = st.one_of(
    st.integers(1, 400).map(lambda n: f"p{n}"), st.integers(1, 99).map(lambda n: f"article{n}")
)
numbers = st.one_of(
    st.builds(str.__add__, st.one_of(paragraphs, others), parts),
    st.integers(1, 99).map(lambda n: f"note{n}"),
)


@given(numbers)
def test_a_label_read_back_is_its_number(number):
    assert parse_label(label(number)) == number


@given(numbers)
def test_a_canonical_number_typed_as_it_is_stays_it(number):
    assert parse_label(number) == number


@given(numbers)
def test_an_address_holds_nothing_that_an_address_cannot(number):
    assert set(eid(number)) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_."
    )


def test_the_label_of_an_article_s_sub_paragraph_names_the_article():
    assert label("article14(a)") == "article 14 (a)"


@pytest.mark.parametrize("part", ["8(a).item1", "8(a)(1)"])
def test_an_item_of_a_sub_paragraph_and_what_lies_under_it_have_two_addresses(part):
    assert eid(part) != eid("8(a)(i)")


@given(st.lists(st.builds(str.__add__, paragraphs, parts), min_size=2, max_size=2, unique=True))
def test_two_numbers_of_one_report_have_two_addresses(pair):
    # a list counts in one script: (a)(i) and (a)(1) do not stand side by side
    def spelled(number):
        return eid(number) if not any(c.isdigit() for c in number.partition("(")[2]) else number

    a, b = pair
    assert spelled(a) != spelled(b)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("8", "8"),
        ("para. 8 (b) (ii)", "8(b)(ii)"),
        ("Para 8(b)(ii)", "8(b)(ii)"),
        ("paragraph 8 (b)", "8(b)"),
        ("§ 8", "8"),
        ("第8段", "8"),
        ("第 8 段", "8"),
        ("٨", "8"),
        ("annexI.3", "annexI.3"),
        ("annex I, paragraph 3", "annexI.3"),
        ("Appendix I, para. 3", "appendixI.3"),
        ("article 3, resolution, preambular para. 1", "article3.resolution.p1"),
        ("  8 ( a ) ", "8(a)"),
        ("paragraphe 8", "8"),
        ("par. 8", "8"),
        ("párrafo 8 (b)", "8(b)"),
        ("párr. 8", "8"),
        ("пункт 8", "8"),
        ("п. 8", "8"),
        ("الفقرة ٨", "8"),
        ("annexe II, paragraphe 3", "annexII.3"),
        ("приложение II, пункт 3", "annexII.3"),
        ("p12", "p12"),
    ],
)
def test_what_people_type_becomes_the_number(typed, number):
    assert parse_label(typed) == number


@pytest.mark.parametrize(
    ("copied", "number"),
    [
        ("الفقرة \u20668 (b)\u2069", "8(b)"),  # as our pages write it
        ("\u200fالفقرة\u200f ٨ \u200e(b)\u200e", "8(b)"),
        ("\u202bالفقرة 8 (b) (ii)\u202c", "8(b)(ii)"),
        ("\u061cpara. 8 (b)", "8(b)"),
    ],
)
def test_a_label_that_was_copied_is_read_without_its_direction_marks(copied, number):
    assert parse_label(copied) == number


def test_only_direction_marks_leave_a_text():
    marks = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    joined = "می\u200cخواهم"  # what joins and parts letters is spelling
    assert without_direction_marks(joined.join(marks)) == joined * (len(marks) - 1)


@given(st.integers(1, 399))
def test_roman_numerals_read_back(n):
    assert from_roman(roman(n)) == n


@pytest.mark.parametrize("text", ["", "iiii", "ic", "vx", "abc", "iix"])
def test_letters_that_are_no_usual_roman_numeral_are_none(text):
    assert from_roman(text) is None


def test_letters_are_doubled_after_z():
    assert [alpha(n) for n in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]


def test_digits_of_every_script_become_ascii():
    assert ascii_digits("١٢ ۳ ４ 5 x") == "12 3 4 5 x"
