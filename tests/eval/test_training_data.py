"""What the reader is trained on: the answer is where it is said to be, and nowhere else."""

import random

import numpy as np
import pytest

from eval.calibrate import Case, fit, fitted
from eval.confidence import auroc, calibration_error
from eval.training_data import Authored, encode_pair, pool_group
from index.e5 import E5File
from ingest.language import LANGUAGES

WORDS = ("Oslo", "Lima", "Cairo", "Paris", "Minsk", "Quito")


def item(i, place):
    same = dict.fromkeys(LANGUAGES, f"The session number {i} was held in {place} in May.")
    asked = dict.fromkeys(LANGUAGES, f"Where was session number {i} held?")
    answer = dict.fromkeys(LANGUAGES, place)
    near = [dict.fromkeys(LANGUAGES, f"Near {i}: {n}.") for n in ("it was cold", f"to {place}")]
    made = {"document": f"d{i % 2}", "text": same, "question": asked, "answer": answer}
    return {**made, "neighbours": near}


@pytest.fixture
def authored():
    items = [item(i, place) for i, place in enumerate(WORDS)]
    rows = np.tile(np.arange(len(items)), (len(items), 1))
    return Authored(items, {(a, b): rows for a in LANGUAGES for b in LANGUAGES})


@pytest.mark.parametrize("seed", range(20))
def test_the_first_text_of_a_group_holds_the_answer_at_its_span(authored, seed):
    group = authored.group(seed % 6, "en", "zh", 3, random.Random(seed))
    start, end = group.answer
    assert group.texts[0][start:end] == WORDS[seed % 6]


@pytest.mark.parametrize("seed", range(20))
def test_the_other_texts_do_not_hold_the_line_that_answers(authored, seed):
    group = authored.group(seed % 6, "ru", "fr", 3, random.Random(seed))
    assert len(group.texts) == 4
    assert all(WORDS[seed % 6] not in text for text in group.texts[1:])


def test_most_texts_that_do_not_answer_are_of_the_same_document(authored):
    groups = [authored.group(2, "en", "en", 2, random.Random(seed)) for seed in range(40)]
    near = sum("cold" in text for group in groups for text in group.texts[1:])
    assert near > 15
    assert not any("to Cairo" in text for group in groups for text in group.texts[1:])


@pytest.mark.parametrize("seed", range(20))
def test_a_pool_window_holds_the_answer_and_the_others_do_not(seed):
    rng = random.Random(seed)
    words = " ".join(f"word{i}" for i in range(400))
    context = f"{words} Ada Obi {words}"
    row = {
        "lang": "en",
        "question": "Who?",
        "asked": ["Who?", "Qui ?"],
        "context": context,
        "answers": [{"text": "Ada Obi", "answer_start": context.index("Ada Obi")}],
        "unanswerable": False,
    }
    other = {**row, "context": "Something else entirely, told at length. " * 20}
    group = pool_group(row, [row, other], 3, rng)
    start, end = group.answer
    assert group.texts[0][start:end] == "Ada Obi"
    assert all("Ada Obi" not in text for text in group.texts[1:])
    without = pool_group({**row, "answers": [], "unanswerable": True}, [row, other], 3, rng)
    assert without.answer is None
    assert len(without.texts) == 4


@pytest.fixture(scope="module")
def file():
    return E5File()


@pytest.mark.parametrize("place", [0, 100, 400, 700])
def test_a_long_text_is_cut_so_that_the_answer_stays_inside(file, place):
    words = [f"w{i}" for i in range(800)]
    words[place] = "Helsinki"
    text = " ".join(words)
    start = text.index("Helsinki")
    ids, (first, last) = encode_pair(file, "Where?", text, (start, start + 8))
    assert len(ids) <= 256
    assert ids[first : last + 1] == file.tokenize("Helsinki")[0]


def test_an_answer_longer_than_the_window_keeps_its_beginning(file):
    text = "word " * 600
    ids, (first, last) = encode_pair(file, "What?", text, (50, 2900))
    assert 0 < first < last < len(ids)


def test_without_an_answer_the_span_is_the_first_token(file):
    assert encode_pair(file, "Where?", "Nowhere.", None)[1] == (0, 0)


def test_platt_scaling_finds_the_curve_that_made_the_cases():
    rng = np.random.default_rng(0)
    scores = rng.normal(0, 3, (20_000, 2))
    right = rng.random(20_000) < 1 / (1 + np.exp(-(scores @ [0.8, 0.3] - 1.5)))
    found = fit(scores, right.astype(float), np.ones(20_000))
    assert found == pytest.approx([0.8, 0.3, -1.5], abs=0.1)


def test_cases_weigh_as_they_are_told_to():
    right, weight = np.array([1.0, 1.0, 0.0]), np.array([1.0, 1.0, 6.0])
    (shift,) = fit(np.zeros((3, 0)), right, weight)
    assert 1 / (1 + np.exp(-shift)) == pytest.approx(0.25, abs=1e-3)


def test_retrieval_weighs_as_much_as_puts_most_cases_right():
    def case(matter, logits, near, gold):
        return Case("invented", matter, gold is not None, logits, near, gold)

    reader_knows = [case(str(n), (2.0, 0.0), (-1.0, 1.0), 0) for n in range(2)]
    both = case("2", (2.0, 1.9, 0.0), (-0.7, 1.4, -0.7), 1)
    absent = case("3", (-2.0, -3.0), (0.0, 0.0), None)
    found = fitted([*reader_knows, both, absent])
    assert 0 < found.retrieval < 1
    assert all(c.is_right(found) for c in (*reader_knows, both))
    assert not absent.is_right(found)
    assert found.probability(2.0) > 0.5 > found.probability(-2.0)


def test_auroc_is_the_share_of_pairs_in_order():
    assert auroc(np.ones((1, 2)), [3.0, 1.0], [2.0, 0.0]).value == 0.75
    assert auroc(np.ones((1, 1)), [1.0], [1.0]).value == 0.5


def test_calibration_error_is_none_where_probabilities_are_true():
    p = np.repeat([0.25, 0.75], 1000)
    right = np.concatenate([np.repeat([1, 0], [250, 750]), np.repeat([1, 0], [750, 250])])
    w = np.ones((1, len(p)))
    assert calibration_error(w, p.tolist(), right.tolist()).value == pytest.approx(0)
    assert calibration_error(w, p.tolist(), (1 - right).tolist()).value == pytest.approx(0.5)
