"""Learn which words of the six languages mean the same, from texts that say the same in all.

    python -m eval.train_translations FOLDER

The texts are the authored items of FOLDER (`eval.training_data`) and the invented reports, those
held out left out. Between each two languages, IBM Model 1 (Brown et al. 1993, Computational
Linguistics 19(2)) gives the probability that a word of the one stands for a word of the other,
counted once a text; no alignment of words is needed. What is likely in both directions is written
into the table that comes with the project (`index.translation`), with its card.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from eval.invented import Words, raw_reports, words
from eval.training_data import checksums, load_authored
from index.analysis import SYMBOL_PREFIX, analyse
from index.translation import TABLE
from ingest.language import LANGUAGES

_ROUNDS = 6
_LEAST = 0.05  # probability of a translation that is kept
_SEEN = 2  # texts that a word is in, at least
_MOST = 8  # translations of a word in one language

Entries = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]


def texts(folder: Path) -> list[Words]:
    """Every text there is in six languages, each once."""
    found = [*_invented(), *_authored(folder)]
    return list({text["en"]: text for text in found}.values())


def _invented() -> Iterator[Words]:
    for raw in raw_reports("train"):
        said = [p["text"] for p in raw["paragraphs"]]
        said += [
            q[part] for p in raw["paragraphs"] for q in p["questions"] for part in ("ask", "answer")
        ]
        said += [q["ask"] for q in raw["unanswerable"]]
        said += [c[part] for c in raw.get("claims", ()) for part in ("supported", "contradicted")]
        said += [c["claim"] for c in raw.get("not_found", ())]
        yield from (words(raw["languages"], six) for six in said)


def _authored(folder: Path) -> Iterator[Words]:
    parts = ("text", "question", "answer", "supported", "contradicted", "not_found")
    for item in load_authored(folder, "train"):
        yield from (item[part] for part in parts)
        yield from (x for x in item["neighbours"] if all(k in x for k in LANGUAGES))


def model1(sources: Sequence[NDArray[np.int64]], targets: Sequence[NDArray[np.int64]]) -> Entries:
    """(source, target, P(source | target)) of all words that meet in a text. `sources` and
    `targets` are the words of each text, as numbers from 0."""
    pairs = [(a, b) for a, b in zip(sources, targets, strict=True) if len(a) and len(b)]
    source = np.concatenate([np.repeat(a, len(b)) for a, b in pairs])
    target = np.concatenate([np.tile(b, len(a)) for a, b in pairs])
    starts = np.cumsum([0, *(len(a) for a, _ in pairs)])
    place = np.concatenate(
        [
            np.repeat(np.arange(n, n + len(a)), len(b))
            for n, (a, b) in zip(starts, pairs, strict=False)
        ]
    )
    width = int(target.max()) + 1
    met, which = np.unique(source * width + target, return_inverse=True)
    p = np.ones(len(met))
    for _ in range(_ROUNDS):
        share = p[which]
        share /= np.bincount(place, share)[place]
        counted = np.bincount(which, share)
        p = counted / np.bincount(met % width, counted, width)[met % width]
    return met // width, met % width, p


def _kept(there: Entries, back: Entries, seen: Sequence[NDArray[np.int64]]) -> Entries:
    """The translations that are likely both ways, of words that are seen often enough, each with
    the geometric mean of the two probabilities."""
    width = len(seen[1])
    met, meets = there[0] * width + there[1], back[1] * width + back[0]
    order = np.argsort(meets)
    p = np.sqrt(there[2] * back[2][order][np.searchsorted(meets, met, sorter=order)])
    keep = (p >= _LEAST) & (seen[0][there[0]] >= _SEEN) & (seen[1][there[1]] >= _SEEN)
    source, target, p = there[0][keep], there[1][keep], p[keep]
    order = np.lexsort((-p, source))
    source, target, p = source[order], target[order], p[order]
    rank = np.arange(len(source)) - np.searchsorted(source, source)
    return source[rank < _MOST], target[rank < _MOST], p[rank < _MOST]


def learn(texts: Sequence[Words]) -> dict[str, dict[str, float]]:
    """The translations of each token, with their weights."""
    tokens = {k: [sorted(set(_translated(x[k], k))) for x in texts] for k in LANGUAGES}
    names = {k: sorted({t for own in tokens[k] for t in own}) for k in LANGUAGES}
    rows = {k: {t: i for i, t in enumerate(names[k])} for k in LANGUAGES}
    numbered = {
        k: [np.array([rows[k][t] for t in own], np.int64) for own in tokens[k]] for k in LANGUAGES
    }
    seen = {k: np.bincount(np.concatenate(numbered[k])) for k in LANGUAGES}
    table: dict[str, dict[str, float]] = {}
    pairs = [(a, b) for a in LANGUAGES for b in LANGUAGES if a != b]
    models = {
        (a, b): model1(numbered[a], numbered[b]) for a, b in tqdm(pairs, "pairs of languages")
    }
    for a, b in pairs:
        kept = _kept(models[a, b], models[b, a], (seen[a], seen[b]))
        for source, target, weight in zip(*(x.tolist() for x in kept), strict=True):
            own = table.setdefault(names[a][source], {})
            own[names[b][target]] = max(weight, own.get(names[b][target], 0.0))
    return table


def _translated(text: str, lang: str) -> Iterator[str]:
    """The tokens that need a translation: no symbols, no numbers."""
    for token in analyse(text, lang):
        if not token.startswith(SYMBOL_PREFIX) and not token.rpartition(":")[2].isdigit():
            yield token


def save(table: dict[str, dict[str, float]], path: Path) -> None:
    """Write the table as `index.translation` reads it."""
    tokens = sorted({*table, *(t for own in table.values() for t in own)})
    rows = {token: row for row, token in enumerate(tokens)}
    own = [sorted(table.get(token, {}).items()) for token in tokens]
    np.savez_compressed(
        path,
        tokens=np.frombuffer("\n".join(tokens).encode(), np.uint8),
        bounds=np.cumsum([0, *map(len, own)]).astype(np.int32),
        targets=np.array([rows[t] for some in own for t, _ in some], np.int32),
        weights=np.array([round(255 * w) for some in own for _, w in some], np.uint8),
    )


def main() -> None:
    """Write the table and its card."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="with un_authored.jsonl.gz")
    folder = parser.parse_args().folder
    found = texts(folder)
    table = learn(found)
    save(table, TABLE)
    entries = sum(map(len, table.values()))
    name = "un_authored.jsonl.gz"
    card = {
        "texts": len(found),
        "tokens": len(table),
        "translations": entries,
        "rounds": _ROUNDS,
        "data": {name: checksums(folder)[name]},
    }
    TABLE.with_suffix(".json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(card, indent=1))


if __name__ == "__main__":
    main()
