"""Resolutions and decisions inside a report: whose paragraphs are whose."""

import pytest

from ingest import resolutions
from ingest.parse import parse
from ingest.report import Extracted, Line

# Our own fiction.
REPORT = """\
Report of the Committee on Lighthouses

I. Introduction

1. The Committee on Lighthouses met in Oslo from 3 to 7 May 2031, and had before it a note.

2. The Committee recommends to the General Assembly the adoption of the following draft resolution:

Care of lighthouses

The General Assembly,

Recalling its resolution 12/4 of 8 March 2030 on the lighthouses of the north,

Noting with concern that lamps go out,

1. Welcomes the report of the Committee on the care of lighthouses in the north;

2. Decides:

(a) To light every lamp at dusk;

(b) To put every lamp out at dawn;

3. Requests the Secretary-General to report on lamps that went out.

3. At the same meeting, the Committee adopted its report.
"""
NUMBERS = ["1", "2", "draftresolution.p1", "draftresolution.p2", "draftresolution.1"]
NUMBERS += ["draftresolution.2", "draftresolution.2(a)", "draftresolution.2(b)"]
NUMBERS += ["draftresolution.3", "3"]


def blocks(*lines):
    """A report of whole blocks; those that begin with `*` are bold."""
    made = (Line(t.lstrip("*"), whole=True, bold=t.startswith("*")) for t in lines)
    return parse(Extracted(tuple(made)), "report.docx", "0" * 64)


def numbers(report):
    return [p.number for p in report.paragraphs if p.kind == "paragraph"]


def test_a_draft_resolution_has_its_own_paragraphs_and_the_report_goes_on(parsed):
    report = parsed(REPORT)
    assert numbers(report) == NUMBERS
    assert report.slice(report.paragraph("3")).startswith("At the same meeting")
    assert report.slice(report.paragraph("draftresolution.p2")).startswith("Noting with concern")


def test_the_clause_that_opens_a_resolution_stands_with_its_first_paragraph(parsed):
    report = parsed(REPORT)
    first = report.slice(report.paragraph("draftresolution.p1"))
    assert first.startswith("The General Assembly,\nRecalling")


def test_its_paragraphs_are_called_by_its_name(parsed):
    report = parsed(REPORT)
    assert report.paragraph("draftresolution.p1").label == "draft resolution, preambular para. 1"
    assert report.paragraph("draftresolution.2(a)").label == "draft resolution, para. 2 (a)"


def test_several_drafts_are_told_apart_by_their_titles():
    report = blocks(
        "*I. Introduction",
        "1. The Committee recommends the adoption of the following drafts:",
        "*Draft resolution I",
        "*Lamps",
        "The General Assembly,",
        "Recalling its resolution 12/4,",
        "1. Welcomes the lamps;",
        "2. Requests more of them.",
        "*Draft decision II",
        "The General Assembly decides to light the lamps.",
        "*II. Adoption of the report",
        "2. The Committee adopted its report.",
        "3. The session was closed.",
    )
    inside = ["draftresolutionI.p1", "draftresolutionI.1", "draftresolutionI.2"]
    assert numbers(report) == ["1", *inside, "draftdecisionII.p1", "2", "3"]
    assert report.paragraph("draftresolutionI.1").heading[-2:] == ("Draft resolution I", "Lamps")
    assert report.paragraph("2").heading == ("II. Adoption of the report",)


def test_decisions_of_an_annex_are_the_annex_s():
    report = blocks(
        "*I. Introduction",
        "1. The Board met in Oslo and adopted two decisions, which stand in the annex.",
        "2. The Board adopted its report.",
        "*Annex I",
        "*2031/5",
        "*Lamps",
        "*The Executive Board,",
        "1. Takes note of the lamps;",
        "2. Welcomes them.",
        "*2031/6",
        "*The Executive Board,",
        "1. Takes note of the oil.",
    )
    decisions = [n for n in numbers(report) if n.startswith("annexI.decision")]
    assert [n for n in decisions if ".p" not in n] == [
        "annexI.decision2031/5.1",
        "annexI.decision2031/5.2",
        "annexI.decision2031/6.1",
    ]


def test_conclusions_may_come_before_all_paragraphs_of_the_report():
    report = blocks(
        "*I. Action by the Board",
        "*Agreed conclusions 12 (EX-IV)",
        "*The Board on Lighthouses",
        "1. Welcomes the lamps;",
        "2. Welcomes the oil.",
        "*II. Other action",
        "1. At its closing meeting the Board took note of the lamps.",
        "2. The representative of Norway thanked the Board.",
        "3. The session was closed.",
    )
    found = [n for n in numbers(report) if ".p" not in n]
    assert found == ["conclusions12.1", "conclusions12.2", "1", "2", "3"]


def test_a_resolution_that_is_the_report_keeps_plain_numbers():
    report = blocks(
        "*Resolution on lamps",
        "The Security Council,",
        "Recalling its resolution 12 (2031) on the lamps of all the lighthouses in the north,",
        "1. Welcomes the lamps;",
        "2. Decides to remain seized of the matter.",
    )
    assert [n for n in numbers(report) if n.isdigit()] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("Draft resolution I", "draftresolutionI"),
        ("DRAFT DECISION 3", "draftdecision3"),
        ("Projet de résolution II", "draftresolutionII"),
        ("Proyecto de decisión", "draftdecision"),
        ("Проект резолюции IV", "draftresolutionIV"),
        ("决议草案二", "draftresolutionII"),
        ("مشروع القرار الثالث", "draftresolutionIII"),
        ("Resolution 69/2", "resolution69/2"),
        ("Agreed conclusions 588 (EX-LXXVIII)", "conclusions588"),
        ("2031/8", "decision2031/8"),
        ("Draft resolution submitted by Norway", None),
        ("2031", None),
    ],
)
def test_a_title_is_known_in_six_languages(text, prefix):
    assert resolutions.title(Line(text, whole=True, bold=True)) == prefix


@pytest.mark.parametrize(
    "text",
    [
        "The General Assembly,",
        "The Economic and Social Council:",
        "L’Assemblée générale,",
        "El Consejo Económico y Social,",
        "Генеральная Ассамблея,",
        "大会，",
        "إن الجمعية العامة،",
    ],
)
def test_a_clause_is_known_in_six_languages(text):
    assert resolutions.clause(Line(text, whole=True))


@pytest.mark.parametrize("text", ["The Council met in Oslo.", "The lamps,", "The General Assembly"])
def test_other_lines_are_no_clause(text):
    assert not resolutions.clause(Line(text, whole=True))
