"""Rows of a table of documents whose columns the extraction flattened."""

import pytest

from ingest.rows import opens_table, split_symbol, table_rows


def join(a, b):
    return f"{a} {b}"


def test_a_row_begins_with_a_symbol():
    assert table_rows(["WG/1 Agenda", "WG/2 List"], join) == [("WG/1", "Agenda"), ("WG/2", "List")]


def test_further_lines_are_the_second_cell():
    rows = table_rows(["WG/1 Agenda of the", "first session", "WG/2", "List"], join)
    assert rows == [("WG/1", "Agenda of the first session"), ("WG/2", "List")]


def test_a_first_cell_that_repeats_opens_a_row_each_time():
    lines = ["Working paper", "by Norway", "Working paper", "by Chile", "and Peru"]
    assert table_rows(lines, join) == [
        ("Working paper", "by Norway"),
        ("Working paper", "by Chile and Peru"),
    ]


def test_a_repeated_cell_of_two_lines_is_one_cell():
    lines = ["Papers (as", "received)", "by Norway", "Papers (as", "received)", "by Chile"]
    assert table_rows(lines, join) == [
        ("Papers (as received)", "by Norway"),
        ("Papers (as received)", "by Chile"),
    ]


def test_no_line_of_a_table_is_lost():
    lines = ["before", "WG/1 Agenda", "WG/2 List", "goes on"]
    assert " ".join(" ".join(row) for row in table_rows(lines, join)).split() == (
        "before WG/1 Agenda WG/2 List goes on".split()
    )


@pytest.mark.parametrize("text", ["WG/CONF.1/3 Agenda", "A/80/600 第一份文件", "WG/1"])
def test_a_symbol_and_words_open_a_table(text):
    assert opens_table(text)


@pytest.mark.parametrize(
    "text", ["Agenda WG/1", "WG/1, paragraph 3", "and/or both", "AND/OR both", ""]
)
def test_other_lines_open_none(text):
    assert not opens_table(text)


def test_a_row_is_cut_after_its_symbol():
    assert split_symbol("WG/1/Rev.1 List of 3 papers") == ("WG/1/Rev.1", "List of 3 papers")
