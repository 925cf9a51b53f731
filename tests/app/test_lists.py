"""Who asks for a list gets the whole of it, as the report has it."""

import pytest

from app.answer import Quote
from app.lists import whole_list
from ingest.report import Paragraph, Report

TEXT = """Report of the Working Group on Lighthouses

I. Organization

1. The Group adopted the following agenda:

1. Opening of the session.

2. Lamps and lenses.

3. Adoption of the report.

2. The following States took part: Chile, Fiji, Japan and Peru. It was cold.

3. The Group agreed that:

(a) Lamps would be lit;

(b) Lenses would be cleaned.

4. The Group decided as follows:

(a) Lamps would be lit. A lamp is any light. It may be of any colour;

(b) Lenses would be cleaned.

5. The Chair consulted Chile, Fiji and Japan. The Group agreed that:

(a) Lamps would be lit;

(b) Lenses would be cleaned.

6. The meeting opened at 10:30 and was attended by Chile, Fiji, Japan and Peru.

7. The forms (https://lamps.example) were signed by Chile, Fiji, Japan and Peru.

8. At 10:30 the following States spoke: Chile, Fiji, Japan and Peru.
"""
BEHIND = """The Group adopted its agenda:
1. Opening
2. Lamps
3. Report
The Group heard Chile, Fiji and Japan."""


@pytest.fixture
def report(parsed):
    return parsed(TEXT)


def grown(report, paragraph, words):
    p = report.paragraph(paragraph)
    start = report.text.index(words, p.start)
    end = start + len(words)
    return whole_list(report, Quote(report.id, paragraph, start, end, start, end, 1.0, 0.9))


def pointed_at(report, paragraph, words):
    """The same of words in a sentence that is the whole paragraph."""
    p = report.paragraph(paragraph)
    start = report.text.index(words, p.start)
    end = start + len(words)
    return whole_list(report, Quote(report.id, paragraph, p.start, p.end, start, end, 1.0, 0.9))


def said(report, quote):
    return report.text[quote.answer_start : quote.answer_end]


def test_items_are_taken_together_with_the_sentence_that_leads_in_to_them(report):
    quote = grown(report, "1", "Lamps and lenses.")
    assert said(report, quote).startswith("1. Opening")
    assert said(report, quote).endswith("Adoption of the report.")
    assert report.text[quote.start :].startswith("The Group adopted the following agenda:")
    assert quote == grown(report, "1", "The Group adopted the following agenda:")


def test_names_after_a_colon_are_a_list(report):
    p = report.paragraph("2")
    end = report.text.index("Peru.") + 5
    start = report.text.index("Fiji")
    quote = whole_list(report, Quote(report.id, "2", p.start, end, start, start + 4, 1.0, 0.9))
    assert said(report, quote) == "Chile, Fiji, Japan and Peru"


def test_short_sub_paragraphs_are_cited_as_the_paragraph_that_leads_in(report):
    quote = grown(report, "3(b)", "Lenses would be cleaned")
    assert quote.paragraph == "3"
    assert said(report, quote) == "(a) Lamps would be lit;\n(b) Lenses would be cleaned."


def test_provisions_are_no_list(report):
    assert grown(report, "4(b)", "Lenses would be cleaned").paragraph == "4(b)"


def test_words_behind_the_items_stand_alone():
    def part(number, kind, words, parent=None):
        start = BEHIND.index(words)
        return Paragraph(number, number, kind, start, start + len(words), parent=parent)

    items = [
        part(f"1.item{n}", "item", w, "1") for n, w in enumerate(("Opening", "Lamps", "Report"), 1)
    ]
    report = Report("r", "r.txt", "0", "r", "en", BEHIND, (part("1", "paragraph", BEHIND), *items))
    heard, names = BEHIND.index("The Group heard"), BEHIND.index("Chile")
    quote = Quote("r", "1", heard, len(BEHIND), names, len(BEHIND) - 1, 1.0, 0.9)
    assert whole_list(report, quote) == quote


def test_words_before_the_sentence_that_leads_in_stand_alone(report):
    quote = grown(report, "5", "The Chair consulted Chile, Fiji and Japan.")
    assert said(report, quote) == "The Chair consulted Chile, Fiji and Japan."
    quote = grown(report, "5", "The Group agreed that:")
    assert said(report, quote) == "(a) Lamps would be lit;\n(b) Lenses would be cleaned."


@pytest.mark.parametrize("paragraph", ["6", "7"])
def test_a_colon_in_a_time_or_an_address_leads_in_to_nothing(report, paragraph):
    assert said(report, pointed_at(report, paragraph, "Chile, Fiji")) == "Chile, Fiji"


def test_a_colon_behind_a_time_leads_in(report):
    quote = pointed_at(report, "8", "Fiji")
    assert said(report, quote) == "Chile, Fiji, Japan and Peru"
