"""Running the trained reader: a question with windows of text, through an int8 ONNX graph."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.e5 import BOS, EOS, E5File, installed
from index.passage import SentenceScores
from index.session import Session

MODEL = Path(__file__).with_name("models") / "reader.onnx"
CARD = MODEL.with_suffix(".json")
_MAX_TOKENS, _MAX_QUESTION, _MAX_CLAIM = 256, 48, 96
_WINDOWS = 3  # of a text: what a chunk of 400 tokens needs, wherever it lies in it
_LONGEST_ANSWER = 48  # tokens
_STARTS = 10  # best beginnings that are tried with every end
_NEAR = 20.0  # of a sentence's cosine beside a span's logits (eval/LOG.md: the sentence quoted)


@dataclass(frozen=True, slots=True)
class Input:
    """What is asked (or claimed), a text, the place in it that retrieval liked best, and its
    sentences where their cosines are known."""

    asked: str
    text: str
    place: int = 0
    sentences: SentenceScores = ()


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens of what is asked, of a stretch of text, and the span of each of these in it."""

    source: int  # which of the inputs
    head: list[int]
    ids: list[int]
    spans: list[tuple[int, int]]


Raw = tuple[Window, NDArray[np.float32], np.float32, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says of a window: whether its text answers (a logit), and the words that do
    (a span of the text), with the logit of that span."""

    source: int
    answers: float
    start: int
    end: int
    span: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the model says of a claim beside a window: logits of supported, contradicted and not
    found."""

    source: int
    logits: tuple[float, float, float]


class ReaderModel:
    """The model, loaded at first use. Safe to share between threads."""

    def __init__(self, path: Path = MODEL, threads: int = 2) -> None:
        self._path = path
        self._threads = threads

    @cached_property
    def _file(self) -> E5File:
        return installed()

    @cached_property
    def _session(self) -> Session:
        return Session(self._file, self._path.read_bytes(), self._threads)

    def read(self, inputs: Sequence[Input]) -> list[Reading]:
        """One reading for each window of each text, in no order; `source` counts the inputs.

        Of a text that is longer than three windows, the three nearest to its place are read. Words
        of a sentence that is nearer to what is asked are preferred.
        """
        run = self._run(inputs, _MAX_QUESTION)
        return [
            _reading(window, own, says, inputs[window.source].sentences)
            for window, own, says, _ in run
        ]

    def judge(self, inputs: Sequence[Input]) -> list[Judgement]:
        """One judgement for each window of each text beside its claim, in no order; windows as
        `read` has them."""
        return [
            Judgement(window.source, (float(verdict[0]), float(verdict[1]), float(verdict[2])))
            for window, _, _, verdict in self._run(inputs, _MAX_CLAIM)
        ]

    def _windows(self, source: int, asked: list[int], given: Input) -> Iterator[Window]:
        ids, spans = self._file.tokenize(given.text)
        room = _MAX_TOKENS - len(asked) - 4
        step = 3 * room // 4
        for begin in range(0, max(len(ids) - room + step, 1), step):
            part = slice(begin, begin + room)
            if ids[part]:
                yield Window(source, [BOS, *asked, EOS, EOS], ids[part], spans[part])

    def _run(self, inputs: Sequence[Input], longest: int) -> Iterator[Raw]:
        """What the graph gives for each window. Of what is asked, at most `longest` tokens are
        read."""
        asked = {x: self._file.tokenize(x)[0][:longest] for x in {x.asked for x in inputs}}
        windows = [
            window
            for i, given in enumerate(inputs)
            for window in nearest(list(self._windows(i, asked[given.asked], given)), given.place)
        ]
        found = self._session.run([[*w.head, *w.ids, EOS] for w in windows])
        for window, (span, answers, verdict) in zip(windows, found, strict=True):
            own = span[0, len(window.head) : len(window.head) + len(window.ids)]
            yield window, own, answers[0, 0], verdict[0]


def _reading(
    window: Window, logits: NDArray[np.float32], says: np.float32, sentences: SentenceScores
) -> Reading:
    first, last, score = preferred_span(logits[:, 0], logits[:, 1], window.spans, sentences)
    begin, end = window.spans[first][0], window.spans[last][1]
    return Reading(window.source, float(says), begin, max(end, begin + 1), score)


def surest(readings: Iterable[Reading], of: Callable[[int], int] = int) -> dict[int, Reading]:
    """The surest reading of each source, or of whatever a source belongs to; of equals the
    first."""
    best: dict[int, Reading] = {}
    for reading in readings:
        whose = of(reading.source)
        if whose not in best or reading.answers > best[whose].answers:
            best[whose] = reading
    return best


def nearest(windows: Sequence[Window], place: int) -> Sequence[Window]:
    """The windows, at most three, whose middles are nearest to a place in their text."""

    def distance(window: Window) -> float:
        return abs((window.spans[0][0] + window.spans[-1][1]) / 2 - place)

    return sorted(windows, key=distance)[:_WINDOWS]


def preferred_span(
    begins: NDArray[np.float32],
    ends: NDArray[np.float32],
    spans: Sequence[tuple[int, int]],
    sentences: SentenceScores,
) -> tuple[int, int, float]:
    """`best_span` of the whole or of a sentence, whichever is best together with the cosine of the
    sentence that it touches. `spans` are those of the tokens, of whose logits there is one each."""
    found = [best_span(begins, ends)]
    starts = [start for start, _ in spans]
    for start, end, _ in sentences if len(sentences) > 1 else ():
        a, b = bisect_left(starts, start), bisect_left(starts, end)
        if a < b:
            first, last, score = best_span(begins[a:b], ends[a:b])
            found.append((a + first, a + last, score))

    def worth(span: tuple[int, int, float]) -> float:
        start, end = spans[span[0]][0], spans[span[1]][1]
        touched = [cosine for a, b, cosine in sentences if a < end and start < b]
        return span[2] + _NEAR * max(touched, default=0.0)

    return max(found, key=worth)


def best_span(begins: NDArray[np.float32], ends: NDArray[np.float32]) -> tuple[int, int, float]:
    """(first token, last token, sum of logits) of the best span of at most 48 tokens."""
    best = (0, 0, float("-inf"))
    for first in np.argsort(-begins)[:_STARTS]:
        reach = ends[first : first + _LONGEST_ANSWER]
        last = int(reach.argmax())
        score = float(begins[first] + reach[last])
        if score > best[2]:
            best = (int(first), int(first) + last, score)
    return best
