"""Which paragraphs are cited beside the first, and in what order."""

import pytest

from app.answer import Quote
from app.citing import cited

TEXT = """Report of the Working Group on Lighthouses

I. Introduction

1. The Group held 12 meetings in Oslo in 2027.

2. In 2027 the Group held 14 meetings in Oslo.

3. Altogether twelve meetings were held.

4. The Committee on Tides had 7 members.
"""


@pytest.fixture
def citations(parsed):
    report = parsed(TEXT)

    def cite(*sure):
        quotes = []
        for number, probability in sure:
            p = report.paragraph(number)
            words = {"1": "12", "2": "14", "3": "twelve", "4": "7"}[number]
            a = report.text.index(words, p.start)
            span = (p.start, p.end, a, a + len(words))
            quotes.append(Quote(report.id, number, *span, probability, probability))
        found, agreement = cited("how_many", quotes, lambda _: report, 0.5, 3)
        return [c.paragraph for c in found], list(agreement)

    return cite


def test_the_first_is_cited_however_unsure_it_is(citations):
    assert citations(("4", 0.3), ("1", 0.2)) == (["4"], [])


def test_paragraphs_that_say_the_same_come_first_and_those_that_disagree_last(citations):
    found = citations(("1", 0.9), ("2", 0.6), ("4", 0.89), ("3", 0.55))
    assert found == (["1", "3", "4"], ["same", "same", "related"])
    assert citations(("1", 0.9), ("2", 0.6), ("3", 0.55)) == (
        ["1", "3", "2"],
        ["same", "same", "differs"],
    )


def test_what_neither_agrees_nor_is_as_sure_is_dropped(citations):
    assert citations(("1", 0.9), ("4", 0.6)) == (["1"], [])


def test_an_unsure_answer_is_contradicted_by_none(citations):
    assert citations(("1", 0.4), ("2", 0.6)) == (["1"], [])
