"""Fit and check the probability of an answer, on invented reports that are held out of training.

    python -m eval.calibrate

Every question of theirs is asked over all of them, in one language over their versions in another.
A case is right where the paragraph that comes first is the one that answers; a question without an
answer can only be wrong. The calibration is fitted on the questions of half of the reports, checked
on the other half, and written into the model's card fitted on all of them.
"""

import json
import math
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.answer import Answer
from app.assistant import Assistant
from app.calibration import Calibration, load
from app.library import Library
from app.reading import CARD
from app.settings import load as load_settings
from eval.bootstrap import Estimate, weights
from eval.confidence import auroc, calibration_error
from eval.invented import raw_reports
from ingest.language import LANGUAGES

_PAIRS = 2  # of languages, in which each question is asked


@dataclass(frozen=True, slots=True)
class Case:
    """One question: the reader's score of what came first, whether it is right, could it be."""

    fact: str
    answerable: bool
    score: float
    right: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in one language over the reports in another; `gold` is file and paragraph."""

    fact: str
    question: str
    over: str
    gold: tuple[str, str] | None


def questions(raws: Sequence[dict[str, Any]], seed: int = 0) -> Iterator[Asked]:
    """Each question of the reports in a few pairs of languages, half of them in the same."""
    rng = random.Random(seed)
    for i, raw in enumerate(raws):
        asks = [
            (q["ask"], str(n)) for n, p in enumerate(raw["paragraphs"], 1) for q in p["questions"]
        ]
        asks += [(q["ask"], "") for q in raw["unanswerable"]]
        for j, (ask, paragraph) in enumerate(asks):
            for k in rng.sample(range(len(LANGUAGES)), _PAIRS):
                lang = raw["languages"][k]
                over = lang if rng.random() < 0.5 else rng.choice(LANGUAGES)
                gold = (f"{i}.{over}.txt", paragraph) if paragraph else None
                yield Asked(f"{i}-{j}", ask[k], over, gold)


def write_reports(raws: Sequence[dict[str, Any]], folder: Path) -> list[Path]:
    """Each report as a text file in each language, its paragraphs numbered from 1."""
    paths = []
    for i, raw in enumerate(raws):
        for k, lang in enumerate(raw["languages"]):
            paragraphs = (f"{n}. {p['text'][k]}" for n, p in enumerate(raw["paragraphs"], 1))
            path = folder / f"{i}.{lang}.txt"
            path.write_text("\n\n".join(paragraphs), encoding="utf-8")
            paths.append(path)
    return paths


def case(asked: Asked, answer: Answer, sources: dict[str, str], calibration: Calibration) -> Case:
    """The case that an answer makes. The score is found again from the probability."""
    p = min(max(answer.probability, 1e-4), 1 - 1e-4)
    score = (math.log(p / (1 - p)) - calibration.shift) / calibration.scale
    first = answer.passages[0]
    right = (sources[first.report], first.paragraph) == asked.gold
    return Case(asked.fact, asked.gold is not None, score, right)


def fit(scores: np.ndarray, right: np.ndarray) -> Calibration:
    """Scale and shift by Newton's method on the logistic loss."""
    x = np.stack([scores, np.ones_like(scores)], axis=1)
    w = np.zeros(2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ w)))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-6 * np.eye(2)
        w -= np.linalg.solve(hessian, x.T @ (p - right) + 1e-6 * w)
    return Calibration(round(float(w[0]), 4), round(float(w[1]), 4))


def summary(found: Sequence[Case], calibration: Calibration) -> dict[str, float | None]:
    """How well the score tells right from wrong, and whether it is a probability."""
    w = weights([c.fact for c in found])
    p = [calibration.probability(c.score) for c in found]
    right = np.array([c.right for c in found])
    scores = np.array([c.score for c in found])
    answerable = np.array([c.answerable for c in found])

    def apart(which: NDArray[np.bool_]) -> float | None:
        return _three(auroc(w[:, which], scores[which], scores[~which], w[:, ~which]))

    return {
        "questions": len(found),
        "right first": round(float(right[answerable].mean()), 3),
        "AUROC answerable": apart(answerable),
        "AUROC right": apart(right),
        "expected calibration error": _three(calibration_error(w, p, right.tolist())),
    }


def _three(e: Estimate) -> float | None:
    return None if e.value is None else round(e.value, 3)


def calibrated(found: Sequence[Case]) -> tuple[Calibration, dict[str, Any]]:
    """The calibration fitted on all cases, and the figures of one fitted on half of the reports."""
    reports = sorted({c.fact.partition("-")[0] for c in found})
    half = set(reports[::2])
    first = [c for c in found if c.fact.partition("-")[0] in half]
    second = [c for c in found if c.fact.partition("-")[0] not in half]
    return _fitted(found), summary(second, _fitted(first))


def _fitted(found: Sequence[Case]) -> Calibration:
    return fit(np.array([c.score for c in found]), np.array([c.right for c in found], float))


def main() -> None:
    """Write the calibration and its figures into the model's card."""
    raws, before = raw_reports("dev"), load(CARD)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = load_settings(folder)
        Library(folder / "data", settings).ingest(write_reports(raws, folder))
        assistant = Assistant(folder / "data", settings)
        sources = {r.id: r.source for r in assistant.index.listed}
        over = {k: [i for i, s in sources.items() if s.endswith(f".{k}.txt")] for k in LANGUAGES}
        found = [
            case(q, assistant.ask(q.question, reports=over[q.over]), sources, before)
            for q in questions(raws)
        ]
        assistant.index.close()
    calibration, figures = calibrated(found)
    card = json.loads(CARD.read_text(encoding="utf-8"))
    card["calibration"] = {
        "scale": calibration.scale,
        "shift": calibration.shift,
        "on the other half": figures,
    }
    CARD.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(card["calibration"], indent=1))


if __name__ == "__main__":
    main()
