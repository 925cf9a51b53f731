"""From a reader's scores to the order of passages and the probability that the first answers."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, pstdev


@dataclass(frozen=True, slots=True)
class Calibration:
    """Platt scaling (Platt 1999), sigmoid(scale * score + shift), and the weight of retrieval
    beside the reader where passages are put in order. `eval.calibrate` fits all three."""

    scale: float
    shift: float
    retrieval: float = 0.0

    def probability(self, score: float) -> float:
        """That the quote with this score answers, 0 to 1."""
        z = self.scale * score + self.shift
        return round(1 / (1 + math.exp(-max(min(z, 50.0), -50.0))), 4)

    def combined(self, logits: Sequence[float], cosines: Sequence[float | None]) -> list[float]:
        """Scores of the passages of one question: what the reader says and how near retrieval found
        them, each in standard deviations among these passages (neither has a scale of its own)."""
        found = [c for c in cosines if c is not None]
        least = min(found, default=0.0)  # a passage that only the lexical leg found
        near = _standardised([least if c is None else c for c in cosines])
        said = _standardised(logits)
        return [a + self.retrieval * b for a, b in zip(said, near, strict=True)]


def _standardised(values: Sequence[float]) -> list[float]:
    mean = fmean(values) if values else 0.0
    deviation = pstdev(values) if values else 0.0
    return [(v - mean) / deviation if deviation > 1e-9 else 0.0 for v in values]


def load(card: Path) -> Calibration:
    """The calibration that a model's card holds."""
    values = json.loads(card.read_text(encoding="utf-8"))["calibration"]
    return Calibration(values["scale"], values["shift"], values["retrieval"])
