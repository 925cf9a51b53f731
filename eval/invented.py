"""Training groups out of invented reports: all paragraphs of one report, near misses of each other.

The reports in `eval/invented_reports/` are our own writing in the six languages: persons, bodies
and figures are made up. Each has questions that one of its paragraphs answers, and questions that
sound as though one did.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.training_data import Group, gap
from index.encoder import Encoder

REPORTS = Path(__file__).with_name("invented_reports")
_UNANSWERABLE = 0.2  # of the groups
_JOINED = 0.15  # of the paragraphs stand together with another
_TEMPTING = 0.5  # of the groups have the texts that are nearest to their question

Words = dict[str, str]  # by language


@dataclass(frozen=True, slots=True)
class Question:
    """One question in each language, the place of its paragraph, the words that answer, and of what
    kind they are.

    Without an answer, `place` is that of the paragraph that tempts most.
    """

    ask: Words
    place: int
    answer: Words | None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class InventedReport:
    """Paragraphs in reading order, and what may be asked about them."""

    paragraphs: tuple[Words, ...]
    answerable: tuple[Question, ...]
    unanswerable: tuple[Question, ...]


def raw_reports(split: str, folder: Path = REPORTS) -> list[dict[str, Any]]:
    """The files of a split, `train` or `dev` (held out, to fit and measure on).

    In the files, lists of six are in the order of `languages`.
    """
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    return [raw for raw in found if raw["split"] == split]


def load_reports(split: str) -> list[InventedReport]:
    """The invented reports of a split."""
    return [_report(raw) for raw in raw_reports(split)]


def words(languages: Sequence[str], texts: Sequence[str]) -> Words:
    """Texts by language. Raises ValueError where there are not as many of both."""
    return dict(zip(languages, texts, strict=True))


def _report(raw: dict[str, Any]) -> InventedReport:
    languages = raw["languages"]
    places = {p["id"]: i for i, p in enumerate(raw["paragraphs"])}
    return InventedReport(
        tuple(words(languages, p["text"]) for p in raw["paragraphs"]),
        tuple(
            Question(words(languages, q["ask"]), i, words(languages, q["answer"]), q["kind"])
            for i, p in enumerate(raw["paragraphs"])
            for q in p["questions"]
        ),
        tuple(
            Question(words(languages, q["ask"]), places[q["near"]], None)
            for q in raw["unanswerable"]
        ),
    )


class Invented:
    """Draws groups from invented reports.

    With an encoder, the texts that do not answer are often those that it takes for the answer.
    """

    def __init__(self, reports: Sequence[InventedReport], encoder: Encoder | None = None) -> None:
        self._answerable = [(r, q) for r in reports for q in r.answerable]
        self._unanswerable = [(r, q) for r in reports for q in r.unanswerable]
        self._vectors = _vectors(reports, encoder) if encoder else {}

    def group(self, asked: str, lang: str, negatives: int, rng: random.Random) -> Group:
        """A question in one language over paragraphs of one report in another."""
        without = rng.random() < _UNANSWERABLE
        report, question = rng.choice(self._unanswerable if without else self._answerable)
        space = gap(lang)
        texts = [p[lang] for p in report.paragraphs]
        others = [i for i in range(len(texts)) if i != question.place]
        rng.shuffle(others)
        if self._vectors and rng.random() < _TEMPTING:
            asks = self._vectors[question.ask[asked]]
            others.sort(key=lambda i: -float(asks @ self._vectors[texts[i]]))
        body, before = texts[question.place], ""
        if rng.random() < _JOINED:
            joined = texts[others.pop()]
            before = joined + space if rng.random() < 0.5 else ""
            body = before + body if before else body + space + joined
        span = None
        if question.answer is not None:
            wanted = question.answer[lang]
            start = len(before) + texts[question.place].index(wanted)
            span = start, start + len(wanted)
        return Group(question.ask[asked], (body, *(texts[i] for i in others[:negatives])), span)


def _vectors(reports: Sequence[InventedReport], encoder: Encoder) -> dict[str, Any]:
    """Vectors of all questions and paragraphs in all languages, by their text."""
    asked = [t for r in reports for q in (*r.answerable, *r.unanswerable) for t in q.ask.values()]
    texts = [t for r in reports for p in r.paragraphs for t in p.values()]
    return {
        **dict(zip(asked, encoder.queries(asked), strict=True)),
        **dict(zip(texts, encoder.passages(texts), strict=True)),
    }
