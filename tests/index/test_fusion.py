"""The two legs together, by a convex combination of their standardised scores."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import LEXICAL, fused, standardised


def ids(found):
    return [i for i, _ in found]


def test_a_score_is_the_sum_of_both_in_standard_deviations():
    dense, lexical = {"a": 0.9, "b": 0.7, "c": 0.8}, {"b": 4.0, "c": 2.0}
    near, shared = standardised([0.9, 0.7, 0.8]), standardised([0.0, 4.0, 2.0])
    assert dict(fused(dense, lexical)) == pytest.approx(
        {i: near[n] + LEXICAL * shared[n] for n, i in enumerate("abc")}
    )


def test_how_much_nearer_the_first_is_counts():
    shared = {"a": 1.0, "b": 2.0, "c": 0.0}
    assert ids(fused({"a": 0.9, "b": 0.6, "c": 0.1}, shared))[0] == "a"
    assert ids(fused({"a": 0.61, "b": 0.6, "c": 0.1}, shared))[0] == "b"


def test_ties_are_in_order_of_id():
    assert ids(fused({"b": 0.5, "a": 0.5}, {})) == ["a", "b"]


def test_what_one_leg_did_not_find_is_last_there():
    found = fused({"a": 0.9, "b": 0.8}, {"c": 3.0, "b": 3.0})
    assert ids(found) == ["a", "b", "c"]


def test_nothing_found_is_nothing_fused():
    assert fused({}, {}) == []


def test_words_alone_order_where_no_vector_does():
    assert ids(fused({}, {"a": 1.0, "b": 2.0})) == ["b", "a"]


scores = st.dictionaries(st.sampled_from("abcdefghij"), st.floats(0, 10))


@given(scores, scores)
def test_everything_found_comes_once_and_best_first(dense, lexical):
    found = fused(dense, lexical)
    assert sorted(ids(found)) == sorted({*dense, *lexical})
    values = [score for _, score in found]
    assert values == sorted(values, reverse=True)


@given(scores, st.floats(0.5, 3), st.floats(-5, 5))
def test_the_scale_of_a_leg_does_not_matter(dense, scale, shift):
    other = {i: scale * x + shift for i, x in dense.items()}
    assert dict(fused(other, {})) == pytest.approx(dict(fused(dense, {})), abs=1e-3)
