"""The default reader: a trained model that points at the words that answer."""

import re
from collections.abc import Callable, Sequence
from statistics import fmean, pstdev

from app.answer import Quote
from app.calibration import Calibration
from app.passage_text import Text, passage_text
from app.reading import Input, ReaderModel, Reading, surest
from index.passage import Passage
from ingest.report import Report
from ingest.sentences import sentences

_EDGE = " \t\n,;:，、；：。.．\"'“”‘’«»"
_RETRIEVAL = 0.8  # weight of the cosine beside the reader; see eval/LOG.md
_WORD = re.compile(r"[^\W\u3400-\u9fff]")  # of a script that writes spaces between words


class SpanReader:
    """Reads a question together with each paragraph; ranks, points and says how sure it is.

    `most` passages are read, from the best ranked.
    """

    def __init__(self, model: ReaderModel, calibration: Calibration, most: int) -> None:
        self._model = model
        self._calibration = calibration
        self._most = most

    def read(
        self, question: str, lang: str, passages: Sequence[Passage], report: Callable[[str], Report]
    ) -> list[Quote]:
        """One quote for each paragraph that was read, best first."""
        chosen = [(p, report(p.report)) for p in passages[: self._most]]
        texts = [passage_text(r, p) for p, r in chosen]
        inputs = [Input(question, t.text, t.place) for t in texts]
        best = surest(self._model.read(inputs))
        read = sorted(best)
        scores = combined([best[i].answers for i in read], [chosen[i][0].dense_score for i in read])
        quotes = [
            _quote(
                chosen[i][1], chosen[i][0].paragraph, texts[i], best[i], score, self._calibration
            )
            for i, score in zip(read, scores, strict=True)
        ]
        return sorted(quotes, key=lambda q: (-q.score, q.report, q.start))


def combined(logits: Sequence[float], cosines: Sequence[float | None]) -> list[float]:
    """Scores of the passages of one question: what the model says and how near retrieval found
    them, each in standard deviations among these passages (neither has a scale of its own)."""
    found = [c for c in cosines if c is not None]
    least = min(found, default=0.0)  # a passage that only the lexical leg found
    near = _standardised([least if c is None else c for c in cosines])
    said = _standardised(logits)
    return [a + _RETRIEVAL * b for a, b in zip(said, near, strict=True)]


def _standardised(values: Sequence[float]) -> list[float]:
    mean = fmean(values) if values else 0.0
    deviation = pstdev(values) if values else 0.0
    return [(v - mean) / deviation if deviation > 1e-9 else 0.0 for v in values]


def _quote(
    report: Report,
    paragraph: str,
    read: Text,
    reading: Reading,
    score: float,
    calibration: Calibration,
) -> Quote:
    begins, ends = read.start, read.end
    start, end = whole_words(report.text, begins + reading.start, begins + reading.end)
    start, end = max(start, begins), min(end, ends)
    touched = [(a, b) for a, b in sentences(report.text, begins, ends) if b > start and a < end]
    first, last = (touched[0][0], touched[-1][1]) if touched else (start, end)
    return Quote(
        report=report.id,
        paragraph=paragraph,
        start=min(first, start),
        end=max(last, end),
        answer_start=start,
        answer_end=end,
        score=round(score, 4),
        probability=calibration.probability(reading.answers),
    )


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span, grown to whole words and freed of punctuation at its edges; never empty."""
    while start > 0 and _WORD.match(text[start]) and _WORD.match(text[start - 1]):
        start -= 1
    while end < len(text) and _WORD.match(text[end - 1]) and _WORD.match(text[end]):
        end += 1
    a, b = start, end
    while a < b and text[a] in _EDGE:
        a += 1
    while a < b and text[b - 1] in _EDGE:
        b -= 1
    return (a, b) if a < b else (start, end)
