"""Measures of a ranking: recall and normalised discounted cumulative gain.

A ranking is given as what stands at each place: a relevant thing or not. Each relevant thing counts
once, where it first stands.
"""

from collections.abc import Collection, Sequence
from math import log2


def recall(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """The share of the relevant that is among the first k."""
    return len(set(ranked[:k]) & set(relevant)) / len(set(relevant))


def ndcg(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """nDCG@k with gains of 0 and 1 and the discount 1/log2(place + 1) (Jarvelin and Kekalainen
    2002; as trec_eval has it)."""
    wanted = set(relevant)
    first = list(dict.fromkeys(ranked))[:k]
    gain = sum(_discount(i) for i, x in enumerate(first, 1) if x in wanted)
    return gain / sum(_discount(i) for i in range(1, min(k, len(wanted)) + 1))


def _discount(place: int) -> float:
    return 1 / log2(place + 1)
