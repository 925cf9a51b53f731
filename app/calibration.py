"""From a reader's score to the probability that its quote answers the question."""

import json
import math
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Calibration:
    """Platt scaling (Platt 1999): sigmoid(scale * score + shift).

    `eval.calibrate` fits it on questions of which each is asked twice, once with the paragraph
    that answers and once without it.
    """

    scale: float
    shift: float

    def probability(self, score: float) -> float:
        """That the quote with this score answers, 0 to 1."""
        z = self.scale * score + self.shift
        return round(1 / (1 + math.exp(-max(min(z, 50.0), -50.0))), 4)


def load(card: Path) -> Calibration:
    """The calibration that a model's card holds."""
    values = json.loads(card.read_text(encoding="utf-8"))["calibration"]
    return Calibration(values["scale"], values["shift"])
