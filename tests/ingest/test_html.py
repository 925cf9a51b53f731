"""Web pages: tables that lay out a page, tables of data, notes, soft hyphens."""

import pytest

from ingest.extract import extract
from ingest.report import REF_CLOSE, REF_OPEN

TWO = "<p>1. The Board met in Oslo.</p><p>2. It elected Ms. Obi.</p>"


def lines(body):
    page = f"<!DOCTYPE html><html><head><title>T</title></head><body>{body}</body></html>"
    return extract(page.encode(), "report.html").lines


def texts(body):
    """The text of each line, or the cells of a row."""
    return [line.cells or line.text for line in lines(body)]


def table(*rows):
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def test_a_table_inside_a_table_is_read():
    inner = table("<td>1. The Board met in Oslo.</td>", "<td>2. It elected Ms. Obi.</td>")
    assert texts(f"{table(f'<td>{inner}</td>')}<p>After it all.</p>") == [
        *("1. The Board met in Oslo.", "2. It elected Ms. Obi.", "After it all."),
    ]


@pytest.mark.parametrize(
    "page",
    [
        table(f"<td>{TWO}</td>"),
        table(f"<td>&nbsp;</td><td>{TWO}</td>"),
        table("<td>1. The Board met in Oslo.<br>2. It elected Ms. Obi.</td>"),
        table("<td>1. The Board met in Oslo.</td>", "<td>2. It elected Ms. Obi.</td>"),
        f"<table><tr><form><td>{TWO}</td></form></tr></table>",
    ],
)
def test_a_table_that_frames_a_page_leaves_its_paragraphs_apart(page):
    assert texts(page) == ["1. The Board met in Oslo.", "2. It elected Ms. Obi."]


def test_a_page_beside_its_links_keeps_headings_paragraphs_and_its_own_tables():
    own = table("<td>LHC/1</td><td>Agenda</td>")
    page = table(
        "<td colspan='2'><h1>Report of the Board</h1></td>",
        f"<td>Home<br>News</td><td><h2>I. Opening</h2><p>1. The Board met.</p>{own}</td>",
    )
    assert texts(page) == [
        *("Report of the Board", "Home", "News", "I. Opening", "1. The Board met."),
        ("LHC/1", "Agenda"),
    ]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        (
            ["<td>Monday</td><td><p>1. Opening</p><p>2. Election</p></td>"],
            [("Monday", "1. Opening 2. Election")],
        ),
        (
            ["<td>Monday</td><td><p>The lamps are lit.</p><p>The doors are shut.</p></td>"],
            [("Monday", "The lamps are lit. The doors are shut.")],
        ),
        (["<td>Norway</td>", "<td>Chile</td>"], [("Norway",), ("Chile",)]),
        (["<th>Asked</th><th>Said</th>", f"<td>{TWO}</td><td>Yes.</td>"], None),
        (["<th><h4>State</h4></th><th>Votes</th>", "<td>Peru</td><td>5</td>"], None),
        (["<td><h4>State</h4></td><td>Votes</td>", "<td>Peru</td><td>5</td>"], None),
    ],
)
def test_a_table_of_data_stays_one(rows, cells):
    found = lines(table(*rows))
    assert len(found) == len(rows)
    assert all(line.cells for line in found)
    assert cells is None or [line.cells for line in found] == cells


def test_a_table_in_a_cell_of_a_table_of_data_is_read_in_its_place():
    inner = table("<td>for</td><td>5</td>", "<td>against</td><td>2</td>")
    assert texts(table("<th>Item</th><th>Votes</th>", f"<td>Lamps</td><td>{inner}</td>")) == [
        *(("Item", "Votes"), ("Lamps", "for 5 against 2")),
    ]


@pytest.mark.parametrize("height", ["2", "0", "90000"])
def test_a_cell_that_goes_on_below_is_read_in_each_of_its_rows(height):
    page = table(
        f"<td rowspan='{height}'>Norway</td><td>Lamps</td><td>12</td>", "<td>Oil</td><td>7</td>"
    )
    assert texts(page) == [("Norway", "Lamps", "12"), ("Norway", "Oil", "7")]


def test_merged_cells_stand_in_their_columns():
    page = table(
        "<td>1</td><td colspan='2' rowspan='2'>both</td><td>2</td><td rowspan='3'>last</td>",
        "<td>3</td><td>4</td>",
        "<td>5</td><td>6</td><td>7</td><td>8</td>",
        "<td>9</td>",
    )
    assert texts(page) == [
        *(("1", "both", "2", "last"), ("3", "both", "4", "last")),
        *(("5", "6", "7", "8", "last"), ("9",)),
    ]


def test_a_merged_cell_ends_with_its_group_of_rows_and_makes_no_row_of_its_own():
    page = (
        "<table><tbody><tr><td rowspan='9'>Norway</td><td>5</td></tr><tr></tr></tbody>"
        "<tbody><tr><td>Chile</td><td>6</td></tr></tbody></table>"
    )
    assert texts(page) == [("Norway", "5"), ("Chile", "6")]


@pytest.mark.parametrize("name", ["notes", "footnotes", "Notes", "fna", "fnref1"])
def test_what_only_looks_like_a_note_s_id_makes_no_notes(name):
    body = f"<p>1. The Board met.</p><div id='{name}'><p>2. It elected Ms. Obi.</p></div>"
    assert [line.note for line in lines(body)] == ["", ""]


@pytest.mark.parametrize(
    ("name", "mark"),
    [("fn1", "1"), ("_ftn12", "12"), ("note-3", "3"), ("footnote_a", "a"), ("fn:oslo", "oslo")],
)
def test_a_note_has_the_mark_of_its_id(name, mark):
    body = f"<p>1. The Board met.<a href='#{name}'>x</a></p>"
    said, note = lines(f"{body}<div id='footnotes'><p id='{name}'>In Oslo.</p></div>")
    assert said.text == f"1. The Board met.{REF_OPEN}{mark}{REF_CLOSE}"
    assert (note.note, note.text) == (mark, "In Oslo.")


def test_a_soft_hyphen_of_a_page_is_no_text(parsed):
    found = parsed("<p>1. The inter&shy;national Board met.</p><p>2. It rose.</p>")
    assert found.slice(found.paragraph("1")) == "The international Board met."
