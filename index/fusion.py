"""Reciprocal rank fusion (Cormack, Clarke and Buettcher 2009)."""

import math
from collections.abc import Sequence

K = 60  # the paper's constant: how little a first place counts more than a second


def reciprocal_rank_fusion(
    rankings: Sequence[Sequence[str]], k: int = K
) -> list[tuple[str, float]]:
    """(id, score) over several rankings of ids, best first; exact ties are in order of id."""
    terms: dict[str, list[float]] = {}
    for ranking in rankings:
        for rank, chunk in enumerate(ranking, start=1):
            terms.setdefault(chunk, []).append(1.0 / (k + rank))
    scores = {chunk: math.fsum(parts) for chunk, parts in terms.items()}
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
