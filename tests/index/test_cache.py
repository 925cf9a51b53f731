"""Vectors by encoder and text: nothing is encoded twice."""

import numpy as np
import pytest

from index.cache import cached_passages
from index.encoder import HashingEncoder

TEXTS = [f"lamp {n}" for n in range(150)]  # more than two batches


class CountingEncoder(HashingEncoder):
    """Remembers what it was asked to encode; after `fails_after` batches it raises."""

    def __init__(self, name="counting", fails_after=None):
        self.name = name
        self.asked: list[str] = []
        self._left = fails_after

    def passages(self, texts):
        if self._left is not None:
            if not self._left:
                raise MemoryError("the encoder broke down")
            self._left -= 1
        self.asked += texts
        return super().passages(texts)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "cache" / "vectors.sqlite"


def test_vectors_are_the_encoder_s_in_the_order_of_the_texts(file):
    found = cached_passages(file, HashingEncoder(), TEXTS)
    assert np.array_equal(found, HashingEncoder().passages(TEXTS))


def test_a_second_call_encodes_nothing_and_gives_the_same(file):
    first = cached_passages(file, CountingEncoder(), TEXTS)
    again = CountingEncoder()
    assert np.array_equal(cached_passages(file, again, TEXTS), first)
    assert again.asked == []


def test_only_new_texts_are_encoded(file):
    cached_passages(file, CountingEncoder(), TEXTS)
    encoder = CountingEncoder()
    found = cached_passages(file, encoder, ["new", *TEXTS[:3]])
    assert encoder.asked == ["new"]
    assert np.array_equal(found, HashingEncoder().passages(["new", *TEXTS[:3]]))


def test_a_text_that_comes_twice_is_encoded_once_and_given_twice(file):
    encoder = CountingEncoder()
    found = cached_passages(file, encoder, ["same", "other", "same"])
    assert found.shape[0] == 3
    assert np.array_equal(found[0], found[2])
    assert sorted(encoder.asked) == ["other", "same"]


def test_an_encoder_that_raises_keeps_what_was_stored_before(file):
    broken = CountingEncoder(fails_after=2)
    with pytest.raises(MemoryError):
        cached_passages(file, broken, TEXTS)
    assert len(broken.asked) == 128
    encoder = CountingEncoder()
    found = cached_passages(file, encoder, TEXTS)
    assert set(encoder.asked) == set(TEXTS) - set(broken.asked)
    assert np.array_equal(found, HashingEncoder().passages(TEXTS))


def test_vectors_of_another_encoder_are_not_mixed_in(file):
    cached_passages(file, CountingEncoder("one"), TEXTS[:2])
    other = CountingEncoder("two")
    cached_passages(file, other, TEXTS[:2])
    assert sorted(other.asked) == TEXTS[:2]


def test_progress_counts_what_is_to_encode_and_reaches_it(file):
    cached_passages(file, CountingEncoder(), TEXTS[:10])
    seen = []
    cached_passages(file, CountingEncoder(), TEXTS, lambda done, total: seen.append((done, total)))
    assert seen == [(64, 140), (128, 140), (140, 140)]


def test_no_texts_give_no_vectors(file):
    assert cached_passages(file, HashingEncoder(), []).shape[0] == 0
