"""The measures, on answers whose right values are known."""

from dataclasses import replace

import pytest

from app.answer import Answer, Citation
from eval.bootstrap import NOTHING
from eval.measures import holds, judge, measures
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


def test_a_number_is_not_held_by_a_longer_one_and_is_one_in_every_script():
    assert holds("The Group held 15 meetings.", ["15"])
    assert not holds("The Group held 15 meetings.", ["5"])
    assert not holds("第15次会议", ["5"])
    assert holds("第15次会议", ["15次"])
    assert holds("عقد الفريق ١٢ جلسة", ["12"])
    assert not holds("anything", ["", "  "])


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1,500 people", "500"),
        ("1.500 personas", "500"),
        ("1’500", "500"),
        ("3.5 per cent", "3"),
        ("3,5 %", "3"),
        ("٣٫٥", "3"),
        ("the 0.5 rate", "5"),
        ("5 000 people", "5"),
        ("5\u202f000 people", "000"),
        ("1 234 567", "1 234"),
        ("1 500 people", "500 people"),
    ],
)
def test_a_number_is_not_held_by_one_that_is_written_in_groups(text, answer):
    assert not holds(text, [answer])


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("500 people, 20 States", ("500", "20")),
        ("on 7 May 2027, 12 met", ("2027", "12")),
        ("in 2027 500 people", ("2027", "500")),
        ("paragraph 5.", ("5",)),
        ("07.05.2027", ("2027",)),
        ("2023，15个国家", ("2023", "15")),
        ("1 234 567 people", ("1 234 567", "1234567")),
    ],
)
def test_a_number_beside_another_is_held(text, answers):
    assert all(holds(text, [answer]) for answer in answers)


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


def test_a_figure_of_nothing_is_not_a_number():
    assert NOTHING.value is None
    assert str(NOTHING) == "- (0)"


def test_every_figure_has_its_denominator_and_its_interval():
    results = [
        judged(question(id=str(i)), answer("1", cited="1") if i % 2 else answer("2", cited="2"))
        for i in range(20)
    ]
    for name, figure in measures(results).items():
        assert figure.count or figure.value is None, name
        if figure.low is not None:
            assert figure.low < figure.value < figure.high, name
    assert measures(results)["hit@1"].low is not None


def test_refusals_have_precision_recall_and_their_harmonic_mean():
    no = {"paragraphs": (), "answers": (), "unanswerable": True, "reason": "absent"}
    results = [
        judged(question(id="a"), answer("1", cited="1")),
        judged(question(id="b"), answer("1", status="not_found")),  # wrongly refused
        judged(question(id="c", **no), answer("1", status="not_found")),
        judged(question(id="d", **no), answer("1", cited="1")),
        judged(question(id="e", **no), answer("1", cited="1")),
    ]
    m = measures(results)
    assert (m["refusal precision"].value, m["refusal precision"].count) == (0.5, 2)
    assert m["refused"].value == pytest.approx(1 / 3)
    assert m["refusal F1"].value == pytest.approx(2 * (1 / 2) * (1 / 3) / (1 / 2 + 1 / 3))


def test_citations_have_precision_and_recall_of_paragraphs():
    one = judged(question(paragraphs=("1", "2")), answer("1", cited="1"))
    none = judged(question(id="b"), answer("2", "1", cited="2"))
    refused = judged(question(id="c"), answer("1", status="not_found"))
    m = measures([one, none, refused])
    assert (m["citation precision"].value, m["citation precision"].count) == (0.5, 2)
    assert m["citation recall"].value == pytest.approx((1 / 2 + 0 + 0) / 3)
    assert m["proof cited"].value == pytest.approx(1 / 3)


def test_the_proof_is_the_gold_paragraphs_text():
    assert judged(question(), answer("2", cited="2")).proof == "The Chair is Ada Obi."


def test_latency_is_of_all_stages_together():
    slow = replace(answer("1", cited="1"), timings={"rank": 0.5, "read": 1.0})
    quick = replace(answer("1", cited="1"), timings={"rank": 0.1})
    m = measures([judged(question(id=str(i)), a) for i, a in enumerate([quick] * 9 + [slow])])
    assert m["latency p50"].value == pytest.approx(0.1)
    assert m["latency p95"].value == pytest.approx(1.5)
