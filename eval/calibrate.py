"""Fit and check the order of passages and the probability of an answer, on reports and questions
that are held out of training.

    python -m eval.calibrate FOLDER

Every question of the invented reports is asked over all of them, in one language over their
versions in another; the authored items of FOLDER (`eval.training_data`) among all their lines, with
and without those that answer. A case is right where the paragraph that comes first is the one that
answers; a question without an answer can only be wrong. The weight of retrieval is the one with the
most right cases of the reports; the two kinds of questions count the same for the probability. All
is fitted on one half, checked on the other, and written into the model's card fitted on all.
"""

import argparse
import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from app.assistant import Assistant
from app.calibration import Calibration
from app.library import Library
from app.passage_text import Text
from app.reading import CARD, ReaderModel, Reading
from app.settings import Settings
from app.settings import load as load_settings
from app.span_reader import SpanReader
from eval.bootstrap import Estimate, weights
from eval.confidence import auroc, calibration_error
from eval.invented import raw_reports
from eval.reader_cases import among, pairs, sampled
from eval.training_data import load_authored
from index.fusion import standardised
from index.passage import Passage
from ingest.language import LANGUAGES, detect

_PAIRS = 1  # of languages, in which each question is asked
_AUTHORED = 426  # questions in one language, and as many across
_WEIGHTS = tuple(n / 10 for n in range(16))  # of retrieval, that are tried


@dataclass(frozen=True, slots=True)
class Case:
    """One question with what the reader says of its passages and how near they were found; which of
    them answers (None: none that was read), and whether any could. Cases of one `matter` are held
    out together."""

    kind: str
    matter: str
    answerable: bool
    logits: tuple[float, ...]
    near: tuple[float, ...]
    gold: int | None

    def first(self, calibration: Calibration) -> int:
        """The passage that comes first."""
        scores = calibration.combined(self.logits, self.near)
        return max(range(len(scores)), key=scores.__getitem__)

    def is_right(self, calibration: Calibration) -> bool:
        return self.first(calibration) == self.gold

    def scores(self, calibration: Calibration) -> tuple[float, float]:
        """From which the probability is made: logit and nearness of the first."""
        first = self.first(calibration)
        return self.logits[first], self.near[first]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in one language over the reports in another; `gold` is file and paragraph."""

    matter: str
    question: str
    over: str
    gold: tuple[str, str] | None


def questions(raws: Sequence[dict[str, Any]], seed: int = 0) -> Iterator[Asked]:
    """Each question of the reports in a few pairs of languages, half of them in the same."""
    rng = random.Random(seed)
    for i, raw in enumerate(raws):
        asks = [
            (q["ask"], str(n)) for n, p in enumerate(raw["paragraphs"], 1) for q in p["questions"]
        ]
        asks += [(q["ask"], "") for q in raw["unanswerable"]]
        for ask, paragraph in asks:
            for k in rng.sample(range(len(LANGUAGES)), _PAIRS):
                lang = raw["languages"][k]
                over = lang if rng.random() < 0.5 else rng.choice(LANGUAGES)
                gold = (f"{i}.{over}.txt", paragraph) if paragraph else None
                yield Asked(str(i), ask[k], over, gold)


def write_reports(raws: Sequence[dict[str, Any]], folder: Path) -> list[Path]:
    """Each report as a text file in each language, its paragraphs numbered from 1."""
    paths = []
    for i, raw in enumerate(raws):
        for k, lang in enumerate(raw["languages"]):
            paragraphs = (f"{n}. {p['text'][k]}" for n, p in enumerate(raw["paragraphs"], 1))
            path = folder / f"{i}.{lang}.txt"
            path.write_text("\n\n".join(paragraphs), encoding="utf-8")
            paths.append(path)
    return paths


def invented(reader: SpanReader, settings: Settings) -> Iterator[Case]:
    """The cases of the reports of the authors' own invention."""
    raws = raw_reports("dev")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Library(folder / "data", settings).ingest(write_reports(raws, folder))
        index = Assistant(folder / "data", settings).index
        ids = {k: [r.id for r in index.listed if r.source.endswith(f".{k}.txt")] for k in LANGUAGES}
        for asked in tqdm(list(questions(raws)), "invented reports"):
            lang = detect(asked.question)
            passages = index.search(asked.question, lang, reader.most, ids[asked.over])
            found = reader.readings(asked.question, passages, index.report)
            places = [(index.report(p.report).source, p.paragraph) for p, _, _ in found]
            gold = places.index(asked.gold) if asked.gold in places else None
            yield _case("invented", asked.matter, asked.gold is not None, found, gold)
        index.close()


def authored(folder: Path, reader: SpanReader, settings: Settings) -> Iterator[Case]:
    """The cases of the authored items, half of them in one language."""
    items = load_authored(folder, "dev")
    asked = [p for across in (False, True) for p in sampled(pairs(items, across=across), _AUTHORED)]
    for lines, p in tqdm(among(items, asked, settings), "authored items", len(asked)):
        for answerable, passages in zip((True, False), lines.passages(p), strict=True):
            found = reader.readings(p.item["question"][p.asked], passages, lines.index.report)
            texts = [lines.text(passage.report) for passage, _, _ in found]
            gold = texts.index(p.item["text"][p.over]) if p.item["text"][p.over] in texts else None
            yield _case("authored", p.item["id"], answerable, found, gold)


def _case(
    kind: str,
    matter: str,
    answerable: bool,
    found: Sequence[tuple[Passage, Text, Reading]],
    gold: int | None,
) -> Case:
    logits = tuple(reading.answers for _, _, reading in found)
    near = tuple(standardised([p.score for p, _, _ in found]))
    return Case(kind, matter, answerable, logits, near, gold)


def fit(
    scores: NDArray[np.float64], right: NDArray[np.float64], weight: NDArray[np.float64]
) -> list[float]:
    """A slope for each column of the scores, shape (cases, columns), and a shift, by Newton's
    method on the weighted logistic loss."""
    x = np.column_stack([scores, np.ones(len(scores))])
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ w)))
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + 1e-6 * np.eye(len(w))
        w -= np.linalg.solve(hessian, x.T @ (weight * (p - right)) + 1e-6 * w)
    return [round(float(value), 4) for value in w]


def fitted(found: Sequence[Case]) -> Calibration:
    """The weight with the most right cases of the reports (of equals the middle one), then what
    makes the probability, each kind counting the same."""
    each = Counter(c.kind for c in found)
    weight = np.array([len(found) / len(each) / each[c.kind] for c in found])
    tried = [Calibration(1.0, 0.0, retrieval) for retrieval in _WEIGHTS]
    counts = [sum(c.is_right(t) for c in found if c.kind == "invented") for t in tried]
    best = [t for t, count in zip(tried, counts, strict=True) if count == max(counts)]
    order = best[len(best) // 2]
    scores = np.array([c.scores(order) for c in found])
    right = np.array([c.is_right(order) for c in found], float)
    typical = round(float(np.average(scores[:, 1], weights=weight)), 4)
    scale, near, shift = fit(scores - [0.0, typical], right, weight)
    return Calibration(scale, shift, order.retrieval, near, typical)


def summary(found: Sequence[Case], calibration: Calibration) -> dict[str, float | None]:
    """How often the right paragraph comes first, how well the score tells right from wrong, and
    whether it is a probability."""
    w = weights([f"{c.kind} {c.matter}" for c in found])
    right = np.array([c.is_right(calibration) for c in found])
    p = np.array([calibration.probability(*c.scores(calibration)) for c in found])
    answerable = np.array([c.answerable for c in found])

    def apart(which: NDArray[np.bool_]) -> float | None:
        return _three(auroc(w[:, which], p[which], p[~which], w[:, ~which]))

    return {
        "questions": len(found),
        "among those read": round(
            float(np.mean([c.gold is not None for c in found if c.answerable])), 3
        ),
        "right first": round(float(right[answerable].mean()), 3),
        "AUROC answerable": apart(answerable),
        "AUROC right": apart(right),
        "expected calibration error": _three(calibration_error(w, p.tolist(), right.tolist())),
    }


def _three(e: Estimate) -> float | None:
    return None if e.value is None else round(e.value, 3)


def checked(found: Sequence[Case]) -> dict[str, dict[str, float | None]]:
    """The figures on one half of each kind, of what is fitted on the other half."""
    matters = sorted({(c.kind, c.matter) for c in found})
    half = set(matters[::2])
    calibration = fitted([c for c in found if (c.kind, c.matter) in half])
    others = [c for c in found if (c.kind, c.matter) not in half]
    kinds = sorted({c.kind for c in found})
    return {kind: summary([c for c in others if c.kind == kind], calibration) for kind in kinds}


def main() -> None:
    """Write the calibration and its figures into the model's card."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="with un_authored.jsonl.gz")
    folder = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as name:
        settings = load_settings(Path(name))
    reader = SpanReader(ReaderModel(), Calibration(1.0, 0.0), settings.read)
    found = [*invented(reader, settings), *authored(folder, reader, settings)]
    card = json.loads(CARD.read_text(encoding="utf-8"))
    card["calibration"] = asdict(fitted(found)) | {"on the other half": checked(found)}
    CARD.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(card["calibration"], indent=1))


if __name__ == "__main__":
    main()
