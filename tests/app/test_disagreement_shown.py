"""What citations say together, in the terminal and on the page."""

from dataclasses import replace

import pytest

from app.answer import Answer
from app.render import as_text
from app.ui import cards
from app.ui.evidence import Evidence, Exchange
from tests.app.test_agreement import citation

FIRST, SAME, OTHER = (
    citation(said) for said in ("It held [12] meetings.", "It met [12] times.", "It held [14].")
)


@pytest.fixture
def answer():
    return Answer(
        question="How many meetings?",
        status="answered",
        answer="12",
        probability=0.9,
        citations=(FIRST, SAME, OTHER),
        passages=(),
        lang="en",
        snapshot="",
        settings="",
        agreement=("same", "same", "differs"),
    )


def page(answer):
    shown = [Evidence("para. 1", (), "r.txt", 1, "en", None, c.quote) for c in answer.citations]
    return cards.outcome(Exchange(answer.question, answer, tuple(shown)))


def test_paragraphs_that_agree_are_pinned_together_and_another_says_otherwise(answer):
    said = as_text(answer)
    assert said.startswith("12 [1][2]\n\nAnother paragraph says otherwise: 14 [3]")
    markup = page(answer)
    short, _, rest = markup.partition("rap-otherwise")
    assert "[1]</a>" in short
    assert "[2]</a>" in short
    assert "[3]</a>" not in short
    assert "Another paragraph says otherwise" in rest
    assert "[3]</a>" in rest


def test_yes_or_no_leads_where_it_is_certain(answer):
    settled = replace(answer, yes_no="no", agreement=())
    assert as_text(settled).startswith("No: 12")
    assert "No:" in page(settled)


def test_what_is_not_there_is_not_in_the_json(answer):
    assert answer.to_dict()["agreement"] == ("same", "same", "differs")
    assert not {"agreement", "yes_no"} & set(replace(answer, agreement=()).to_dict())
