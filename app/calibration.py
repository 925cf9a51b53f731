"""From a reader's scores to the order of passages and the probability that the first answers."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from index.fusion import standardised

_FEW = 8  # passages: among fewer, how far one stands out says nothing


@dataclass(frozen=True, slots=True)
class Calibration:
    """Platt scaling (Platt 1999) of what the reader says and of how much nearer than the others
    retrieval found it, sigmoid(scale * logit + near * (nearness - typical) + shift); and the weight
    of retrieval beside the reader where passages are put in order. `eval.calibrate` fits all."""

    scale: float
    shift: float
    retrieval: float = 0.0
    near: float = 0.0
    typical: float = 0.0  # nearness of a first passage

    def probability(self, logit: float, nearness: float | None = None) -> float:
        """That a quote with this logit answers, 0 to 1. Without a nearness, it is taken as it
        typically is."""
        beyond = 0.0 if nearness is None else nearness - self.typical
        z = self.scale * logit + self.near * beyond + self.shift
        return round(1 / (1 + math.exp(-max(min(z, 50.0), -50.0))), 4)

    def combined(self, logits: Sequence[float], nearnesses: Sequence[float]) -> list[float]:
        """Scores of the passages of one question: what the reader says, in standard deviations
        among these passages, and how near retrieval found them."""
        said = standardised(logits)
        return [a + self.retrieval * b for a, b in zip(said, nearnesses, strict=True)]


def telling(nearnesses: Sequence[float]) -> Sequence[float | None]:
    """What of these a probability may be told by: nothing where there are few passages."""
    return nearnesses if len(nearnesses) >= _FEW else [None] * len(nearnesses)


def load(card: Path) -> Calibration:
    """The calibration that a model's card holds."""
    values = json.loads(card.read_text(encoding="utf-8"))["calibration"]
    return Calibration(**{field.name: values[field.name] for field in fields(Calibration)})
