"""The dense leg: order, filter, and more vectors than fit into one batch."""

import numpy as np
import pytest

from index.vectors import VectorIndex


def unit(rows):
    vectors = np.asarray(rows, np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


IDS = ["one#1", "one#2", "two#1", "two#2"]
REPORTS = ["one", "one", "two", "two"]
VECTORS = unit([[1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 0, 1]])


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("vectors") / "chroma"
    VectorIndex.build(folder, IDS, REPORTS, VECTORS)
    opened = VectorIndex(folder)
    yield opened
    opened.close()


def test_the_nearest_comes_first_with_its_cosine(index):
    found = index.search(VECTORS[0], 10)
    assert [chunk for chunk, _ in found[:2]] == ["one#1", "one#2"]
    assert [score for _, score in found] == pytest.approx([1, 0.5**0.5, 0, 0], abs=1e-6)


def test_no_more_than_asked_for(index):
    assert len(index.search(VECTORS[0], 2)) == 2


def test_the_search_can_be_kept_to_reports(index):
    assert {chunk for chunk, _ in index.search(VECTORS[0], 10, ["two"])} == {"two#1", "two#2"}
    assert len(index.search(VECTORS[0], 10, ["one", "two"])) == 4


def test_a_search_kept_to_no_report_finds_nothing(index):
    assert index.search(VECTORS[0], 10, []) == []
    assert index.search(VECTORS[0], 10, ["three"]) == []


def test_more_vectors_than_one_batch_allows_are_all_kept(tmp_path):
    count = 6_000
    vectors = unit(np.random.default_rng(7).normal(size=(count, 8)))
    ids = [f"r#{i}" for i in range(count)]
    VectorIndex.build(tmp_path / "chroma", ids, ["r"] * count, vectors)
    index = VectorIndex(tmp_path / "chroma")
    try:
        for i in (0, count // 2, count - 1):
            (found,) = index.search(vectors[i], 1)
            assert found == (f"r#{i}", pytest.approx(1, abs=1e-5))
    finally:
        index.close()


def test_two_equal_vectors_keep_two_identities(tmp_path):
    same = unit([[1, 2, 3], [1, 2, 3]])
    VectorIndex.build(tmp_path / "chroma", ["one#1", "two#1"], ["one", "two"], same)
    index = VectorIndex(tmp_path / "chroma")
    try:
        assert {chunk for chunk, _ in index.search(same[0], 10)} == {"one#1", "two#1"}
        assert [chunk for chunk, _ in index.search(same[0], 10, ["two"])] == ["two#1"]
    finally:
        index.close()
