"""How right verdicts are, of claims in a set as of those that the judge is fitted on."""

from collections.abc import Sequence

import numpy as np

from app.judge import VERDICTS, Verdict
from eval.bootstrap import NOTHING, Estimate, Floats, estimate, ratio


def f1(w: Floats, said: Sequence[Verdict], right: Sequence[Verdict], verdict: Verdict) -> Estimate:
    """The F1 of one verdict: twice the rightly said over all said and all to be said."""
    both = [float(s) + float(r) for s, r in _of(said, right, verdict)]
    hits = [2.0 * (s and r) for s, r in _of(said, right, verdict)]
    return ratio(w, hits, both)


def macro_f1(w: Floats, said: Sequence[Verdict], right: Sequence[Verdict]) -> Estimate:
    """The mean of the F1 of the verdicts that are said or should be; in a draw without one of them,
    of the others."""
    if not right:
        return NOTHING
    scores = []
    for verdict in VERDICTS:
        pairs = np.array(_of(said, right, verdict), dtype=float)
        if not pairs.any():
            continue
        below = w @ pairs.sum(axis=1)
        above = 2 * (w @ pairs.prod(axis=1))
        scores.append(np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0))
    return estimate(np.nanmean(scores, axis=0), len(right))


def _of(
    said: Sequence[Verdict], right: Sequence[Verdict], verdict: Verdict
) -> list[tuple[bool, bool]]:
    return [(s == verdict, r == verdict) for s, r in zip(said, right, strict=True)]
