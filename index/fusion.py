"""The two legs together: a convex combination of their standardised scores (Bruch, Gai and Ingber
2023, arXiv:2210.11934), by chunk id.

Reciprocal rank fusion, which forgets how much nearer the first is than the second, ordered worse
than the dense leg alone (see eval/LOG.md, words of other languages).
"""

from collections.abc import Mapping, Sequence
from statistics import fmean, pstdev

LEXICAL = 0.2  # how much a standard deviation of the lexical leg counts beside one of the dense leg


def fused(dense: Mapping[str, float], lexical: Mapping[str, float]) -> list[tuple[str, float]]:
    """(id, score) of every id that a leg found, best first; exact ties are in order of id. What the
    dense leg did not find is as near as the farthest that it found; what the lexical leg did not
    find has nothing of it."""
    ids = sorted({*dense, *lexical})
    farthest = min(dense.values(), default=0.0)
    near = standardised([dense.get(i, farthest) for i in ids])
    shared = standardised([lexical.get(i, 0.0) for i in ids])
    scores = {i: a + LEXICAL * b for i, a, b in zip(ids, near, shared, strict=True)}
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def standardised(values: Sequence[float]) -> list[float]:
    """In standard deviations from their mean; nothing where all are the same."""
    mean = fmean(values) if values else 0.0
    deviation = pstdev(values) if values else 0.0
    return [(v - mean) / deviation if deviation > 1e-9 else 0.0 for v in values]
