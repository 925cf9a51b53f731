"""Measures of rankings agree with ir_measures, which runs trec_eval."""

import ir_measures
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ir_measures import RR, R, nDCG

from eval.ranking import ndcg, recall

PARAGRAPHS = [str(n) for n in range(1, 16)]
RANKINGS = st.permutations(PARAGRAPHS).flatmap(
    lambda p: st.integers(0, len(p)).map(lambda n: p[:n])
)
GOLD = st.sets(st.sampled_from(PARAGRAPHS), min_size=1, max_size=5)


@given(RANKINGS, GOLD)
def test_recall_and_ndcg_are_those_of_trec_eval(ranked, gold):
    judged = {"q": dict.fromkeys(gold, 1)}
    run = {"q": {p: float(len(ranked) - i) for i, p in enumerate(ranked)}}
    wanted = ir_measures.calc_aggregate([nDCG @ 10, R @ 5, R @ 10, RR], judged, run)
    assert ndcg(ranked, gold, 10) == pytest.approx(wanted[nDCG @ 10])
    assert recall(ranked, gold, 5) == pytest.approx(wanted[R @ 5])
    assert recall(ranked, gold, 10) == pytest.approx(wanted[R @ 10])
    rank = next((i for i, p in enumerate(ranked, 1) if p in gold), None)
    assert (1 / rank if rank else 0) == pytest.approx(wanted[RR])


def test_a_paragraph_that_is_ranked_twice_counts_once():
    assert ndcg(["1", "1", "2"], {"1", "2"}, 10) == 1.0
    assert recall(["1", "1"], {"1", "2"}, 5) == 0.5
