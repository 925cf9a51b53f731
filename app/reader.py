"""Readers: a question and ranked passages to the sentences that answer it."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from app.answer import Quote
from app.calibration import Calibration
from index.analysis import analyse
from index.encoder import Encoder, Vectors
from index.passage import Passage
from ingest.report import Report
from ingest.sentences import sentences

_OVERLAP = 0.1  # weight of shared words beside the cosine; see eval/LOG.md
_PRIOR = 0.3  # weight of the paragraph's own cosine beside its sentence's
_MOST_SENTENCES = 60
CALIBRATION = Calibration(30.0, -25.5)  # of cosine and overlap: set by hand, not fitted
_REMEMBERED = 20_000  # vectors of sentences, 30 MB


class Reader(Protocol):
    """Reads a question with candidate passages."""

    def read(
        self, question: str, lang: str, passages: Sequence[Passage], report: Callable[[str], Report]
    ) -> list[Quote]:
        """Quotes from the passages, best first; no quote is invented. `report` gives a report by
        its id."""
        ...


@dataclass(frozen=True, slots=True)
class _Sentence:
    passage: Passage
    start: int
    end: int


class SentenceReader:
    """Chooses the sentence that is nearest to the question, by the encoder and by shared words.

    The answer is the whole sentence: this reader does not point at words inside it.
    """

    def __init__(self, encoder: Encoder, most: int = 16) -> None:
        self._encoder = encoder
        self._most = most
        self._known: OrderedDict[str, Vectors] = OrderedDict()

    def read(
        self, question: str, lang: str, passages: Sequence[Passage], report: Callable[[str], Report]
    ) -> list[Quote]:
        read = passages[: self._most]
        found = [s for p in read for s in _sentences(p, report(p.report))][:_MOST_SENTENCES]
        if not found:
            return []
        texts = [report(s.passage.report).text[s.start : s.end] for s in found]
        cosines = self._vectors(texts) @ self._encoder.queries([question])[0]
        asked = set(analyse(question, lang))
        overlaps = [_overlap(asked, analyse(t, lang)) for t in texts]
        scores = [
            float(c) + _OVERLAP * o + _PRIOR * (s.passage.dense_score or 0.0)
            for s, c, o in zip(found, cosines, overlaps, strict=True)
        ]
        quotes = [
            _quote(s, score, CALIBRATION.probability(float(c) + _OVERLAP * o))
            for s, c, o, score in zip(found, cosines, overlaps, scores, strict=True)
        ]
        return sorted(quotes, key=lambda q: (-q.score, q.report, q.start))

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        """Vectors of sentences, shape (n, dimension); those read lately are remembered."""
        known = {text: self._known[text] for text in texts if text in self._known}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, self._encoder.passages(new), strict=True))
        self._known.update(known)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return np.stack([known[text] for text in texts])


def _sentences(passage: Passage, report: Report) -> list[_Sentence]:
    p = report.paragraph(passage.paragraph)
    start, end = report.whole(p)
    return [_Sentence(passage, a, b) for a, b in sentences(report.text, start, end)]


def _overlap(asked: set[str], tokens: Sequence[str]) -> float:
    """The share of the question's tokens that a sentence has, 0 to 1."""
    return len(asked & set(tokens)) / len(asked) if asked else 0.0


def _quote(s: _Sentence, score: float, probability: float) -> Quote:
    span = (s.start, s.end, s.start, s.end)
    return Quote(s.passage.report, s.passage.paragraph, *span, round(score, 6), probability)
