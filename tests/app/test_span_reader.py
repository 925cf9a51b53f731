"""The words that answer, whole, inside the sentence that is quoted; shown with a fake model."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calibration import Calibration, telling
from app.reading import Reading, best_span, preferred_span
from app.span_reader import SpanReader, whole_words
from index.fusion import standardised
from index.passage import Passage
from ingest.report import Paragraph, Report

TEXT = "It opened on Monday. The Group elected Ms. Ada Obi as Chair.\n工作组选举李明为主席。"
FIRST = TEXT.index("\n")


@pytest.fixture
def report():
    paragraphs = (
        Paragraph("1", "1.", "paragraph", 0, FIRST),
        Paragraph("2", "2.", "paragraph", FIRST + 1, len(TEXT)),
    )
    return Report("r.en", "r.txt", "r.txt", "0", "en", TEXT, paragraphs)


class FakeModel:
    """Says of each text what it was told to say of it."""

    def __init__(self, *readings: Reading) -> None:
        self.readings = readings
        self.asked: list[str] = []

    def read(self, inputs):
        self.asked = [x.text for x in inputs]
        return [r for r in self.readings if r.source < len(inputs)]


def passages(*numbers):
    return [Passage("r.en", n, n, 0, 1, rank, 0.1) for rank, n in enumerate(numbers, 1)]


def read(report, model, *numbers, most=5, question="?"):
    reader = SpanReader(model, Calibration(1.0, 0.0), most)
    return reader.read(question, "en", passages(*numbers), lambda _: report)


def at(words):
    start = TEXT.index(words)
    return (start if start < FIRST else start - FIRST - 1), len(words)


def test_the_quote_is_the_sentence_and_the_answer_is_marked_in_it(report):
    start, length = at("Ada Obi")
    (quote,) = read(report, FakeModel(Reading(0, 3.0, start, start + length, 5.0)), "1")
    assert TEXT[quote.start : quote.end] == "The Group elected Ms. Ada Obi as Chair."
    assert TEXT[quote.answer_start : quote.answer_end] == "Ada Obi"


def test_half_words_are_made_whole(report):
    start, _ = at("da Ob")
    (quote,) = read(report, FakeModel(Reading(0, 3.0, start, start + 5, 5.0)), "1")
    assert TEXT[quote.answer_start : quote.answer_end] == "Ada Obi"


def test_chinese_words_are_left_as_the_model_points_at_them(report):
    start, length = at("李明")
    model = FakeModel(Reading(1, 1.0, start, start + length, 0.0))
    (quote,) = read(report, model, "1", "2")
    assert TEXT[quote.answer_start : quote.answer_end] == "李明"
    assert quote.paragraph == "2"


def test_the_paragraph_that_answers_best_comes_first(report):
    model = FakeModel(Reading(0, -2.0, 0, 3, 0.0), Reading(1, 2.0, 0, 3, 0.0))
    assert [q.paragraph for q in read(report, model, "1", "2")] == ["2", "1"]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("谁是主席？", "1"),  # either paragraph names a chair: the model decides
        ("Who was the Rapporteur?", "1"),  # and here neither a rapporteur
        ("Qui a été élu au comité ?", "1"),
        ("When was Ms. Obi elected Vice-Chair?", "1"),  # no office holder is asked for
    ],
)
def test_where_no_office_tells_paragraphs_apart_the_model_does(report, question, first):
    model = FakeModel(Reading(0, 1.0, 0, 3, 0.0), Reading(1, 0.5, 0, 3, 0.0))
    assert read(report, model, "1", "2", question=question)[0].paragraph == first


def test_who_held_an_office_is_not_told_by_a_paragraph_that_names_another(report):
    text = "The secretary was Mr. Ali Roe.\nThe Group elected Ms. Ada Obi as Chair."
    end = text.index("\n")
    two = replace(
        report,
        text=text,
        paragraphs=(
            Paragraph("1", "1.", "paragraph", 0, end),
            Paragraph("2", "2.", "paragraph", end + 1, len(text)),
        ),
    )
    model = FakeModel(Reading(0, 1.5, 0, 3, 0.0), Reading(1, 0.5, 0, 3, 0.0))
    assert read(two, model, "1", "2", question="Qui était le secrétaire ?")[0].paragraph == "1"
    first, second = read(two, model, "1", "2", question="Qui a présidé le groupe ?")
    assert (first.paragraph, second.paragraph) == ("2", "1")
    assert second.probability < 0.5 < first.probability


def test_who_held_an_office_is_read_in_the_sentence_that_names_it(report):
    text = "It elected Ms. Ada Obi as Chair. It elected Mr. Ali Roe as Vice-Chair. It rose."
    one = replace(report, text=text, paragraphs=(Paragraph("1", "1.", "paragraph", 0, len(text)),))

    class Vice(FakeModel):
        """Takes the vice-chair for the chair, unless that is not there to be read."""

        def read(self, inputs):
            name = "Ali Roe" if "Ali Roe" in inputs[0].text else "Ada Obi"
            start = inputs[0].text.index(name)
            return [Reading(0, 2.0, start, start + len(name), 1.0)]

    def answer(question):
        (quote,) = read(one, Vice(), "1", question=question)
        return one.text[quote.answer_start : quote.answer_end], quote.probability

    assert answer("Who was elected Chair?") == ("Ada Obi", answer("Who was elected?")[1])
    assert answer("Who was elected Vice-Chair?")[0] == "Ali Roe"
    assert answer("Who was elected?")[0] == "Ali Roe"


def test_of_several_windows_of_a_paragraph_the_surest_counts(report):
    start, length = at("Monday")
    model = FakeModel(Reading(0, -1.0, 0, 3, 9.0), Reading(0, 2.0, start, start + length, 1.0))
    (quote,) = read(report, model, "1")
    assert TEXT[quote.answer_start : quote.answer_end] == "Monday"


def test_only_so_many_passages_are_read(report):
    model = FakeModel()
    read(report, model, "1", "2", most=1)
    assert len(model.asked) == 1


def test_a_surer_logit_is_a_higher_probability(report):
    model = FakeModel(Reading(0, 0.5, 0, 3, 0.0), Reading(1, 2.0, 0, 3, 0.0))
    first, second = read(report, model, "1", "2")
    assert 0 <= second.probability < first.probability <= 1


def test_the_best_span_ends_after_it_begins():
    import numpy as np

    begins, ends = np.array([0.0, 5.0, 1.0]), np.array([9.0, 0.0, 4.0])
    assert best_span(begins, ends) == (1, 2, 9.0)


@pytest.mark.parametrize("pointed", ["CONF.2031", "/WG.I/3", "LHC/CONF.2031/WG.I/3", "I/3"])
def test_a_symbol_is_never_cut(pointed):
    text = "The agenda (LHC/CONF.2031/WG.I/3) was adopted."
    start = text.index(pointed)
    a, b = whole_words(text, start, start + len(pointed))
    assert text[a:b] == "LHC/CONF.2031/WG.I/3"


@pytest.mark.parametrize(
    ("text", "pointed", "words"),
    [
        ("会议于2031年7月1日在日内瓦举行", "2031年7月1日在", "2031年7月1日"),
        ("会议由主席主持", "会议由", "会议"),
        ("指出问题存在", "问题存在", "问题存在"),
        ("文件关于", "文件关于", "文件关于"),
    ],
)
def test_a_chinese_answer_ends_before_what_follows(text, pointed, words):
    start = text.index(pointed)
    a, b = whole_words(text, start, start + len(pointed))
    assert text[a:b] == words


@given(st.text(min_size=1), st.data())
def test_whole_words_are_never_empty_and_lie_in_the_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    a, b = whole_words(text, start, end)
    assert 0 <= a < b <= len(text)


def combined(logits, cosines):
    return Calibration(1.0, 0.0, 0.8).combined(logits, standardised(cosines))


def test_what_the_model_says_counts_most_and_being_near_helps():
    scores = combined([4.0, 3.9, -2.0, -3.0], [0.80, 0.90, 0.85, 0.85])
    assert scores[1] == max(scores)
    scores = combined([5.0, -2.0, -2.0, -3.0], [0.84, 0.90, 0.85, 0.85])
    assert scores[0] == max(scores)


def test_passages_that_are_equally_near_are_in_the_order_of_what_is_said():
    assert combined([2.0, 1.0], [0.8, 0.8]) == standardised([2.0, 1.0])
    assert combined([], []) == []


def test_an_answer_is_surer_where_its_passage_stands_out_among_many():
    calibration = Calibration(1.0, 0.0, near=1.0, typical=1.5)
    near = standardised([0.9, *[0.7, 0.8] * 5])
    assert list(telling(near)) == near
    assert calibration.probability(0.5, near[0]) > calibration.probability(0.5) > 0.5
    assert calibration.probability(0.5, near[1]) < calibration.probability(0.5)
    assert set(telling(standardised([0.9, 0.8, 0.7]))) == {None}


@pytest.mark.parametrize("place", [0, 200, 400])
def test_windows_reach_both_ends_of_a_chunk_wherever_it_lies(place):
    from app.reading import Input, ReaderModel, nearest

    class Letters:
        """A tokenizer for which each letter is a token."""

        def tokenize(self, text):
            return list(range(len(text))), [(i, i + 1) for i in range(len(text))]

    model = ReaderModel()
    model.__dict__["_file"] = Letters()
    text = "x" * 400
    windows = nearest(list(model._windows(0, [0] * 20, Input("q", text, place))), place)
    assert min(w.spans[0][0] for w in windows) == 0
    assert max(w.spans[-1][1] for w in windows) == len(text)


LOGITS = np.array([9.0, 0, 0, 8.0, 0, 0], np.float32)
TOKENS = [(0, 2), (3, 5), (5, 6), (7, 9), (10, 12), (12, 13)]  # of two sentences of three tokens


@pytest.mark.parametrize(
    ("near", "first"), [((0.5, 0.5), 0), ((0.4, 0.6), 3), ((0.59, 0.6), 0), ((0.6, 0.4), 0)]
)
def test_words_of_the_sentence_that_is_nearer_to_the_question_are_preferred(near, first):
    sentences = ((0, 6, near[0]), (7, 13, near[1]))
    assert preferred_span(LOGITS, LOGITS, TOKENS, sentences)[:2] == (first, first)


def test_words_across_two_sentences_stay_where_they_are_best():
    begins = np.array([9.0, 0, 0, 0, 0, 0], np.float32)
    ends = np.array([0, 0, 0, 0, 9.0, 0], np.float32)
    assert preferred_span(begins, ends, TOKENS, ((0, 6, 0.5), (7, 13, 0.5))) == (0, 4, 18.0)


def test_without_sentences_the_best_words_are_the_best():
    assert preferred_span(LOGITS, LOGITS, TOKENS, ()) == best_span(LOGITS, LOGITS)


def test_of_questions_read_together_the_last_says_which_office_is_asked():
    text = "The Group elected Ms. Ada Obi as Chair. It elected Mr. Bo Ek as Rapporteur."
    whole = Report(
        "r", "r", "r", "0", "en", text, (Paragraph("1", "1.", "paragraph", 0, len(text)),)
    )

    class Model(FakeModel):
        def read(self, inputs):
            name = "Bo Ek" if "Obi" not in inputs[0].text else "Ada Obi"
            start = inputs[0].text.index(name)
            return [Reading(0, 2.0, start, start + len(name), 1.0)]

    (quote,) = read(whole, Model(), "1", question="Who was elected Chair? And the Rapporteur?")
    assert text[quote.answer_start : quote.answer_end] == "Bo Ek"


class Counting(FakeModel):
    """As sure of the first text as it is told to be, less of the others; counts what it reads."""

    def __init__(self, first):
        super().__init__()
        self.first, self.read_texts = first, 0

    def read(self, inputs):
        begun = self.read_texts
        self.read_texts += len(inputs)
        return [
            Reading(i, self.first if begun + i == 0 else -3.0, 0, 3, 0.0)
            for i in range(len(inputs))
        ]


@pytest.mark.parametrize(("first", "read_texts"), [(3.0, 8), (-1.0, 20)])
def test_the_rest_is_read_where_none_of_the_nearest_is_likely_to_answer(first, read_texts):
    text = "\n".join(f"Sentence {n}." for n in range(20))
    starts = [m.start() for m in re.finditer("Sentence", text)]
    ends = [*(s - 1 for s in starts[1:]), len(text)]
    paragraphs = [
        Paragraph(str(n), f"{n}.", "paragraph", a, b)
        for n, (a, b) in enumerate(zip(starts, ends, strict=True))
    ]
    long = Report("r.en", "r.txt", "r.txt", "0", "en", text, tuple(paragraphs))
    model = Counting(first)
    quotes = read(long, model, *map(str, range(20)), most=24)
    assert model.read_texts == len(quotes) == read_texts
    assert quotes[0].paragraph == "0"
