"""Measure the judge, and fit the weights of its features: `make bench-verify QUESTIONS=FOLDER`.

    python -m eval.bench_verify --data FOLDER [--write]

The weights are fitted on half of the documents and measured on the other half, and the other way
round; so no figure is of a claim that the weights have seen. `--write` puts those fitted on all of
them into the model's card.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.judge import PLAIN, VERDICTS, Judge, Text, Verdict, Weights
from app.library import Library, encoder_for
from app.reading import CARD, ReaderModel
from app.settings import load
from app.verify import Verifier
from eval.bootstrap import ratio, shown, weights
from eval.claims import Matter, authored_matters, invented_matters
from eval.confidence import calibration_error
from eval.judge_cases import JudgeCase, cases, fit
from eval.training_data import load_authored
from eval.verdict_scores import macro_f1
from index.search import Index
from index.snapshot import current
from ingest.language import LANGUAGES

_MODEL = slice(0, 3)  # of the features, the model's logits
_FEVER = {"SUPPORTS": 0, "REFUTES": 1, "NOT ENOUGH INFO": 2, "NOT_ENOUGH_INFO": 2}


def half(found: Sequence[JudgeCase]) -> NDArray[np.bool_]:
    """Which cases are of the matters of the first half."""
    return np.array([c.matter % 2 == 0 for c in found])


def crossed(features: NDArray[np.float64], right: NDArray[np.int64], first: Any) -> Any:
    """Probabilities (n, 3), each half by weights that were fitted on the other."""
    out = np.zeros((len(right), len(VERDICTS)))
    for part in (first, ~first):
        out[part] = fit(features[~part], right[~part]).probabilities(features[part])
    return out


def verdicts(p: NDArray[np.float64]) -> list[Verdict]:
    """The likeliest of each row."""
    return [VERDICTS[i] for i in p.argmax(axis=1)]


def row(
    name: str,
    said: Sequence[Verdict],
    right: Sequence[Verdict],
    sure: Sequence[float],
    matters: Sequence[int],
) -> dict[str, str]:
    """Accuracy, macro-F1 and calibration of some cases, with intervals over their matters."""
    w = weights([str(m) for m in matters])
    hit = [s == r for s, r in zip(said, right, strict=True)]
    return {
        "cases": name,
        "n": str(len(right)),
        "accuracy": shown(ratio(w, hit, [1.0] * len(hit))),
        "macro F1": shown(macro_f1(w, said, right)),
        "ECE": shown(calibration_error(w, sure, hit)),
    }


def paragraph_given(
    judge: Judge, authored: Sequence[Matter], invented: Sequence[Matter]
) -> tuple[list[dict[str, str]], Weights]:
    """Rows for the paragraph given: of the authored items by language and across, beside two
    baselines, and of the invented reports, which are harder. And weights fitted on all cases."""
    found = cases([*authored, *invented], 6)
    x = judge.features_of([(c.claim, c.asked, c.text) for c in found])
    right = np.array([VERDICTS.index(c.verdict) for c in found])
    first, across = half(found), np.array([c.across for c in found])
    model = np.arange(x.shape[1]) < _MODEL.stop
    systems = {
        "judge": crossed(x, right, first),
        "model alone": crossed(np.where(model, x, 0.0), right, first),
        "exact facts alone": crossed(np.where(model, 0.0, x), right, first),
        "always supported": np.tile([0.98, 0.01, 0.01], (len(right), 1)),
    }

    def of(name: str, p: NDArray[np.float64], part: NDArray[np.bool_]) -> dict[str, str]:
        chosen = [c for c, inside in zip(found, part, strict=True) if inside]
        known: list[Verdict] = [c.verdict for c in chosen]
        return row(name, verdicts(p[part]), known, p[part].max(axis=1), [c.matter for c in chosen])

    asked = np.array([c.asked for c in found])
    real = np.array([c.matter < len(authored) for c in found])
    p = systems["judge"]
    rows = [of(f"{k} > {k}", p, (asked == k) & real & ~across) for k in LANGUAGES]
    rows += [of(f"{a} > other languages", p, (asked == a) & real & across) for a in LANGUAGES]
    for name, p in systems.items():
        rows += [of(f"{name}, same language", p, real & ~across)]
        rows += [of(f"{name}, across", p, real & across)]
    p = systems["judge"]
    rows += [of("judge, invented reports, same language", p, ~real & ~across)]
    rows += [of("judge, invented reports, across", p, ~real & across)]
    return rows, fit(x, right)


def paragraph_found(judge: Judge, items: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """Rows for the paragraph to be found among all lines of the items' documents."""
    with tempfile.TemporaryDirectory() as folder:
        index = _index(Path(folder), items)
        by_lang = {k: [r.id for r in index.listed if r.source == f"{k}.txt"] for k in LANGUAGES}
        verifier = Verifier(judge, 24)
        said = [
            (c, verifier.check(c.claim, index, by_lang[c.text.lang]))
            for c in cases(authored_matters(items), 2, seed=1)
        ]
        index.close()
    rows = []
    for across in (False, True):
        pairs = [(c, checked) for c, checked in said if c.across == across]
        rows.append(
            row(
                f"to be found, {'across' if across else 'same language'}",
                [checked.verdict for _, checked in pairs],
                [c.verdict for c, _ in pairs],
                [checked.probability for _, checked in pairs],
                [c.matter for c, _ in pairs],
            )
        )
    return rows


def _index(folder: Path, items: Sequence[dict[str, Any]]) -> Index:
    """The lines of the items as one long report in each language."""
    settings = load(folder)
    for lang in LANGUAGES:
        lines = [x for item in items for x in (item["text"][lang], *_neighbours(item, lang))]
        text = "\n\n".join(f"{n}. {x}" for n, x in enumerate(dict.fromkeys(lines), 1))
        (folder / f"{lang}.txt").write_text(text, encoding="utf-8")
    encoder = encoder_for(settings, folder)
    library = Library(folder / "data", settings, encoder)
    library.ingest([folder / f"{lang}.txt" for lang in LANGUAGES])
    return Index(current(folder / "data"), encoder, settings.chunk_tokens)


def _neighbours(item: dict[str, Any], lang: str) -> list[str]:
    return [x[lang] for x in item["neighbours"]]


def english_sets(judge: Judge, folder: Path, most: int | None) -> list[dict[str, str]]:
    """Rows of the two published English sets, with their sentence given; trained on neither."""
    rows = []
    path = folder / "fever_symmetric" / "symmetric_v0.2" / "fever_symmetric_test.jsonl"
    pairs = [(x["claim"], x["evidence"], _FEVER[x["label"]]) for x in _json_lines(path)[:most]]
    rows.append(_pairs_row("fever_symmetric, test", judge, pairs))
    path = folder / "climate_fever" / "climate-fever.jsonl"
    pairs = [
        (x["claim"], e["evidence"], _FEVER[e["evidence_label"]])
        for x in _json_lines(path)[: min(most or 300, 300)]
        for e in x["evidences"]
    ]
    rows.append(_pairs_row("climate_fever, sentences of claims", judge, pairs))
    return rows


def _pairs_row(name: str, judge: Judge, pairs: Sequence[tuple[str, str, int]]) -> dict[str, str]:
    x = judge.features_of([(claim, "en", Text(text, "en")) for claim, text, _ in pairs])
    p = judge.weights.probabilities(x)
    known: list[Verdict] = [VERDICTS[label] for *_, label in pairs]
    claims = list(dict.fromkeys(claim for claim, *_ in pairs))
    return row(name, verdicts(p), known, p.max(axis=1), [claims.index(c) for c, *_ in pairs])


def _json_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def show(rows: Sequence[dict[str, str]]) -> None:
    """Print rows as a table."""
    for r in rows:
        print("  ".join(f"{k} {v}" for k, v in r.items()), flush=True)


def main() -> None:
    """Measure, and write the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="folder of the question sets")
    parser.add_argument("--write", action="store_true", help="the weights into the model's card")
    parser.add_argument("--most", type=int, help="matters of a kind (default: all)")
    arguments = parser.parse_args()
    if arguments.write and arguments.most:
        parser.error("weights are written from all matters: leave --most out")
    began = time.perf_counter()
    model = ReaderModel()
    items = load_authored(arguments.data, "dev")[: arguments.most]
    invented = invented_matters("dev")[: arguments.most]
    rows, fitted = paragraph_given(Judge(model, PLAIN), authored_matters(items), invented)
    print("paragraph given (fitted on one half, measured on the other)")
    show(rows)
    judge = Judge(model, fitted)
    if arguments.write:
        card = json.loads(CARD.read_text(encoding="utf-8"))
        card["judge"] = {"matrix": fitted.matrix.tolist(), "bias": fitted.bias.tolist()}
        card["judge"]["figures"] = [r for r in rows if "judge" in r["cases"]]
        CARD.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    show(paragraph_found(judge, items))
    show(english_sets(judge, arguments.data / "claims", arguments.most))
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
