"""The judge: does a paragraph support a claim, contradict it, or say nothing of it?

A trained head of the reader's model gives three logits; exact facts (`app.facts`) that the claim
states and the paragraph does not have weigh beside them. The weights are fitted by
`eval.bench_verify` and stand in the model's card.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from app.facts import KINDS, Fact, Kind, facts
from app.passage_text import Text
from app.reading import Input, ReaderModel
from ingest.numbers import ascii_digits
from ingest.sentences import sentences

Verdict = Literal["supported", "contradicted", "not_found"]
Differs = Literal["number", "date", "name", "negation", "role"]
VERDICTS: Final[tuple[Verdict, ...]] = ("supported", "contradicted", "not_found")
_DIFFERS: dict[Kind, Differs] = {
    "number": "number",
    "month": "date",
    "state": "name",
    "symbol": "name",
    "office": "role",
    "negation": "negation",
}
FEATURES = 3 + 2 * len(KINDS)
_WORD_FOR_WORD = (0.98, 0.01, 0.01)
_MARK = re.compile(r"^\d{1,4}\s*[.．]\s+(?=\S)")  # of a paragraph, before its first word
# a year is written as four digits; `2,000` is none
_YEAR = re.compile(r"(?<!\d)(?<!\d[.,])(?:19|20)\d\d(?!\d|[.,]\d)")
_HAN_YEAR = re.compile("[一二][〇零一二三四五六七八九]{3}年")


@dataclass(frozen=True, slots=True)
class Weights:
    """A softmax regression: `matrix` of shape (FEATURES, 3) and `bias` (3,)."""

    matrix: NDArray[np.float64]
    bias: NDArray[np.float64]

    def probabilities(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n, FEATURES) to (n, 3), rows that sum to 1 in the order of VERDICTS."""
        z = features @ self.matrix + self.bias
        z = np.exp(z - z.max(axis=1, keepdims=True))
        return z / z.sum(axis=1, keepdims=True)


PLAIN = Weights(np.vstack([np.eye(3), np.zeros((FEATURES - 3, 3))]), np.zeros(3))


def load(card: Path) -> Weights:
    """The weights that a model's card holds; of a card without any, those of the model alone."""
    raw = json.loads(card.read_text(encoding="utf-8")).get("judge")
    if raw is None:
        return PLAIN
    return Weights(np.array(raw["matrix"]), np.array(raw["bias"]))


class Judge:
    """Judges a claim beside paragraphs."""

    def __init__(self, model: ReaderModel, weights: Weights) -> None:
        self._model = model
        self.weights = weights

    def judge(self, claim: str, lang: str, texts: Sequence[Text]) -> NDArray[np.float64]:
        """Probabilities of the three verdicts for each text, shape (texts, 3). A text that says the
        claim word for word, in whole sentences, supports it, whatever the model says."""
        if not texts:
            return np.zeros((0, 3))
        p = self.weights.probabilities(self.features(claim, lang, texts))
        p[[says(text.text, claim) for text in texts]] = _WORD_FOR_WORD
        return p

    def features(self, claim: str, lang: str, texts: Sequence[Text]) -> NDArray[np.float64]:
        """What the weights weigh, shape (texts, FEATURES): the model's logits of the window that
        says most, then for each kind of fact whether the claim states one that the text has not,
        and whether the text has all that the claim states."""
        return self.features_of([(claim, lang, text) for text in texts])

    def features_of(self, pairs: Sequence[tuple[str, str, Text]]) -> NDArray[np.float64]:
        """The same of claims, each with its language and a text of its own, shape (pairs,
        FEATURES)."""
        logits = np.zeros((len(pairs), 3))
        seen = [False] * len(pairs)
        for j in self._model.judge([Input(claim, t.text, t.place) for claim, _, t in pairs]):
            if not seen[j.source] or j.logits[2] < logits[j.source][2]:
                logits[j.source], seen[j.source] = j.logits, True
        logits -= logits.mean(axis=1, keepdims=True)
        stated = {(claim, lang): facts(claim, lang) for claim, lang, _ in pairs}
        exact = [_agreement(stated[claim, lang], facts(t.text, t.lang)) for claim, lang, t in pairs]
        return np.hstack([logits, np.array(exact, float).reshape(len(pairs), FEATURES - 3)])


def says(text: str, claim: str) -> bool:
    """Whether whole sentences of a text, one after the other, are the claim, but for punctuation
    and capitals."""
    wanted = _plain(claim)
    parts = [_plain(_MARK.sub("", text[a:b])) for a, b in sentences(text)]
    return bool(wanted) and any(
        wanted == " ".join(parts[i:j])
        for i in range(len(parts))
        for j in range(i + 1, len(parts) + 1)
    )


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _agreement(stated: frozenset[Fact], found: frozenset[Fact]) -> list[bool]:
    """For each kind: a fact is missing; all facts are there."""
    out = []
    for kind in KINDS:
        own = {f for f in stated if f.kind == kind}
        missing = own - found
        if kind == "negation":
            there = {f for f in found if f.kind == kind}
            out += [own != there, bool(own and there)]
        else:
            out += [bool(missing), bool(own) and not missing]
    return out


def differs(claim: str, lang: str, text: Text) -> Differs | None:
    """In what a claim differs from a paragraph that contradicts it; None where the difference is
    in none of the facts that are compared."""
    stated, found = facts(claim, lang), facts(text.text, text.lang)
    missing = {f for f in stated - found if f.kind != "negation"}
    years = _years(claim)
    if any(f.kind == "month" or (f.kind == "number" and f.value in years) for f in missing):
        return "date"
    for kind in KINDS:
        if any(f.kind == kind for f in missing):
            return _DIFFERS[kind]
    negated = {f for f in stated | found if f.kind == "negation"}
    return "negation" if negated and not negated <= stated & found else None


def _years(claim: str) -> frozenset[str]:
    """The years that a claim names, as values of its facts."""
    in_han = (f.value for m in _HAN_YEAR.finditer(claim) for f in facts(m[0], "zh"))
    return frozenset(_YEAR.findall(ascii_digits(claim))) | frozenset(in_han)
