"""Physical lines: cleaning, widths, and how two lines join."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.layout import (
    clean,
    display_width,
    ends_sentence,
    hyphens,
    join,
    page_width,
    spaced_han,
)
from ingest.report import Line


@given(st.text())
def test_cleaning_is_done_once(text):
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_a_clean_line_is_nfc_and_has_only_single_spaces(text):
    made = clean(text)
    assert unicodedata.is_normalized("NFC", made)
    assert "  " not in made
    assert not set(made) & set("\n\t\u00a0\u3000\u200b\u200f\ufeff")
    assert made == made.strip()


def test_a_soft_hyphen_is_kept_only_where_a_line_ends_with_it():
    assert clean("the inter\u00adnational light\u00ad house\u00ad ") == (
        "the international light house\u00ad"
    )


def test_a_letter_and_its_accent_are_one_across_what_nobody_sees():
    assert clean("e\u200b\u0301 e\u00ad\u0301") == "\u00e9 \u00e9"


def test_a_han_character_takes_two_columns():
    assert display_width("工作组 WG") == 9


def test_the_page_is_as_wide_as_nine_lines_in_ten():
    lines = [Line("x" * n) for n in [*range(61, 70), 200]]
    assert page_width(lines) == 200
    assert page_width([Line("x" * 70) for _ in range(99)] + [Line("x" * 200)]) == 70


def test_whole_blocks_and_table_rows_do_not_tell_the_width():
    lines = [Line("x" * 50), Line("x" * 500, whole=True), Line("", cells=("x" * 300,))]
    assert page_width(lines) == 50


@pytest.mark.parametrize(
    "text", ["met.", "会议。", "انعقدت؟", "follows:", "如下：", "x;", "he said.”", "x.)"]
)
def test_full_stops_colons_and_semicolons_end_a_sentence(text):
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["met in", "会议，", "A. B", "(Norway)", ""])
def test_other_lines_go_on(text):
    assert not ends_sentence(text)


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("met in", "Oslo", "met in Oslo"),
        ("工作", "组", "工作组"),
        ("会议，", "并", "会议，并"),
        ("会议，", "WG.I", "会议，WG.I"),
        ("NPT/CONF.2026/", "WG.I/3", "NPT/CONF.2026/WG.I/3"),
        ("NPT/CONF.2026", "/WG.I/3", "NPT/CONF.2026/WG.I/3"),
        ("self-", "propelled", "self-propelled"),
        ("light\u00ad", "house", "lighthouse"),
        ("عقد", "الفريق", "عقد الفريق"),
        ("", "x", "x"),
        ("x  ", "  y", "x y"),
    ],
)
def test_two_lines_join_as_their_script_does(first, second, joined):
    assert join(first, second, spaced=False) == joined


@pytest.mark.parametrize(("spaced", "joined"), [(True, "4 月"), (False, "4月")])
def test_digits_and_han_join_as_the_document_writes_them(spaced, joined):
    assert join("4", "月", spaced=spaced) == joined


def test_how_the_document_writes_digits_beside_han_is_counted():
    assert spaced_han(["2031 年 4 月", "第1次"])
    assert not spaced_han(["2031年4月", "第 1 次"])
    assert not spaced_han(["no Han at all"])


@given(st.text(alphabet="ab工作1 -/，."), st.text(alphabet="ab工作1 -/，."), st.booleans())
def test_joining_adds_at_most_one_space_and_loses_nothing(first, second, spaced):
    made = join(first, second, spaced=spaced)
    a, b = first.rstrip(), second.lstrip()
    assert made in (a + b, f"{a} {b}")


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the inter-", "national lamps", "the international lamps"),
        ("a well-", "kept lamp", "a well-kept lamp"),
        ("the co-", "operation", "the co-operation"),
        ("the non-", "Arab States", "the non-Arab States"),
        ("from 2023-", "2024 on", "from 2023-2024 on"),
    ],
)
def test_a_word_broken_at_a_hyphen_is_whole_again(first, second, joined):
    whole = hyphens(["It is well kept; a well-kept lamp.", "the co-operation of lamps"])
    assert join(first, second, spaced=False, whole=whole) == joined
