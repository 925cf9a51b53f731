"""Whether a probability can be trusted: risk by coverage, and calibration.

The probability of an answer is that its first citation proves it. A question that the reports do
not answer can only be answered wrongly.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.bootstrap import NOTHING, Estimate, Floats, estimate

BINS = 10


@dataclass(frozen=True, slots=True)
class Point:
    """If the surest share `coverage` of questions were answered, the share `risk` of those would be
    wrong; they are those with at least this `probability`."""

    coverage: float
    risk: float
    probability: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like probability: the mean of it, the share that is right, their number."""

    probability: float
    right: float
    count: int


def risk_coverage(probability: Sequence[float], right: Sequence[bool]) -> list[Point]:
    """The risk-coverage curve (El-Yaniv and Wiener 2010), from the surest question on: one point
    for each probability that occurs."""
    order = _surest_first(probability, right)
    p = np.asarray(probability, np.float64)[order]
    wrong = np.cumsum(~np.asarray(right, bool)[order])
    n = len(order)
    last = [i for i in range(n) if i == n - 1 or p[i + 1] != p[i]]
    return [Point((i + 1) / n, float(wrong[i] / (i + 1)), float(p[i])) for i in last]


def area(w: Floats, probability: Sequence[float], right: Sequence[bool]) -> Estimate:
    """The area under the risk-coverage curve (AURC, Geifman and El-Yaniv 2017); smaller is better.

    Of equally sure answers the wrong ones are taken first, so that no order of questions flatters.
    """
    if not len(probability):
        return NOTHING
    order = _surest_first(probability, right)
    drawn = w[:, order]
    answered = np.cumsum(drawn, axis=1)
    wrong = np.cumsum(drawn * ~np.asarray(right, bool)[order], axis=1)
    risk = np.divide(wrong, answered, out=np.zeros_like(wrong), where=answered > 0)
    return estimate((drawn * risk).sum(axis=1) / answered[:, -1], len(order))


def _surest_first(probability: Sequence[float], right: Sequence[bool]) -> np.ndarray:
    return np.lexsort((np.asarray(right, bool), -np.asarray(probability, np.float64)))


def auroc(
    w: Floats,
    positive: Sequence[float] | Floats,
    negative: Sequence[float] | Floats,
    w_negative: Floats | None = None,
) -> Estimate:
    """The chance that a positive scores above a negative (Mann and Whitney 1947). `w` weighs the
    positives and, unless they have weights of their own, the negatives."""
    if not len(positive) or not len(negative):
        return NOTHING
    other = w if w_negative is None else w_negative
    p, n = np.asarray(positive, np.float64), np.asarray(negative, np.float64)
    above = (p[:, None] > n[None, :]) + 0.5 * (p[:, None] == n[None, :])
    weight = w.sum(axis=1) * other.sum(axis=1)
    drawn = np.divide(
        ((w @ above) * other).sum(axis=1), weight, out=np.full(len(w), np.nan), where=weight > 0
    )
    return estimate(drawn, len(p) + len(n))


def calibration_error(w: Floats, probability: Sequence[float], right: Sequence[bool]) -> Estimate:
    """Expected calibration error over ten bins of equal width (Guo et al. 2017)."""
    if not len(probability):
        return NOTHING
    p, ok = np.asarray(probability, np.float64), np.asarray(right, np.float64)
    member = np.eye(BINS)[_bin(p)]  # (n, BINS)
    gaps = np.abs(w @ (member * (p - ok)[:, None]))
    return estimate(gaps.sum(axis=1) / w.sum(axis=1), len(p))


def reliability(probability: Sequence[float], right: Sequence[bool]) -> list[Bin]:
    """The bins of `calibration_error` that have an answer in them, in order."""
    p, ok = np.asarray(probability, np.float64), np.asarray(right, np.float64)
    which = _bin(p)
    return [
        Bin(float(p[which == b].mean()), float(ok[which == b].mean()), int((which == b).sum()))
        for b in range(BINS)
        if (which == b).any()
    ]


def _bin(p: np.ndarray) -> np.ndarray:
    return np.minimum((p * BINS).astype(int), BINS - 1)
