"""Who asks for a list gets the whole of it, as the report has it."""

import pytest

from app.answer import Quote
from app.lists import whole_list

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
"""


@pytest.fixture
def report(parsed):
    return parsed(TEXT)


def grown(report, paragraph, words):
    p = report.paragraph(paragraph)
    start = report.text.index(words, p.start)
    end = start + len(words)
    return whole_list(report, Quote(report.id, paragraph, start, end, start, end, 1.0, 0.9))


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
