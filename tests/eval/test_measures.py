"""The measures, on answers whose right values are known."""

import pytest

from app.answer import Answer, Citation
from eval.measures import Mean, holds, judge, measures
from eval.questions import Question
from index.passage import Passage
from ingest.report import Paragraph, Report

TEXT = "The Chair is Ada Obi.\nThe Vice-Chair is Ion Pop."
REPORT = Report(
    "r.en",
    "r.txt",
    "r.txt",
    "0",
    "en",
    TEXT,
    (Paragraph("1", "1.", "paragraph", 0, 21), Paragraph("2", "2.", "paragraph", 22, len(TEXT))),
)


def question(**changes):
    fields = {
        "id": "a",
        "lang": "en",
        "question": "Who is Chair?",
        "kind": "who",
        "report": "r.txt",
        "paragraphs": ("1",),
        "answers": ("Ada Obi",),
    }
    return Question(**{**fields, **changes})


def answer(*ranked, cited=None, status="answered", quote=None):
    passages = tuple(Passage("r.en", n, n, 0, 1, i, 0.1) for i, n in enumerate(ranked, 1))
    citations = ()
    if cited:
        p = REPORT.find(cited)
        text = quote or REPORT.slice(p)
        span = (p.start, p.end, p.start, p.end)
        about = ("r.en", "r.txt", None, "", "en", cited, p.label, (), None)
        citations = (Citation(*about, text, *span, 1.0),)
    return Answer("Who is Chair?", status, "", 0.9, citations, passages, "en", "s", "t")


def judged(q, a):
    return judge(q, a, {"r.en"}, lambda _: REPORT)


def test_rank_is_the_place_of_the_first_gold_passage():
    assert judged(question(), answer("2", "1", cited="2")).rank == 2
    assert judged(question(), answer("2", cited="2")).rank is None


def test_any_of_the_gold_paragraphs_is_right():
    assert judged(question(paragraphs=("1", "2")), answer("2", cited="2")).cited


def test_a_paragraph_of_another_report_is_not_right():
    result = judge(question(), answer("1", cited="1"), {"other.en"}, lambda _: REPORT)
    assert result.rank is None
    assert not result.cited


def test_a_quote_that_is_not_the_reports_text_is_found_out():
    assert judged(question(), answer("1", cited="1")).exact
    assert not judged(question(), answer("1", cited="1", quote="The Chair is Eve.")).exact


def test_an_answer_is_held_whatever_its_white_space_case_and_width():
    assert holds("于 2023 年 7\n月 24 日", ["2023年7月24日"])
    assert holds("ADA\u00a0OBI", ["Ada Obi"])
    assert not holds("Ada Abi", ["Ada Obi"])


def test_means_are_over_the_right_cases():
    unanswerable = question(id="b", paragraphs=(), answers=(), unanswerable=True, reason="absent")
    results = [
        judged(question(), answer("1", "2", cited="1")),
        judged(question(), answer("2", "1", cited="2")),
        judged(question(), answer("2", status="not_found")),
        judged(unanswerable, answer("2", status="not_found")),
        judged(unanswerable, answer("2", cited="2", status="uncertain")),
        judged(unanswerable, answer("2", cited="2")),
    ]
    m = measures(results)
    assert (m["hit@1"].value, m["hit@1"].count) == (pytest.approx(1 / 3), 3)
    assert m["hit@5"].value == pytest.approx(2 / 3)
    assert m["MRR"].value == pytest.approx((1 + 1 / 2 + 0) / 3)
    assert m["first citation right"].value == pytest.approx(1 / 3)
    assert (m["refused"].value, m["refused"].count) == (pytest.approx(1 / 3), 3)
    assert m["refused or uncertain"].value == pytest.approx(2 / 3)
    assert (m["quotes exact"].value, m["quotes exact"].count) == (1.0, 6)


def test_a_mean_of_nothing_is_not_a_number():
    assert Mean(0, 0).value is None
    assert str(Mean(0, 0)) == "- (0)"
