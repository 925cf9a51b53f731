"""Fit and check the order of passages and the probability of an answer, on invented reports that
are held out of training.

    python -m eval.calibrate

Every question of theirs is asked over all of them, in one language over their versions in another.
A case is right where the paragraph that comes first is the one that answers; a question without an
answer can only be wrong. The weight of retrieval is the one with the most right cases. All is
fitted on the questions of half of the reports, checked on the other half, and written into the
model's card fitted on all of them.
"""

import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from app.assistant import Assistant
from app.calibration import Calibration
from app.library import Library
from app.reading import CARD, ReaderModel
from app.settings import load as load_settings
from app.span_reader import SpanReader
from eval.bootstrap import Estimate, weights
from eval.confidence import auroc, calibration_error
from eval.invented import raw_reports
from index.search import Index
from ingest.language import LANGUAGES, detect

_PAIRS = 1  # of languages, in which each question is asked
_WEIGHTS = tuple(n / 10 for n in range(16))  # of retrieval, that are tried


@dataclass(frozen=True, slots=True)
class Case:
    """One question with what the reader says of its passages and how near they were found; which of
    them answers (None: none that was read), and whether any could."""

    fact: str
    answerable: bool
    logits: tuple[float, ...]
    cosines: tuple[float | None, ...]
    gold: int | None

    def first(self, calibration: Calibration) -> int:
        """The passage that comes first."""
        scores = calibration.combined(self.logits, self.cosines)
        return max(range(len(scores)), key=scores.__getitem__)

    def is_right(self, calibration: Calibration) -> bool:
        return self.first(calibration) == self.gold

    def score(self, calibration: Calibration) -> float:
        """From which the probability is made."""
        return self.logits[self.first(calibration)]


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


def case(asked: Asked, reader: SpanReader, index: Index, over: Sequence[str]) -> Case:
    """The case that a question makes over some reports, by their ids."""
    passages = index.search(asked.question, detect(asked.question), reader.most, over)
    found = reader.readings(asked.question, passages, index.report)
    places = [(index.report(p.report).source, p.paragraph) for p, _, _ in found]
    return Case(
        asked.fact,
        asked.gold is not None,
        tuple(reading.answers for _, _, reading in found),
        tuple(p.dense_score for p, _, _ in found),
        places.index(asked.gold) if asked.gold in places else None,
    )


def fit(scores: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Scale and shift by Newton's method on the logistic loss."""
    x = np.stack([scores, np.ones_like(scores)], axis=1)
    w = np.zeros(2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ w)))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-6 * np.eye(2)
        w -= np.linalg.solve(hessian, x.T @ (p - right) + 1e-6 * w)
    return round(float(w[0]), 4), round(float(w[1]), 4)


def fitted(found: Sequence[Case]) -> Calibration:
    """The weight with the most right cases (of equals the middle one), then scale and shift."""
    tried = [Calibration(1.0, 0.0, weight) for weight in _WEIGHTS]
    counts = [sum(c.is_right(t) for c in found) for t in tried]
    best = [t for t, count in zip(tried, counts, strict=True) if count == max(counts)]
    order = best[len(best) // 2]
    scores = np.array([c.score(order) for c in found])
    right = np.array([c.is_right(order) for c in found], float)
    return Calibration(*fit(scores, right), order.retrieval)


def summary(found: Sequence[Case], calibration: Calibration) -> dict[str, float | None]:
    """How often the right paragraph comes first, how well the score tells right from wrong, and
    whether it is a probability."""
    w = weights([c.fact for c in found])
    right = np.array([c.is_right(calibration) for c in found])
    scores = np.array([c.score(calibration) for c in found])
    p = [calibration.probability(score) for score in scores]
    answerable = np.array([c.answerable for c in found])

    def apart(which: NDArray[np.bool_]) -> float | None:
        return _three(auroc(w[:, which], scores[which], scores[~which], w[:, ~which]))

    return {
        "questions": len(found),
        "among those read": round(
            float(np.mean([c.gold is not None for c in found if c.answerable])), 3
        ),
        "right first": round(float(right[answerable].mean()), 3),
        "AUROC answerable": apart(answerable),
        "AUROC right": apart(right),
        "expected calibration error": _three(calibration_error(w, p, right.tolist())),
    }


def _three(e: Estimate) -> float | None:
    return None if e.value is None else round(e.value, 3)


def checked(found: Sequence[Case]) -> dict[str, float | None]:
    """The figures on half of the reports of what is fitted on the other half."""
    reports = sorted({c.fact.partition("-")[0] for c in found})
    half = set(reports[::2])
    first = [c for c in found if c.fact.partition("-")[0] in half]
    second = [c for c in found if c.fact.partition("-")[0] not in half]
    return summary(second, fitted(first))


def main() -> None:
    """Write the calibration and its figures into the model's card."""
    raws = raw_reports("dev")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = load_settings(folder)
        Library(folder / "data", settings).ingest(write_reports(raws, folder))
        index = Assistant(folder / "data", settings).index
        reader = SpanReader(ReaderModel(), Calibration(1.0, 0.0), settings.read)
        ids = {k: [r.id for r in index.listed if r.source.endswith(f".{k}.txt")] for k in LANGUAGES}
        found = [case(q, reader, index, ids[q.over]) for q in tqdm(list(questions(raws)))]
        index.close()
    calibration = fitted(found)
    card = json.loads(CARD.read_text(encoding="utf-8"))
    card["calibration"] = {
        "scale": calibration.scale,
        "shift": calibration.shift,
        "retrieval": calibration.retrieval,
        "on the other half": checked(found),
    }
    CARD.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(card["calibration"], indent=1))


if __name__ == "__main__":
    main()
