"""Lines to a report: promises that hold for every text, and the shapes that reports have."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.chunk import chunks
from ingest.errors import UnreadableFile
from ingest.numbers import label, parse_label
from ingest.parse import parse
from ingest.report import EMPTY_CELL, Extracted, Line

REPORT = """\
Report of the Working Group on Lighthouses on its first session

I. Introduction

  1. The Working Group on Lighthouses, established by the Conference in 2025,
met in Oslo from 3 to 7 May 2027 at the invitation of the Government. It had
before it a note of 7 pages.

  2. In discussing the organization of its work, the Working Group, at its
second meeting, held on 4 May 2027, took the following decisions:

    (a) The meetings would be closed, unless the Working Group decided
otherwise, and would be interpreted into six languages;

    (b) Records would be kept:

    (i) By day;

    (ii) By night.

II. Lamps

A. Colours

  3. The States observed that lamps were white.

Article 14

The States shall light the lamps, and shall in addition keep them clean and
dry at all times of the year.

    (a) Lamps shall be white.

    (b) Lamps shall be red.

Annex II

  1. The lamps are lit.

  2. The lamps are dark.
"""


@pytest.fixture(scope="module")
def report(parsed):
    return parsed(REPORT)


def test_paragraphs_are_numbered_by_what_holds_them(report):
    assert [p.number for p in report.paragraphs] == [
        *("1", "2", "2(a)", "2(b)", "2(b)(i)", "2(b)(ii)", "3"),
        *("article14", "article14(a)", "article14(b)", "annexII.1", "annexII.2"),
    ]


def test_a_paragraph_s_span_leaves_its_mark_out(report):
    for p in report.paragraphs:
        assert report.text[: p.start].endswith((f"{p.mark} ", f"{p.mark}\n"))


def test_a_sub_paragraph_names_the_paragraph_above_it(report):
    parents = {p.number: p.parent for p in report.paragraphs}
    assert parents["2(b)(ii)"] == "2(b)"
    assert parents["2(b)"] == "2"
    assert parents["2"] is None


def test_headings_hold_until_a_heading_of_the_same_level(report):
    assert report.find("1").heading == ("I. Introduction",)
    assert report.find("3").heading == ("II. Lamps", "A. Colours")
    assert report.find("annexII.1").heading == ("Annex II",)


def test_a_wrapped_line_is_joined_by_one_space(report):
    assert "established by the Conference in 2025, met in Oslo" in report.text
    assert report.text.count("\n") == len(report.text.split("\n")) - 1
    assert "  " not in report.text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A text of one line that has neither a heading nor a number.", "paragraph"),
        ("工作组举行了会议。", "paragraph"),
    ],
)
def test_a_text_without_any_number_becomes_unnumbered_paragraphs(parsed, text, kind):
    (p,) = parsed(text).paragraphs
    assert (p.number, p.kind) == ("p1", kind)
    assert parsed(text).slice(p) == text


def test_two_paragraphs_of_one_number_keep_two_numbers(parsed):
    twice = "Annex\n\n  1. The lamps are lit in every season of the year.\n\n"
    numbers = [p.number for p in parsed(twice * 2).paragraphs]
    assert numbers == ["annex.1", "annex.1~2"]


def test_a_file_without_any_text_is_refused_with_the_remedy(parsed):
    with pytest.raises(UnreadableFile, match="OCR"):
        parsed("https://example.org/only-a-link")


def test_the_id_of_a_report_without_a_symbol_comes_from_its_text_not_its_file(parsed):
    text = "1. The Group met in Oslo."
    assert parsed(text, "a.txt").id == parsed(text, "b.txt").id
    assert parsed(text).id != parsed("1. The Group met in Lima.").id
    assert parsed(text).id.endswith(".en")


def made_of(*lines):
    return parse(Extracted(tuple(Line(whole=True, **line) for line in lines)), "a.docx", "0" * 64)


def test_a_paragraph_is_its_own_text_and_its_table_follows_with_its_caption():
    report = made_of(
        {"text": "1. The costs are these:"},
        {"text": "(Thousands of dollars)"},
        {"text": "", "cells": ("Lamps", "12")},
        {"text": "", "cells": ("Oil", "7")},
        {"text": "They will rise."},
        {"text": "2. The Group thanked the Chair."},
    )
    assert [(p.number, p.kind, p.parent, report.slice(p)) for p in report.paragraphs] == [
        ("1", "paragraph", None, "The costs are these:"),
        ("1.row1", "row", "1", "(Thousands of dollars)"),
        ("1.row2", "row", "1", "Lamps\t12"),
        ("1.row3", "row", "1", "Oil\t7"),
        ("p2", "paragraph", "1", "They will rise."),
        ("2", "paragraph", None, "The Group thanked the Chair."),
    ]
    start, end = report.whole(report.find("1"))
    assert report.text[start:end].endswith("Oil\t7")


@pytest.mark.parametrize(
    "clauses",
    [
        ("Recalling its resolution 12 (2031) on lamps,", "Concerned at the state of the lamps,"),
        ("Rappelant sa résolution 12 (2031) sur les phares,", "Préoccupée par l’état des lampes,"),
        ("回顾其关于灯塔的第12(2031)号决议和以往各项决定，", "关切地注意到沿海灯塔目前的状况，"),
        ("إذ يشير إلى قراره 12 (2031) بشأن المنارات،", "وإذ يعرب عن القلق إزاء حالة المصابيح،"),
    ],
)
def test_the_clauses_of_a_preamble_are_unnumbered_paragraphs(clauses):
    report = made_of(
        {"text": "LHC/RES/13 (2032)"},
        {"text": "The Council,"},
        *({"text": clause} for clause in clauses),
        {"text": "1. Decides to mend them;"},
        {"text": "2. Decides to remain seized of the matter."},
    )
    assert [(p.number, report.slice(p)) for p in report.paragraphs[:2]] == [
        ("p1", clauses[0]),
        ("p2", clauses[1]),
    ]
    assert [p.number for p in report.paragraphs[2:]] == ["1", "2"]


def test_a_bold_number_out_of_the_count_is_a_heading():
    report = made_of(
        {"text": "I. Money", "bold": True},
        {"text": "1. Income", "bold": True, "heading": 2},
        {"text": "41. The Group spent 5 dollars."},
        {"text": "2. Borrowing", "bold": True},
        {"text": "42. It borrowed none."},
    )
    assert [p.number for p in report.paragraphs] == ["41", "42"]
    assert report.find("42").heading[-1] == "2. Borrowing"


def test_a_footnote_leaves_the_paragraph_and_knows_it(parsed):
    text = (
        "1. The Group met in Oslo¹ and closed.\n\n2. It went home.\n\n¹ A city with\nlighthouses.\n"
    )
    report = parsed(text)
    note = report.find("note1")
    assert report.slice(report.find("1")) == "The Group met in Oslo and closed."
    assert report.slice(note) == "A city with lighthouses."
    assert (note.kind, note.parent) == ("note", "1")


# -- properties: whatever lines come in whatever order ---------------------------------------------

PHRASES = (
    "The Group met in Oslo from 3 to 7 May and agreed on the text that was before it.",
    "and of the States that took part in its work",
    "2023. The Chair spoke",
    "14",
    "WG/2027/3 Provisional agenda",
    "WG/2027/4",
    "as follows:",
    "工作组举行了会议，",
    "会议结束。",
    "the end¹",
    "¹ A note.",
    "¹",
    "https://example.org/x",
    "* * *",
    "عقد الفريق جلسة.",
    "1.",
    "\u200b",
    "\u3000",
)
MARKS = "(a) |(b) |(c) |(i) |(ii) |㈠ |㈡|'1' |1. |2. |١ - |3.8 |b) |• |(a) (i) |(b) (i) |".split(
    "|"
)
BESIDE = ("", "", "", "(a) ", "(a) (i) ", "㈠ ")  # a first mark beside a paragraph's number
HEADINGS = (
    "I. Introduction|A. Officers|II. Matters|B. Papers|Annex I|ANNEX|Article 3|一. 导言|附件二"
)


@st.composite
def documents(draw):
    """Numbered paragraphs that count on, mixed with headings, marks and noise."""
    lines, number = [], 0
    for _ in range(draw(st.integers(1, 14))):
        kind = draw(st.sampled_from(["paragraph", "paragraph", "heading", "mark", "noise"]))
        phrase = draw(st.sampled_from(PHRASES))
        if kind == "paragraph":
            number += draw(st.sampled_from([1, 1, 1, 2, 0]))
            phrase = f"{number}. {draw(st.sampled_from(BESIDE))}{phrase}"
        elif kind == "heading":
            phrase = draw(st.sampled_from(HEADINGS.split("|")))
        elif kind == "mark":
            phrase = draw(st.sampled_from(MARKS)) + phrase
        lines.append(" " * draw(st.sampled_from([0, 0, 2, 4])) + phrase)
        lines += [""] * draw(st.integers(0, 1))
    return "\n".join(lines)


@st.composite
def reports(draw, parsed):
    try:
        return parsed(draw(documents()))
    except UnreadableFile:
        return None  # nothing but links and white space


@pytest.fixture(scope="session")
def any_report(parsed):
    return reports(parsed)


@given(st.data())
def test_every_span_lies_in_the_text_and_neither_begins_nor_ends_with_white_space(any_report, data):
    report = data.draw(any_report)
    for p in report.paragraphs if report else ():
        assert 0 <= p.start < p.end <= len(report.text)
        assert report.slice(p) == report.slice(p).strip()


@given(st.data())
def test_numbers_are_unique_and_parents_exist(any_report, data):
    report = data.draw(any_report)
    numbers = [p.number for p in report.paragraphs] if report else []
    assert len(numbers) == len(set(numbers))
    assert {p.parent for p in report.paragraphs if p.parent} <= set(numbers) if report else True


@given(st.data())
def test_items_lie_inside_their_parent_and_rows_in_the_whole_of_it(any_report, data):
    report = data.draw(any_report)
    for p in report.paragraphs if report else ():
        if p.kind in ("item", "row"):
            start, end = report.whole(report.find(p.parent))
            assert start <= p.start < p.end <= end
        if p.kind == "item":
            assert p.end <= report.find(p.parent).end


@given(st.data())
def test_units_of_one_level_never_overlap_and_stand_in_the_order_of_the_text(any_report, data):
    report = data.draw(any_report)
    for kinds in (("paragraph", "note"), ("item", "row")):
        level = [p for p in report.paragraphs if p.kind in kinds] if report else []
        for before, after in pairwise(level):
            assert before.end <= after.start


@given(st.data())
def test_a_heading_is_its_span(any_report, data):
    report = data.draw(any_report)
    for section in report.sections if report else ():
        assert report.slice(section) == section.title
        assert section.level >= 1


LIST_AND_SUBS = """\
  1. The Working Group on Lighthouses, established by the Conference in 2025,
took the following decisions:

    (a) The agenda would be as follows:

      1. Opening of the session.

    (i) Observers would be admitted, and would be given the floor once they
had asked for it in writing.
"""


@given(documents())
@example(LIST_AND_SUBS)
def test_no_two_chunks_of_a_report_have_one_id(parsed, text):
    try:
        ids = [c.id for c in chunks(parsed(text), 8)]
    except UnreadableFile:
        return
    assert len(ids) == len(set(ids))


@given(documents())
def test_the_label_of_every_paragraph_finds_it(parsed, text):
    try:
        report = parsed(text)
    except UnreadableFile:
        return
    for p in report.paragraphs:
        assert report.find(parse_label(label(p.number))) == p


@given(documents())
def test_parsing_the_same_text_twice_gives_the_same_report(parsed, text):
    try:
        first = parsed(text)
    except UnreadableFile:
        return
    assert parsed(text) == first


@given(st.text(max_size=200))
def test_any_text_at_all_is_parsed_or_refused(parsed, text):
    try:
        report = parsed(text)
    except UnreadableFile:
        return
    assert report.paragraphs
    assert all(report.slice(p).strip() for p in report.paragraphs)


@given(st.lists(st.sampled_from(PHRASES[:3]), min_size=1, max_size=8))
def test_nothing_but_marks_is_lost_between_lines_and_paragraphs(parsed, phrases):
    text = "\n".join(f"{n}. {phrase}" for n, phrase in enumerate(phrases, start=1))
    joined = "".join(parsed(text).text.split())
    assert joined == "".join(text.split())


@pytest.mark.parametrize("unit", ["m²", "km³"])
def test_a_raised_digit_that_no_note_answers_to_stays_in_the_text(parsed, unit):
    report = parsed(f"1. The lantern room measures 40 {unit} in all.")
    assert report.slice(report.find("1")) == f"The lantern room measures 40 {unit} in all."


def paged(*pages):
    """The report of physical lines on pages, as a PDF gives them; a column is a character."""
    lines = [
        Line(text, page=n, right=float(len(text)), after_gap=not i and n > 1)
        for n, page in enumerate(pages, 1)
        for i, text in enumerate(page)
    ]
    return parse(Extracted(tuple(lines)), "r.pdf", "0")


def test_an_annex_that_a_table_of_contents_lists_is_not_one():
    report = paged(
        ["Report on Lamps", "CONTENTS", "Paragraphs", "Annex."],
        ["1. The Group met in Oslo.", "2. It elected a Chair.", "Annex I", "1. A list follows."],
    )
    assert [p.number for p in report.paragraphs] == ["1", "2", "annexI.1"]


def test_a_list_goes_on_where_its_last_line_was_nearly_full():
    report = paged(
        [
            "1. The Group has a mandate that asks for these:",
            "(a) To count all lamps;",
            "(b) To keep promoting the counting of lamps at every one of its levels, all;",
            "(c) Administering the list of lamps.",
            "2. It met in the town of Oslo for five days of May and counted the lamps there, all",
            "of them, as it had been asked to do.",
        ]
    )
    assert [p.number for p in report.paragraphs] == ["1", "1(a)", "1(b)", "1(c)", "2"]


def test_a_symbol_is_found_where_the_letterhead_goes_on_with_the_organ():
    organ = "Executive Board of the Lamp Programme, the Lighthouse Fund and the Office for Beacons"
    report = paged([f"United Nations LP/LF/2027/7 {organ} and Buoys of All Seas"], ["1. It met."])
    assert report.symbol == "LP/LF/2027/7"


LETTER = [
    "United Nations LHC/2031/7",
    "General Assembly of All Lighthouses Distr.: General 3 May 2031",
    "Letter dated 2 May 2031 from the representative of Norway to the Chair of the Committee",
    "I have the honour to transmit a statement on lamps that went out in the north last winter.",
    "(a) The first of them went out in the middle of the night of the second of January;",
    "(b) The second of them went out some days later, in spite of all that was done.",
    "I should be grateful if the present letter could be circulated as a document of the Assembly.",
]


def test_a_letter_without_numbers_has_front_matter_and_paragraphs_by_position():
    report = parse(Extracted(tuple(Line(t, whole=True) for t in LETTER)), "r.docx", "0")
    assert (report.symbol, report.distributed) == ("LHC/2031/7", "3 May 2031")
    assert report.title.startswith("Letter dated 2 May 2031")
    assert report.body == "General Assembly of All Lighthouses"
    assert [p.number for p in report.paragraphs] == ["p1", "p1(a)", "p1(b)", "p2"]


def test_a_title_that_is_a_heading_by_its_style_is_the_title():
    lines = [
        Line("LHC/2031/7", whole=True),
        Line("Committee on Lighthouses", whole=True),
        Line("Annotated agenda of the third session", whole=True, heading=1),
        Line("I. Agenda", whole=True, heading=1),
        Line("1. Opening.", whole=True),
    ]
    assert parse(Extracted(tuple(lines)), "r.docx", "0").title == lines[2].text


@pytest.mark.parametrize("ends", [("(Vol. I)", "(Vol. II)"), ("(Part I)", "(Part II)")])
def test_two_volumes_of_a_report_are_two_reports(parsed, ends):
    ids = {parsed(f"LHC/2031/5 {end}\n\n{REPORT}").id for end in ends}
    assert len(ids) == 2
    assert all(i.startswith("lhc-2031-5-") for i in ids)


BODY = """\
Report of the Working Group on Lighthouses on its first session

{}1. The Group met in Oslo at the invitation of the Government, and it took the
decisions that follow.

{}2. The Group closed.

{}1. Lamps are lit.

2. Lamps are dark.
"""


@pytest.mark.parametrize(
    ("title", "prefix"),
    [
        ("Annex A", "annexA"),
        ("Annex I: Agenda", "annexI"),
        ("Annex II. Agenda of the meeting", "annexII"),
        ("Annex I List of participants", "annexI"),
        ("Appendix I", "appendixI"),
    ],
)
def test_an_annex_with_a_title_is_an_annex(parsed, title, prefix):
    found = parsed(BODY.format("", "", f"{title}\n\n"))
    assert [p.number for p in found.paragraphs] == ["1", "2", f"{prefix}.1", f"{prefix}.2"]
    assert found.sections[-1].title == title


@pytest.mark.parametrize(
    "named",
    [
        ("Contents\n\nAnnex I: Agenda\n\n", "", ""),
        ("", "Annex I: Agenda\n\n", ""),
        ("", "", "Annex I: Agenda\n\nAnnex II: Lamps\n\n"),
    ],
)
def test_an_annex_named_in_a_list_opens_none(parsed, named):
    found = parsed(BODY.format(*named))
    assert not any("annex" in p.number for p in found.paragraphs)


def test_a_list_that_begins_beside_its_paragraph_s_number_goes_on(parsed):
    found = parsed(
        "Report on Lamps\n\n1. (a) The Group decided to light the lamps in every season of the\n"
        "year and to keep them lit.\n(b) The Group decided to clean the lamps.\n\n2. It met.\n\n"
        "(a) (i) By day it slept;\n(ii) By night it watched;\n(b) It went home.\n"
    )
    assert [p.number for p in found.paragraphs] == [
        *("1", "1(a)", "1(b)", "2", "2(a)", "2(a)(i)", "2(a)(ii)", "2(b)")
    ]


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        (("8. (a) The Group met in Oslo.", "(b) It decided."), "8 8(a) 8(b)"),
        (("8. a) Le Groupe s’est réuni.", "b) Il a décidé."), "8 8(a) 8(b)"),
        (("8. a) El Grupo se reunió.", "b) Decidió."), "8 8(a) 8(b)"),
        (("8. а) Группа собралась.", "б) Она постановила."), "8 8(a) 8(b)"),
        (("8. أ) عقد الفريق جلسة.", "ب) وقرر ما يلي."), "8 8(a) 8(b)"),
        (("٨ - (أ) عقد الفريق جلسة.", "(ب) وقرر ما يلي."), "8 8(a) 8(b)"),
        (("8. (a) 工作组举行了会议。", "(b) 工作组作出决定。"), "8 8(a) 8(b)"),
        (("8. ㈠ 工作组举行了会议。", "㈡ 工作组作出决定。"), "8 8(i) 8(ii)"),
        (("8、（一）工作组举行了会议。", "（二）工作组作出决定。"), "8 8(i) 8(ii)"),
        (("8. (1) The Group met.", "(2) It decided."), "8 8(1) 8(2)"),
        (("8. (a) to light the lamps;", "(b) to clean the lamps."), "8 8(a) 8(b)"),
        (
            ("8. The Group agreed:", "(a) It met.", "(b) (i) First, lamps;", "(ii) Second, oil;"),
            "8 8(a) 8(b) 8(b)(i) 8(b)(ii)",
        ),
        (
            ("8. (a) (i) Lamps;", "(ii) Oil;", "(b) (i) Horns;", "(ii) Bells."),
            "8 8(a) 8(a)(i) 8(a)(ii) 8(b) 8(b)(i) 8(b)(ii)",
        ),
        (("8. (a) (i) Lamps alone;", "(b) Horns."), "8 8(a) 8(b)"),
        (("8. (a) The Group chose:", "(i) Lamps;", "(ii) Oil."), "8 8(a) 8(a)(i) 8(a)(ii)"),
    ],
)
@pytest.mark.parametrize("whole", [True, False])
def test_a_first_mark_beside_a_number_opens_a_part_once_its_list_goes_on(lines, numbers, whole):
    lines = ("7. The Chair spoke.", *lines, "9. It closed.")
    parts = tuple(Line(text, whole=whole, after_gap=not whole) for text in lines)
    found = parse(Extracted(parts), "r.docx", "0")
    assert [p.number for p in found.paragraphs] == ["7", *numbers.split(), "9"]
    assert found.find("9").mark == "9."


def test_a_number_that_its_first_part_stands_beside_is_its_own_text_and_the_part_has_the_rest():
    found = made_of(
        {"text": "8. (a) (i) The Group met.", "page": 3},
        {"text": "It counted lamps:"},
        {"text": "", "cells": ("Norway", "12")},
        {"text": "(ii) It decided."},
        {"text": "(b) It closed."},
    )
    assert [(p.number, p.mark, p.parent, found.slice(p)) for p in found.paragraphs] == [
        ("8", "", None, "8."),
        ("8(a)", "", "8", "(a)"),
        ("8(a)(i)", "(i)", "8(a)", "The Group met.\nIt counted lamps:"),
        ("8(a)(i).row1", "", "8(a)(i)", "Norway\t12"),
        ("8(a)(ii)", "(ii)", "8(a)", "It decided."),
        ("8(b)", "(b)", "8", "It closed."),
    ]
    assert found.find("8(a)(i)").page == 3


def test_items_of_a_first_part_beside_its_number_lie_inside_it():
    found = made_of(
        {"text": "1. (a) The agenda was:"},
        {"text": "1. Lamps."},
        {"text": "2. Oil."},
        {"text": "(b) The Group met."},
        {"text": "2. It closed."},
    )
    assert [p.number for p in found.paragraphs] == [
        *("1", "1(a)", "1(a).item1", "1(a).item2", "1(b)", "2")
    ]
    assert found.find("1(a)").end == found.find("1(a).item2").end


def test_wrapped_lines_of_a_first_part_beside_its_number_stay_in_it(parsed):
    found = parsed(
        "7. The Chair spoke.\n\n8. (a) The Group decided to light the lamps in every season of\n"
        "the year and to keep them lit;\n\n(b) The Group closed.\n"
    )
    part = found.slice(found.find("8(a)"))
    assert part.startswith("The Group decided")
    assert part.endswith("of the year and to keep them lit;")


@pytest.mark.parametrize(
    "text",
    [
        "8. (a) and (b) were deleted.",
        "8. a) et b) ont été supprimés.",
        "8. a) y b) fueron suprimidos.",
        "8. а) и б) были исключены.",
        "8. (أ) و (ب) حذفتا.",
        "8. (أ) إلى (ج) حذفت.",
        "8. ㈠和㈡已删除。",
        "8. (一)至(三)已删除。",
        "8. (a), (b) and (c) were deleted.",
        "8. (a)–(c) were deleted.",
    ],
)
@pytest.mark.parametrize("marks", ["(a) (b)", "(b) (c)"])
def test_marks_that_a_sentence_names_open_no_part(text, marks):
    first, second = marks.split()
    found = made_of(
        {"text": text},
        {"text": f"{first} The lamps are lit."},
        {"text": f"{second} The lamps are dark."},
    )
    assert found.slice(found.find("8")) == text.removeprefix("8. ")
    assert [p.number for p in found.paragraphs] == ["8", f"8{first}", f"8{second}"]


@pytest.mark.parametrize(
    "following",
    [("9. It closed.",), ("(c) It paused.", "9. It closed."), ("I. Lamps", "(b) It closed.")],
)
def test_a_first_mark_beside_a_number_without_its_list_is_text(following):
    found = made_of({"text": "8. (a) The Group met."}, *({"text": x} for x in following))
    assert found.slice(found.find("8")) == "(a) The Group met."
    assert found.find("8(a)") is None


@pytest.mark.parametrize(
    ("cells", "written"),
    [
        (("Norway", "", "12"), "Norway\t\t12"),
        (("", "2030", "2031"), f"{EMPTY_CELL}\t2030\t2031"),
        (("Chile", "4", ""), "Chile\t4"),
        (("", "", "Lamps"), "Lamps"),
    ],
)
def test_an_empty_cell_keeps_its_column(cells, written):
    lines = Line("1. The votes:", whole=True), Line("", whole=True, cells=cells)
    found = parse(Extracted(lines), "r.docx", "0")
    assert found.slice(found.paragraph("1.row1")) == written


@pytest.mark.parametrize("part", ["\n", "\n\n"])
def test_a_footnote_ends_where_a_paragraph_or_a_heading_begins(parsed, part):
    lines = (
        "1. The Group met in Oslo at the invitation of the State¹ and elected a Chair.",
        "2. It adopted its agenda without a vote at the first of its meetings in May.",
        "¹ Norway is a coastal State, and has been one for as long as",
        "anybody can say.",
        "3. The Group decided to spend 40 dollars.",
        "I. Lamps",
        "4. Lamps are white.",
    )
    found = parsed(part.join(lines))
    assert [p.number for p in found.paragraphs] == ["1", "2", "3", "4", "note1"]
    assert found.slice(found.paragraph("note1")).endswith("as long as anybody can say.")
    assert found.paragraph("4").heading == ("I. Lamps",)
