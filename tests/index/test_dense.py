"""The dense leg: a chunk is as near as its own vector and its nearest sentence are together."""

import numpy as np
import pytest

from index.dense import DenseIndex
from tests.index.test_vectors import unit

IDS = ["one#1", "one#2", "two#1"]
REPORTS = ["one", "one", "two"]
CHUNKS = unit([[1, 1, 0], [1, 0, 0], [0, 1, 1]])
SENTENCES = unit([[1, 0, 0], [0, 1, 0], [1, 0, 1], [0, 1, 0], [0, 0, 1]])
COUNTS = [2, 1, 2]
EAST = unit([[1, 0, 0]])[0]


def rows(ids):
    return {chunk: row for row, chunk in enumerate(ids)}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dense")
    DenseIndex.build(folder, IDS, REPORTS, CHUNKS, SENTENCES, COUNTS)
    opened = DenseIndex(folder, rows(IDS))
    yield opened
    opened.close()


def test_a_score_is_the_mean_of_both_cosines_and_orders(index):
    half = 0.5**0.5
    found = index.search(EAST, 10)
    assert [chunk for chunk, _ in found] == ["one#1", "one#2", "two#1"]
    scores = [(half + 1) / 2, (1 + half) / 2, 0]
    assert [score for _, score in found] == pytest.approx(scores, abs=1e-3)


def test_a_sentence_of_a_neighbour_is_not_counted(index):
    found = dict(index.search(unit([[0, 1, 0]])[0], 10))
    assert found["one#2"] == pytest.approx(0, abs=1e-3)
    assert found["two#1"] == pytest.approx((0.5**0.5 + 1) / 2, abs=1e-3)


def test_the_search_can_be_kept_to_reports_and_chunks(index):
    assert [chunk for chunk, _ in index.search(EAST, 10, ["two"])] == ["two#1"]
    assert [chunk for chunk, _ in index.search(EAST, 10, None, ["one#2"])] == ["one#2"]
    assert index.search(EAST, 10, []) == []


def test_it_agrees_with_every_cosine_computed(tmp_path):
    rng = np.random.default_rng(0)
    counts = rng.integers(1, 6, 50)
    chunks, sentences = (unit(rng.normal(size=(n, 16))) for n in (50, counts.sum()))
    ids = [f"r#{n}" for n in range(50)]
    DenseIndex.build(tmp_path, ids, ["r"] * 50, chunks, sentences, counts)
    asked = unit(rng.normal(size=(1, 16)))[0]
    owner = np.repeat(np.arange(50), counts)
    best = [(sentences[owner == n] @ asked).max() for n in range(50)]
    expected = {name: s for name, s in zip(ids, (chunks @ asked + best) / 2, strict=True)}
    opened = DenseIndex(tmp_path, rows(ids))
    assert dict(opened.search(asked, 50)) == pytest.approx(expected, abs=1e-3)
    opened.close()
