"""Running the trained reader: a question with windows of text, through an int8 ONNX graph."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.e5 import BOS, EOS, E5File, installed, session

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

MODEL = Path(__file__).with_name("models") / "reader.onnx"
CARD = MODEL.with_suffix(".json")
_MAX_TOKENS, _MAX_QUESTION = 256, 48
_BATCH = 16
_WINDOWS = 2  # of a text
_LONGEST_ANSWER = 48  # tokens
_STARTS = 10  # best beginnings that are tried with every end


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens of a stretch of text, and the span of each in it."""

    source: int  # which of the texts
    ids: list[int]
    spans: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says of a window: whether its text answers (a logit), and the words that do
    (a span of the text), with the logit of that span."""

    source: int
    answers: float
    start: int
    end: int
    span: float


class ReaderModel:
    """The model, loaded at first use. Safe to share between threads."""

    def __init__(self, path: Path = MODEL, threads: int = 2) -> None:
        self._path = path
        self._threads = threads

    @cached_property
    def _file(self) -> E5File:
        return installed()

    @cached_property
    def _session(self) -> "InferenceSession":
        return session(self._path.read_bytes(), self._threads)

    def read(self, question: str, texts: Sequence[tuple[str, int]]) -> list[Reading]:
        """One reading for each window of each text, in no order.

        With each text comes the place in it that retrieval liked best: of a text that is longer
        than two windows, the two nearest to that place are read.
        """
        asked = self._file.tokenize(question)[0][:_MAX_QUESTION]
        windows = [
            window
            for i, (text, place) in enumerate(texts)
            for window in nearest(list(self._windows(i, text, len(asked))), place)
        ]
        windows.sort(key=lambda w: len(w.ids))  # batches of like lengths
        return [
            reading
            for i in range(0, len(windows), _BATCH)
            for reading in self._run(asked, windows[i : i + _BATCH])
        ]

    def _windows(self, source: int, text: str, asked: int) -> Iterator[Window]:
        ids, spans = self._file.tokenize(text)
        room = _MAX_TOKENS - asked - 4
        step = 3 * room // 4
        for begin in range(0, max(len(ids) - room + step, 1), step):
            part = slice(begin, begin + room)
            if ids[part]:
                yield Window(source, ids[part], spans[part])

    def _run(self, asked: list[int], windows: Sequence[Window]) -> Iterator[Reading]:
        head = [BOS, *asked, EOS, EOS]
        rows = [[*head, *w.ids, EOS] for w in windows]
        vectors, mask = self._file.embedded(rows)
        found = self._session.run(None, {"vectors": vectors, "mask": mask})
        span, answers = np.asarray(found[0]), np.asarray(found[1])
        for window, logits, says in zip(windows, span, answers, strict=True):
            own = logits[len(head) : len(head) + len(window.ids)]
            first, last, score = best_span(own[:, 0], own[:, 1])
            begin, end = window.spans[first][0], window.spans[last][1]
            yield Reading(window.source, float(says), begin, max(end, begin + 1), score)


def nearest(windows: Sequence[Window], place: int) -> Sequence[Window]:
    """The windows, at most two, whose middles are nearest to a place in their text."""

    def distance(window: Window) -> float:
        return abs((window.spans[0][0] + window.spans[-1][1]) / 2 - place)

    return sorted(windows, key=distance)[:_WINDOWS]


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
