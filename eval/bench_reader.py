"""How right the reader is, in numbers: `make bench-reader QUESTIONS=FOLDER`.

    python -m eval.bench_reader FOLDER [--most N] [--all-lines] [--cache DIR]

FOLDER holds the sets that `eval.training_data` reads; only their development splits are asked.
`--most` is the number of questions of a figure; the default takes about ten minutes on two cores.
Every figure has its interval of 95 % in square brackets, bootstrapped over items.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from app.reading import ReaderModel
from app.settings import Settings
from eval.bootstrap import Estimate, ratio, shown, weights
from eval.confidence import auroc, calibration_error
from eval.reader_cases import (
    Found,
    Item,
    Pair,
    Read,
    ask_among,
    pairs,
    read_given,
    read_pool,
    sampled,
)
from eval.training_data import load_authored, load_pool
from ingest.language import LANGUAGES

_DEEP = 10  # places in which a paragraph counts as found


def mean(facts: Sequence[str], values: Sequence[float]) -> Estimate:
    """With its interval over what is asked."""
    return ratio(weights(facts), values, [1.0] * len(values))


def print_reading(asked: Sequence[Pair], reads: Sequence[Read]) -> None:
    """F1 and exact match, and a table of F1 by the languages of question and line."""
    for name, across in (("same language", False), ("across", True)):
        part = [r for p, r in zip(asked, reads, strict=True) if p.across == across]
        print(f"{name}: {_scored(part)}")
    print("F1 by language of the question (down) and of the line (across)")
    print("    " + "".join(f"{lang:>7}" for lang in LANGUAGES))
    scored = list(zip(asked, reads, strict=True))
    for a in LANGUAGES:
        row = [[r.f1 for p, r in scored if (p.asked, p.over) == (a, b)] for b in LANGUAGES]
        print(f"{a:4}" + "".join(f"{np.mean(x):7.3f}" if x else f"{'-':>7}" for x in row))


def _scored(reads: Sequence[Read]) -> str:
    facts = [r.fact for r in reads]
    whole = mean(facts, [r.f1 for r in reads])
    same = mean(facts, [r.exact for r in reads])
    return f"F1 {shown(whole)}, exact match {shown(same)} ({len(reads)})"


def print_found(found: Sequence[Found], settings: Settings) -> None:
    """What is right when asked among all lines, by language of the lines, and refusal."""
    for name, across in (("same language", False), ("across", True)):
        part = [x for x in found if x.pair.across == across]
        print(f"{name}: {_ranked(part)}")
        for lang in LANGUAGES:
            if own := [x for x in part if x.pair.over == lang]:
                print(f"  over {lang}: {_ranked(own)}")
        for line in _refusal(part, settings):
            print(f"  {line}")


def _ranked(found: Sequence[Found]) -> str:
    facts = [x.pair.item["id"] for x in found]
    first = mean(facts, [x.rank == 1 for x in found])
    deep = mean(facts, [x.rank is not None and x.rank <= _DEEP for x in found])
    words = mean(facts, [x.f1 for x in found])
    return f"first {shown(first)}, hit@10 {shown(deep)}, F1 {shown(words)} ({len(found)})"


def _refusal(found: Sequence[Found], settings: Settings) -> Iterator[str]:
    """Every question counts twice: with the lines that answer it and without them."""
    w = weights([x.pair.item["id"] for x in found])
    with_, without = [x.sure for x in found], [x.sure_without for x in found]
    yield f"AUROC {shown(auroc(w, with_, without))}"
    sure = np.array(with_ + without)
    absent = np.arange(len(sure)) >= len(found)
    twice = np.hstack([w, w])
    for name, least in (
        ("not in the reports", settings.not_found_below),
        ("that or uncertain", settings.answered_from),
    ):
        refused = sure < least
        both = (refused & absent).astype(float).tolist()
        precision = ratio(twice, both, refused.astype(float).tolist())
        recall = ratio(twice, both, absent.astype(float).tolist())
        yield f"{name}: precision {shown(precision)}, recall {shown(recall)}"
    right = [x.rank == 1 for x in found] + [False] * len(found)
    yield f"expected calibration error {shown(calibration_error(twice, sure.tolist(), right))}"


def print_pool(model: ReaderModel, rows: Sequence[Item], most: int) -> None:
    """F1 by language, and where there are questions without an answer how well they are told."""
    scores = []
    for lang in sorted({r["lang"] for r in rows}):
        own = [r for r in rows if r["lang"] == lang]
        own = random.Random(0).sample(own, min(most, len(own)))
        known = [r for r in own if not r["unanswerable"]]
        reads, sure = read_pool(model, known)
        print(f"{lang}: {_scored(reads)}")
        scores.append(float(np.mean([r.f1 for r in reads])))
        if other := [r for r in own if r["unanswerable"]]:
            _, unsure = read_pool(model, other)
            print(f"  AUROC of answerable against not: {_apart(known, sure, other, unsure)}")
    print(f"mean of the languages: F1 {np.mean(scores):.3f}")


def _apart(
    known: Sequence[Item], sure: Sequence[float], other: Sequence[Item], unsure: Sequence[float]
) -> str:
    w = weights([r["id"] for r in (*known, *other)])
    n = len(known)
    return f"{shown(auroc(w[:, :n], sure, unsure, w[:, n:]))} ({n} and {len(other)})"


def main() -> None:
    """Print all parts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="folder of the sets of questions")
    parser.add_argument("--most", type=int, default=426, help="questions of a figure")
    parser.add_argument("--all-lines", action="store_true", help="also those of other splits")
    parser.add_argument("--cache", default="", help="folder that keeps vectors (else none)")
    a = parser.parse_args()
    settings = Settings.model_validate({"cache": a.cache})
    model = ReaderModel()
    items = load_authored(a.folder, "dev")
    same, across = (pairs(items, across=x) for x in (False, True))
    began = time.perf_counter()
    print("## reading: the line that answers is given, authored items", flush=True)
    given = [*sampled(same, a.most), *sampled(across, 5 * a.most)]  # five times as many pairs
    print_reading(given, read_given(model, given))
    asked = [*sampled(same, a.most), *sampled(across, a.most)]
    print("\n## asking among all lines", flush=True)
    lines = [*items, *load_authored(a.folder, "train")] if a.all_lines else items
    print_found(ask_among(lines, asked, model, settings), settings)
    print("\n## reading the pool: the context is given (Chinese by characters)", flush=True)
    print_pool(model, load_pool(a.folder, "dev"), a.most)
    print(f"\n{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
