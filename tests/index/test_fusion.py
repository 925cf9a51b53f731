"""Reciprocal rank fusion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import K, reciprocal_rank_fusion


def test_the_scores_are_those_of_the_paper():
    assert K == 60
    assert reciprocal_rank_fusion([["a", "b"], ["b", "c"]]) == [
        ("b", pytest.approx(1 / 62 + 1 / 61)),
        ("a", pytest.approx(1 / 61)),
        ("c", pytest.approx(1 / 62)),
    ]


def test_ties_are_in_order_of_id():
    assert [c for c, _ in reciprocal_rank_fusion([["b"], ["a"]])] == ["a", "b"]
    assert [c for c, _ in reciprocal_rank_fusion([["b", "a"], ["a", "b"]])] == ["a", "b"]


def test_what_both_legs_find_beats_what_one_leg_puts_first():
    first, *_ = reciprocal_rank_fusion([["a", "both"], ["b", "both"]])
    assert first[0] == "both"


def test_a_larger_k_makes_a_first_place_count_less():
    def lead(k):
        (_, first), (_, second) = reciprocal_rank_fusion([["a", "b"]], k)
        return first / second

    assert lead(1) > lead(60) > 1


def test_nothing_ranked_is_nothing_fused():
    assert reciprocal_rank_fusion([]) == []
    assert reciprocal_rank_fusion([[], []]) == []


rankings = st.lists(st.lists(st.sampled_from("abcdefghij"), unique=True, max_size=8), max_size=5)


@given(rankings, st.randoms())
def test_the_order_of_the_legs_does_not_matter(legs, random):
    shuffled = list(legs)
    random.shuffle(shuffled)
    assert reciprocal_rank_fusion(legs) == reciprocal_rank_fusion(shuffled)


@given(rankings)
def test_everything_ranked_comes_once_and_best_first(legs):
    fused = reciprocal_rank_fusion(legs)
    ids = [c for c, _ in fused]
    assert sorted(ids) == sorted({c for leg in legs for c in leg})
    scores = [score for _, score in fused]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= len(legs) / (K + 1) + 1e-12 for score in scores)


@given(st.lists(st.sampled_from("abcdefghij"), unique=True))
def test_one_leg_alone_keeps_its_order(leg):
    assert [c for c, _ in reciprocal_rank_fusion([leg])] == leg
