"""Claims with the paragraph that settles them: what the judge is fitted on and measured by.

They are the development items of the authored set (NOTICE) and the invented reports that are held
out of training, each claim in one language beside its paragraph in the same or another.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.judge import VERDICTS, Text, Verdict, Weights
from eval.claims import Matter
from ingest.language import LANGUAGES


@dataclass(frozen=True, slots=True)
class JudgeCase:
    """A claim, the text beside it, the verdict that is right, and the matter they are of."""

    matter: int
    claim: str
    asked: str
    text: Text
    verdict: Verdict

    @property
    def across(self) -> bool:
        """Whether claim and text are in different languages."""
        return self.asked != self.text.lang


def cases(matters: Sequence[Matter], per_matter: int, seed: int = 0) -> list[JudgeCase]:
    """For each matter all its claims, in the six same-language pairs (`per_matter` of them) and in
    as many pairs of different languages."""
    rng = random.Random(seed)
    return [
        JudgeCase(i, claim[asked], asked, Text(m.text[lang], lang), verdict)
        for i, m in enumerate(matters)
        for asked, lang in _pairs(rng, per_matter)
        for verdict, claim in m.claims.items()
    ]


def _pairs(rng: random.Random, n: int) -> Iterator[tuple[str, str]]:
    for lang in rng.sample(LANGUAGES, n):
        yield lang, lang
        yield lang, rng.choice([x for x in LANGUAGES if x != lang])


def fit(features: NDArray[np.float64], right: NDArray[np.int64], penalty: float = 1e-2) -> Weights:
    """A softmax regression by gradient descent. `features` (n, FEATURES), `right` (n,) indices
    into VERDICTS; the penalty is on the squares of the weights."""
    scale = features.std(axis=0) + 1e-6
    x = features / scale
    wanted = np.eye(len(VERDICTS))[right]
    matrix, bias = np.zeros((x.shape[1], len(VERDICTS))), np.zeros(len(VERDICTS))
    for _ in range(3000):
        p = Weights(matrix, bias).probabilities(x)
        matrix -= 0.3 * (x.T @ (p - wanted) / len(x) + penalty * matrix)
        bias -= 0.3 * (p - wanted).mean(axis=0)
    return Weights(np.round(matrix / scale[:, None], 4), np.round(bias, 4))
