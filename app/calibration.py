"""From raw scores to the probability that a sentence answers the question.

A logistic regression over three features; `eval.calibrate` fits it on questions of which half have
had their paragraph taken away. The figures are in eval/LOG.md.
"""

import math
from dataclasses import astuple, dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of the best sentence: its cosine, the share of the question's tokens that it
    has (0 to 1), and how far the best passage stands out among the ranked (in standard
    deviations of their cosines)."""

    cosine: float
    overlap: float
    stands_out: float


@dataclass(frozen=True, slots=True)
class Weights:
    """Of a logistic regression over Features."""

    bias: float
    cosine: float
    overlap: float
    stands_out: float


WEIGHTS = Weights(-26.0, 30.0, 2.0, 0.5)


def features(cosine: float, overlap: float, passage_cosines: np.ndarray) -> Features:
    """Features of one sentence among ranked passages with these cosines (shape (n,))."""
    spread = float(passage_cosines.std()) if passage_cosines.size > 2 else 0.0
    top = float(passage_cosines.max() - passage_cosines.mean()) if passage_cosines.size else 0.0
    return Features(cosine, overlap, top / spread if spread > 1e-6 else 0.0)


def probability(f: Features, weights: Weights = WEIGHTS) -> float:
    """That the sentence answers the question, 0 to 1."""
    bias, *slopes = astuple(weights)
    z = bias + sum(w * x for w, x in zip(slopes, astuple(f), strict=True))
    return round(1.0 / (1.0 + math.exp(-max(min(z, 50.0), -50.0))), 4)
