"""Questions that the reader is measured by: with the text that answers given, and asked among all.

They are the development items of the authored set and of the pool (NOTICE, `eval.training_data`).
"""

import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import calibration
from app.library import encoder_for
from app.reading import CARD, Input, ReaderModel, Reading, surest
from app.settings import Settings
from app.span_reader import SpanReader, whole_words
from eval.answer_scores import exact_match, f1
from eval.bench_scale import made_report
from index.passage import Passage
from index.search import Index
from index.snapshot import Recipe, build, current
from ingest.language import LANGUAGES

_PIECE, _STRIDE = 1000, 700  # characters of a long context that are read at a time
_PIECE_ZH, _STRIDE_ZH = 350, 250
Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """An item that is asked in one language over lines in another."""

    item: Item
    asked: str
    over: str

    @property
    def across(self) -> bool:
        return self.asked != self.over


@dataclass(frozen=True, slots=True)
class Read:
    """How near the words that were read are to the answer, of one question."""

    fact: str
    exact: bool
    f1: float


@dataclass(frozen=True, slots=True)
class Found:
    """A question that was asked among all lines: where its line came (None: not among those read),
    how sure the first answer is and its F1; and how sure the first is where no line answers."""

    pair: Pair
    rank: int | None
    sure: float
    f1: float
    sure_without: float


def pairs(items: Sequence[Item], *, across: bool) -> list[Pair]:
    """All items in all pairs of languages, the same or different ones."""
    return [
        Pair(item, asked, over)
        for item in items
        for asked in LANGUAGES
        for over in LANGUAGES
        if (asked != over) == across
    ]


def sampled(found: Sequence[Pair], most: int) -> list[Pair]:
    """At most so many, the same at every run."""
    return random.Random(0).sample(found, min(most, len(found)))


def read_given(model: ReaderModel, asked: Sequence[Pair]) -> list[Read]:
    """Each question over the line that answers it."""
    texts = [Input(p.item["question"][p.asked], p.item["text"][p.over]) for p in asked]
    best = surest(model.read(texts))
    return [
        _read(p.item["id"], _words(texts[i].text, best[i]), p.over, [p.item["answer"][p.over]])
        for i, p in enumerate(asked)
    ]


def read_pool(model: ReaderModel, rows: Sequence[Item]) -> tuple[list[Read], list[float]]:
    """Each question of the pool over its whole context; and how sure the model is of each. A long
    context is read in pieces, and the surest counts."""
    texts = [(i, piece) for i, r in enumerate(rows) for piece in _pieces(r["context"], r["lang"])]
    readings = model.read([Input(rows[i]["question"], piece) for i, piece in texts])
    best = _best(readings, [i for i, _ in texts])
    reads = []
    for i, row in enumerate(rows):
        said = _words(texts[best[i].source][1], best[i])
        accepted = [a["text"] for a in row["answers"]]
        reads.append(_read(row["id"], said, row["lang"], accepted))
    return reads, [best[i].answers for i in range(len(rows))]


def _pieces(text: str, lang: str) -> Iterator[str]:
    size, stride = (_PIECE_ZH, _STRIDE_ZH) if lang == "zh" else (_PIECE, _STRIDE)
    for begin in range(0, max(len(text) - size + stride, 1), stride):
        yield text[begin : begin + size]


def _best(readings: Sequence[Reading], questions: Sequence[int]) -> dict[int, Reading]:
    """The surest reading of each question; `questions` says of which a source is a text."""
    in_order = sorted(readings, key=lambda r: (r.source, r.start))
    return surest(in_order, questions.__getitem__)


def _words(text: str, reading: Reading) -> str:
    return text[slice(*whole_words(text, reading.start, reading.end))]


def _read(fact: str, said: str, lang: str, accepted: Sequence[str]) -> Read:
    return Read(fact, exact_match(said, lang, accepted), f1(said, lang, accepted))


class Lines:
    """All lines of some items in one language, indexed each as a report of its own."""

    def __init__(self, folder: Path, items: Sequence[Item], lang: str, settings: Settings) -> None:
        texts = (x[lang] for item in items for x in (item["text"], *item["neighbours"]))
        self._texts = list(dict.fromkeys(texts))
        reports = [made_report(f"{n}.{lang}", lang, [t]) for n, t in enumerate(self._texts)]
        cache = settings.cache_folder(folder)
        recipe = Recipe(encoder_for(settings, folder), settings.chunk_tokens)
        build(folder, reports, recipe, 1, cache=cache)
        self.index = Index(current(folder), recipe.encoder, recipe.limit)
        self._most = settings.read

    def close(self) -> None:
        self.index.close()

    def passages(self, p: Pair) -> tuple[list[Passage], list[Passage]]:
        """What is read for a question, with and without the lines in which the answer stands."""
        answer = p.item["answer"][p.over]
        found = self.index.search(p.item["question"][p.asked], p.asked, 2 * self._most)
        others = [x for x in found if answer not in self.text(x.report)]
        return found[: self._most], others[: self._most]

    def find(self, reader: SpanReader, p: Pair) -> Found:
        """Ask, with and without the lines in which the answer stands."""
        question, answer = p.item["question"][p.asked], p.item["answer"][p.over]
        quotes, without = (
            reader.read(question, p.asked, some, self.index.report) for some in self.passages(p)
        )
        lines = [self.text(q.report) for q in quotes]
        gold = p.item["text"][p.over]
        first = quotes[0]
        said = lines[0][first.answer_start : first.answer_end]
        return Found(
            pair=p,
            rank=lines.index(gold) + 1 if gold in lines else None,
            sure=first.probability,
            f1=f1(said, p.over, [answer]),
            sure_without=without[0].probability if without else 0.0,
        )

    def text(self, report: str) -> str:
        """The line that is this report."""
        return self._texts[int(report.partition(".")[0])]


def ask_among(
    items: Sequence[Item], asked: Sequence[Pair], model: ReaderModel, settings: Settings
) -> list[Found]:
    """Each question among all lines of the items in the language that it is asked over."""
    reader = SpanReader(model, calibration.load(CARD), settings.read)
    return [lines.find(reader, p) for lines, p in among(items, asked, settings)]


def among(
    items: Sequence[Item], asked: Sequence[Pair], settings: Settings
) -> Iterator[tuple[Lines, Pair]]:
    """Each question with all lines of the items in the language that it is asked over."""
    by_lang: dict[str, list[Pair]] = defaultdict(list)
    for p in asked:
        by_lang[p.over].append(p)
    for lang, own in by_lang.items():
        with (
            tempfile.TemporaryDirectory() as folder,
            closing(Lines(Path(folder), items, lang, settings)) as lines,
        ):
            yield from ((lines, p) for p in own)
