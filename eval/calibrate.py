"""Fit and check the probability of an answer, on a set of questions with known answers.

    python -m eval.calibrate SET.jsonl --data DIR

Every question of the set is asked over the library in DIR. A case is right where the paragraph that
comes first is one that proves the answer; a question without an answer can only be wrong. The
calibration is fitted on one half of the facts, checked on the other, and written into the model's
card fitted on all of them.
"""

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from app import settings
from app.assistant import Assistant
from app.calibration import Calibration, load
from app.reading import CARD
from eval.measures import Result
from eval.run import run


@dataclass(frozen=True, slots=True)
class Case:
    """One question: the reader's score of what came first, whether it is right, could it be."""

    fact: str
    answerable: bool
    score: float
    right: bool


def case(result: Result, calibration: Calibration) -> Case:
    """The case that a result makes. The score is found again from the probability."""
    p = min(max(result.answer.probability, 1e-4), 1 - 1e-4)
    score = (math.log(p / (1 - p)) - calibration.shift) / calibration.scale
    fact = result.question.id.rpartition("-")[0]
    return Case(fact, not result.question.unanswerable, score, result.rank == 1)


def fit(scores: np.ndarray, right: np.ndarray) -> Calibration:
    """Scale and shift by Newton's method on the logistic loss."""
    x = np.stack([scores, np.ones_like(scores)], axis=1)
    w = np.zeros(2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ w)))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-6 * np.eye(2)
        w -= np.linalg.solve(hessian, x.T @ (p - right) + 1e-6 * w)
    return Calibration(round(float(w[0]), 4), round(float(w[1]), 4))


def auroc(positive: np.ndarray, negative: np.ndarray) -> float:
    """The chance that a positive scores above a negative (Mann and Whitney 1947)."""
    above = (positive[:, None] > negative[None, :]).mean()
    return float(above + 0.5 * (positive[:, None] == negative[None, :]).mean())


def expected_calibration_error(p: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Guo et al. 2017: the mean distance of probability and accuracy over equal-width bins."""
    which = np.minimum((p * bins).astype(int), bins - 1)
    error = 0.0
    for b in range(bins):
        inside = which == b
        if inside.any():
            error += inside.mean() * abs(p[inside].mean() - right[inside].mean())
    return float(error)


def summary(found: Sequence[Case], calibration: Calibration) -> dict[str, float]:
    """How well the score tells right from wrong, and whether it is a probability."""
    p = np.array([calibration.probability(c.score) for c in found])
    right = np.array([c.right for c in found], float)
    scores = np.array([c.score for c in found])
    answerable = np.array([c.answerable for c in found])
    return {
        "questions": len(found),
        "right first": round(float(right[answerable].mean()), 3),
        "AUROC answerable": round(auroc(scores[answerable], scores[~answerable]), 3),
        "AUROC right": round(auroc(scores[right == 1], scores[right == 0]), 3),
        "expected calibration error": round(expected_calibration_error(p, right), 3),
    }


def calibrated(found: Sequence[Case]) -> tuple[Calibration, dict[str, Any]]:
    """The calibration fitted on all cases, and the figures of one fitted on half of the facts."""
    facts = sorted({c.fact for c in found})
    half = set(facts[::2])
    first = [c for c in found if c.fact in half]
    second = [c for c in found if c.fact not in half]
    return _fitted(found), summary(second, _fitted(first))


def _fitted(found: Sequence[Case]) -> Calibration:
    return fit(np.array([c.score for c in found]), np.array([c.right for c in found], float))


def main() -> None:
    """Write the calibration and its figures into the model's card."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("set", type=Path)
    parser.add_argument("--data", required=True, help="folder of the library that the set is about")
    arguments = parser.parse_args()
    data = Path(arguments.data)
    results = run(arguments.set, Assistant(data, settings.load(data)), lambda done, total: None)
    before = load(CARD)
    calibration, figures = calibrated([case(r, before) for r in results])
    card = json.loads(CARD.read_text(encoding="utf-8"))
    card["calibration"] = {
        "scale": calibration.scale,
        "shift": calibration.shift,
        "set": arguments.set.name,
        "on the other half": figures,
    }
    CARD.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(card["calibration"], indent=1))


if __name__ == "__main__":
    main()
