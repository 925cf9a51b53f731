"""How retrieval grows, what an ingest beside it does to it, and which lexical engine grows best:
three parts of `make bench-index`.

Texts and vectors are made, by a seed. Each size is built in one process and asked in another.
"""

import argparse
import hashlib
import multiprocessing
import resource
import sqlite3
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from importlib.util import find_spec
from itertools import accumulate, cycle, islice
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from index.analysis import analyse, analyse_question
from index.encoder import AdaptedE5, Vectors
from index.lexical import LexicalIndex
from index.search import Index
from index.snapshot import Recipe, build, current
from ingest.report import Paragraph, Report

_LIMIT = 400
_TOP = 24
_CANDIDATES = 200
_PER_REPORT = 200
_QUESTIONS = 200
_SERVED, _INGESTED = 2000, 5000  # paragraphs, encoded by the model itself
_PAUSE = 0.05  # seconds between two questions
_WIDTH = 384
_T = TypeVar("_T")
Search = Callable[[str], list[int]]


def timed(run: Callable[[], _T]) -> tuple[_T, float]:
    """What a call gives, and the seconds that it took."""
    began = time.perf_counter()
    result = run()
    return result, time.perf_counter() - began


def percentiles(run: Callable[[str], Any], questions: Sequence[str]) -> str:
    """Median and 95th percentile of a call, over questions, the first of which warms up."""
    run(questions[0])
    seconds = [timed(lambda q=q: run(q))[1] for q in questions]
    half, most = np.percentile(seconds, (50, 95)) * 1000
    return f"p50 {half:.1f} ms, p95 {most:.1f} ms ({len(seconds)} questions)"


def scale(a: argparse.Namespace) -> None:
    """Building and asking snapshots of made paragraphs: time, disk, memory."""
    for size in a.sizes:
        with tempfile.TemporaryDirectory() as folder:
            _apart(_build, folder, size)
            _apart(_ask, folder, size)


def _build(folder: str, size: int) -> None:
    reports = _reports(size)
    before = _peak()
    _, seconds = timed(lambda: build(Path(folder), reports, Recipe(Made(), _LIMIT), 1))
    disk = _megabytes(current(Path(folder)))
    cache = _megabytes(Path(folder) / "cache")
    print(
        f"{size} paragraphs: built in {seconds:.0f} s; {disk} MB on disk, vectors kept {cache} MB"
    )
    print(f"  memory {_peak()} MB at most ({before} MB with the reports alone)", flush=True)


def _ask(folder: str, size: int) -> None:
    encoder = Made()
    index, seconds = timed(lambda: Index(current(Path(folder)), encoder, _LIMIT))
    found = percentiles(lambda q: index.search(q, "en", _TOP), made_questions(size))
    print(f"  opened in {seconds:.1f} s; {found}; memory {_peak()} MB at most", flush=True)


def ingesting(a: argparse.Namespace) -> None:
    """Retrieval, encoding of the question included, while another process ingests."""
    questions = made_questions(_SERVED)
    with tempfile.TemporaryDirectory() as folder:
        _apart(_encode, folder, _SERVED)
        encoder = AdaptedE5()
        index = Index(current(Path(folder)), encoder, _LIMIT)
        alone = percentiles(lambda q: index.search(q, "en", _TOP), questions)
        print(f"{_SERVED} paragraphs, alone: {alone}", flush=True)
        ingest = multiprocessing.get_context("spawn").Process(
            target=_encode, args=(folder, _INGESTED)
        )
        ingest.start()
        seconds = []
        for question in cycle(questions):
            if not ingest.is_alive():
                break
            seconds.append(timed(lambda q=question: index.search(q, "en", _TOP))[1])
            time.sleep(_PAUSE)
        ingest.join()
        half, most = np.percentile(seconds, (50, 95)) * 1000
        print(
            f"  while {_INGESTED} are ingested: p50 {half:.1f} ms, p95 {most:.1f} ms, "
            f"{max(seconds) * 1000:.0f} ms at most ({len(seconds)} questions)"
        )


def _encode(folder: str, size: int) -> None:
    recipe = Recipe(AdaptedE5(), _LIMIT)
    build(Path(folder), _reports(size), recipe, 2, cache=Path(folder) / "cache")


def engines(a: argparse.Namespace) -> None:
    """Lexical engines over the same tokens: build, disk, memory, queries."""
    names = ["bm25s", "SQLite FTS5", *(["tantivy"] if find_spec("tantivy") else [])]
    for size in a.sizes:
        for name in names:
            with tempfile.TemporaryDirectory() as folder:
                _apart(_index_with, name, folder, size)
                _apart(_ask_with, name, folder, size)
    if len(names) == 2:
        print("tantivy is not installed (pip install tantivy) and was left out")


def _index_with(name: str, folder: str, size: int) -> None:
    texts = list(made_texts(size))
    _, seconds = timed(lambda: _BUILD[name](Path(folder), texts))
    disk = _megabytes(Path(folder))
    print(
        f"{size} {name}: built in {seconds:.1f} s, {disk} MB on disk, memory {_peak()} MB at most"
    )


def _ask_with(name: str, folder: str, size: int) -> None:
    search, seconds = timed(lambda: _OPEN[name](Path(folder)))
    found = percentiles(search, made_questions(size))
    print(f"  opened in {seconds:.1f} s; {found}; memory {_peak()} MB at most", flush=True)


def _build_bm25s(folder: Path, texts: Sequence[str]) -> None:
    LexicalIndex.build([(text, "en") for text in texts]).save(folder / "index")


def _open_bm25s(folder: Path) -> Search:
    index = LexicalIndex.load(folder / "index")
    return lambda question: [row for row, _ in index.search(question, "en", _CANDIDATES)]


def _build_fts5(folder: Path, texts: Sequence[str]) -> None:
    db = sqlite3.connect(folder / "index.sqlite")
    form = "unicode61 remove_diacritics 0 tokenchars ':-'"
    db.execute(f"CREATE VIRTUAL TABLE t USING fts5(x, content='', tokenize=\"{form}\")")
    rows = ((n, " ".join(analyse(text, "en"))) for n, text in enumerate(texts))
    db.executemany("INSERT INTO t (rowid, x) VALUES (?, ?)", rows)
    db.execute("INSERT INTO t (t) VALUES ('optimize')")
    db.commit()
    db.close()


def _open_fts5(folder: Path) -> Search:
    db = sqlite3.connect(folder / "index.sqlite")
    query = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT ?"

    def search(question: str) -> list[int]:
        tokens = dict.fromkeys(analyse_question(question, "en"))
        match = " OR ".join(f'"{token}"' for token in tokens)
        return [row for (row,) in db.execute(query, (match, _CANDIDATES))]

    return search


def _tantivy_schema(tantivy: Any) -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("row", stored=True)
    builder.add_text_field("x", tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _build_tantivy(folder: Path, texts: Sequence[str]) -> None:
    import tantivy  # pyright: ignore[reportMissingImports] - only compared with, never needed

    index = tantivy.Index(_tantivy_schema(tantivy), path=str(folder))
    writer = index.writer(num_threads=2)
    for n, text in enumerate(texts):
        writer.add_document(tantivy.Document(row=n, x=" ".join(analyse(text, "en"))))
    writer.commit()
    writer.wait_merging_threads()


def _open_tantivy(folder: Path) -> Search:
    import tantivy  # pyright: ignore[reportMissingImports] - only compared with, never needed

    schema = _tantivy_schema(tantivy)
    searcher = tantivy.Index(schema, path=str(folder)).searcher()

    def search(question: str) -> list[int]:
        tokens = dict.fromkeys(analyse_question(question, "en"))
        terms = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "x", t)) for t in tokens]
        hits = searcher.search(tantivy.Query.boolean_query(terms), _CANDIDATES).hits
        return [searcher.doc(address)["row"][0] for _, address in hits]

    return search


_BUILD = {"bm25s": _build_bm25s, "SQLite FTS5": _build_fts5, "tantivy": _build_tantivy}
_OPEN = {"bm25s": _open_bm25s, "SQLite FTS5": _open_fts5, "tantivy": _open_tantivy}


class Made:
    """Unit vectors without a model: a text's is one of 500 topics with noise, both by its hash."""

    name = "made-384"

    @cached_property
    def _topics(self) -> Vectors:
        return np.random.default_rng(0).normal(size=(500, _WIDTH)).astype(np.float32)

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        out = np.zeros((len(texts), _WIDTH), np.float32)
        for row, text in zip(out, texts, strict=True):
            seed = zlib.crc32(text.encode())
            row += self._topics[seed % len(self._topics)]
            row += np.random.default_rng(seed).normal(size=_WIDTH).astype(np.float32)
            row /= np.linalg.norm(row)
        return out


def made_texts(count: int) -> Iterator[str]:
    """Paragraphs of 20 to 100 words out of 60,000, frequent as words are (Zipf), no two alike."""
    rng = np.random.default_rng(count)
    parts = [c + v for c in "bdfgklmnprstvz" for v in ("a", "e", "i", "o", "u", "an", "er")]
    base = len(parts)
    words = [parts[i % base] + parts[i // base % base] + parts[i // base**2] for i in range(60_000)]
    cumulated = np.cumsum(1 / (np.arange(len(words)) + 2.7))
    for n in range(count):
        drawn = rng.random(int(rng.integers(20, 100))) * cumulated[-1]
        some = [words[i] for i in np.searchsorted(cumulated, drawn)]
        yield " ".join([*some[:10], str(n), *some[10:]]).capitalize() + "."


def _reports(size: int) -> list[Report]:
    """Made reports that have so many paragraphs in all."""
    texts = made_texts(size)
    return [
        made_report(f"made-{n}.en", "en", list(islice(texts, min(_PER_REPORT, size - n))))
        for n in range(0, size, _PER_REPORT)
    ]


def made_questions(count: int) -> list[str]:
    """Questions of some words of a paragraph, spread over all of `made_texts(count)`."""
    step = max(1, count // _QUESTIONS)
    rng = np.random.default_rng(0)
    some = (text.rstrip(".").lower().split() for text in islice(made_texts(count), 0, None, step))
    return [" ".join(rng.choice(words, 8, replace=False)) for words in some][:_QUESTIONS]


def made_report(name: str, lang: str, texts: Sequence[str]) -> Report:
    """A report of one numbered paragraph after another."""
    ends = list(accumulate(len(text) + 2 for text in texts))
    spans = [(end - 2 - len(text), end - 2) for end, text in zip(ends, texts, strict=True)]
    parts = tuple(Paragraph(str(n), f"{n}.", "paragraph", *s) for n, s in enumerate(spans, 1))
    text = "\n\n".join(texts)
    sha256 = hashlib.sha256(f"{name}\n{text}".encode()).hexdigest()
    return Report(name, f"{name}.txt", f"{name}.txt", sha256, lang, text, parts)


def _apart(run: Callable[..., None], *values: Any) -> None:
    """In a process of its own, whose memory is measured. Raises RuntimeError where it fails."""
    process = multiprocessing.get_context("spawn").Process(target=run, args=values)
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError(f"{run.__name__}{values} ended with {process.exitcode}")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _megabytes(folder: Path) -> str:
    size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
    return f"{size / 1e6:.1f}"
