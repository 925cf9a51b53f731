"""Snapshots: immutable folders with everything a question needs, and the pointer to the newest.

    snapshots/<fingerprint>/chroma/ sentences.npy sentence_counts.npy lexical/ reports/
                            chunks.json manifest.json
    CURRENT

A build works in a folder of its own, writes its manifest last, renames the folder into place and
then swaps the pointer. What is interrupted leaves the snapshot before it serving. The time of a
manifest is when its snapshot last came to serve (a rollback leaves it). One process changes
snapshots at a time: what does so here is called under the lock of `writing`.
"""

import contextlib
import hashlib
import itertools
import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock

from index import holds
from index.cache import cached_passages
from index.encoder import Encoder
from index.filters import facets
from ingest.catalog import Progress, listed, to_dict
from ingest.chunk import Chunk, chunks
from ingest.errors import NotFound, RapporteurError
from ingest.files import write_whole
from ingest.report import Report
from ingest.sentences import sentences

# Raised by 1 whenever what a snapshot holds, or how it was made, changes.
FORMAT = 4
_EMPTY = "nothing is indexed in {}; run `rapporteur ingest FILE_OR_FOLDER` first"
_INCOMPLETE = "the index in {} is incomplete; run `rapporteur index rebuild`"
_NOT_MADE = (
    "the index could not be made ({}) and what was there before still serves; "
    "mend that, then run `rapporteur index rebuild`"
)
_NONE_BEFORE = "no snapshot before the one that serves is kept; `rapporteur index status` lists all"


def quiet(done: int, total: int) -> None:
    """A progress callback that shows nothing."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What shapes an index: another recipe gives another fingerprint."""

    encoder: Encoder
    limit: int  # tokens of a chunk

    @property
    def key(self) -> tuple[int, str, int]:
        """Equal for recipes whose snapshots can be read alike."""
        return FORMAT, self.encoder.name, self.limit

    def fingerprint(self, reports: Iterable[Report]) -> str:
        """Names the snapshot that this recipe makes of these reports."""
        parts = [str(FORMAT), self.encoder.name, str(self.limit)]
        parts += sorted(f"{r.id} {r.sha256} {r.source} {_content(r)}" for r in reports)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _content(report: Report) -> str:
    """Equal where the same was recovered from a file: with and without OCR it is not."""
    whole = f"{report.text}\n{report.paragraphs}"
    return hashlib.sha256(whole.encode(errors="surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot on disk. `since` is when it last came to serve, in seconds of the epoch; `size` in
    bytes; `recipe` its recipe's key; `reports` are ids; `held_by` the ids of the processes that
    have it open."""

    folder: Path
    fingerprint: str
    recipe: tuple[int, str, int]
    current: bool
    since: float
    size: int
    reports: tuple[str, ...]
    chunks: int
    held_by: tuple[int, ...]


def writing(data: Path) -> FileLock:
    """The lock of those who change snapshots. The lock of a process that died is free."""
    return FileLock(data / ".lock")


def current(data: Path) -> Path:
    """The folder of the snapshot that serves. Raises NotFound where there is none."""
    pointer = data / "CURRENT"
    if not pointer.exists():
        raise NotFound(_EMPTY.format(data))
    folder = data / "snapshots" / pointer.read_text(encoding="utf-8").strip()
    if not (folder / "manifest.json").exists():
        raise NotFound(_INCOMPLETE.format(data))
    return folder


def snapshots(data: Path) -> list[Snapshot]:
    """All whole snapshots: the one that serves first, then those that served last."""
    pointer = data / "CURRENT"
    name = pointer.read_text(encoding="utf-8").strip() if pointer.exists() else ""
    folders = (data / "snapshots").glob("[!.]*")
    found = [s for f in folders if (s := _read(f, f.name == name))]
    return sorted(found, key=lambda s: (not s.current, -s.since))


def _read(folder: Path, is_current: bool) -> Snapshot | None:
    manifest = folder / "manifest.json"
    try:
        made = json.loads(manifest.read_text(encoding="utf-8"))
        since = manifest.stat().st_mtime
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None  # without a manifest it is no snapshot
    return Snapshot(
        folder=folder,
        fingerprint=made["fingerprint"],
        recipe=(made["format"], made["encoder"], made["limit"]),
        current=is_current,
        since=since,
        size=_size(folder),
        reports=tuple(r["id"] for r in made["reports"]),
        chunks=made["chunks"],
        held_by=holds.holders(folder),
    )


def _size(folder: Path) -> int:
    """Bytes of all files; one that goes away meanwhile counts nothing."""
    total = 0
    for path in (os.path.join(home, name) for home, _, names in os.walk(folder) for name in names):
        with contextlib.suppress(FileNotFoundError):
            total += os.stat(path).st_size
    return total


def before(data: Path) -> Snapshot:
    """The snapshot that served before the one that serves. Raises NotFound where none is kept."""
    found = snapshots(data)
    serving = next((s for s in found if s.current), None)
    if serving is None:
        raise NotFound(_EMPTY.format(data))
    for s in found:
        if s.since < serving.since and s.fingerprint != serving.fingerprint:
            return s
    raise NotFound(_NONE_BEFORE)


def serve(data: Path, folder: Path) -> None:
    """Make a snapshot current."""
    write_whole(data / "CURRENT", f"{folder.name}\n".encode())


def build(
    data: Path,
    reports: Sequence[Report],
    recipe: Recipe,
    keep: int,
    progress: Progress = quiet,
    *,
    cache: Path | None = None,
    anew: bool = False,
) -> str:
    """Make the snapshot of these reports current, and return its fingerprint.

    Nothing is built where it is there already, unless `anew`. The `keep` newest snapshots stay on
    disk; vectors are kept in `cache` (else in the data folder). Raises RapporteurError where
    something cannot be written.
    """
    fingerprint = recipe.fingerprint(reports)
    made = _newest(data, fingerprint)
    if made is None or anew:
        folder = _free(data / "snapshots" / fingerprint)
        draft = data / "snapshots" / f".draft-{os.getpid()}"
        shutil.rmtree(draft, ignore_errors=True)
        try:
            _write(draft, cache or data / "cache", reports, recipe, progress)
            draft.rename(folder)
            serve(data, folder)
        except (OSError, sqlite3.DatabaseError) as e:
            raise RapporteurError(_NOT_MADE.format(getattr(e, "strerror", None) or e)) from e
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    elif not made.current:
        os.utime(made.folder / "manifest.json")
        serve(data, made.folder)
    prune(data, keep)
    return fingerprint


def _newest(data: Path, fingerprint: str) -> Snapshot | None:
    return next((s for s in snapshots(data) if s.fingerprint == fingerprint), None)


def _free(folder: Path) -> Path:
    """The folder, or where it is taken (a reader may have it open), one beside it."""
    beside = (folder.with_name(f"{folder.name}-{n}") for n in itertools.count(2))
    return next(f for f in itertools.chain([folder], beside) if not f.exists())


def _write(
    draft: Path, cache: Path, reports: Sequence[Report], recipe: Recipe, progress: Progress
) -> None:
    from index.dense import DenseIndex
    from index.lexical import LexicalIndex

    pairs = [(report, chunk) for report in reports for chunk in chunks(report, recipe.limit)]
    texts = [embedded_text(report, chunk) for report, chunk in pairs]
    parts = [
        [report.text[a:b] for a, b in sentence_spans(report, chunk)] for report, chunk in pairs
    ]
    every = [*texts, *itertools.chain.from_iterable(parts)]
    vectors = cached_passages(cache / "embeddings.sqlite", recipe.encoder, every, progress)
    (draft / "reports").mkdir(parents=True)
    if pairs:
        DenseIndex.build(
            draft,
            [chunk.id for _, chunk in pairs],
            [report.id for report, _ in pairs],
            vectors[: len(pairs)],
            vectors[len(pairs) :],
            [len(own) for own in parts],
        )
    rows = [(text, report.lang) for text, (report, _) in zip(texts, pairs, strict=True)]
    LexicalIndex.build(rows).save(draft / "lexical")
    for report in reports:
        _dump(draft / "reports" / f"{report.id}.json", to_dict(report))
    _dump(draft / "chunks.json", [asdict(chunk) for _, chunk in pairs])
    _dump(draft / "manifest.json", _manifest(reports, recipe, len(pairs)))


def embedded_text(report: Report, chunk: Chunk) -> str:
    """What both legs index: heading and lead-in, then the text that may be cited."""
    text = report.text[chunk.start : chunk.end]
    return f"{chunk.context}\n{text}" if chunk.context else text


def sentence_spans(report: Report, chunk: Chunk) -> list[tuple[int, int]]:
    """What the dense leg indexes beside: the sentences of the text that may be cited, at least
    one."""
    return sentences(report.text, chunk.start, chunk.end) or [(chunk.start, chunk.end)]


def _manifest(reports: Sequence[Report], recipe: Recipe, count: int) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "fingerprint": recipe.fingerprint(reports),
        "encoder": recipe.encoder.name,
        "limit": recipe.limit,
        "chunks": count,
        "reports": [asdict(listed(r)) for r in reports],
        "facets": {r.id: asdict(facets(r)) for r in reports},
    }


def _dump(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def prune(data: Path, keep: int) -> list[Snapshot]:
    """Remove what is not needed, and return the snapshots that went: those that are neither among
    the `keep` newest nor held by a reader (of one made anew, only the newest counts), and what was
    left by processes that died."""
    found = snapshots(data)
    kept: dict[str, Snapshot] = {}
    for s in found:
        kept.setdefault(s.fingerprint, s)
    needed = list(kept.values())[:keep]
    gone = [s for s in found if s not in needed and holds.take_away(s.folder)]
    whole = {s.folder for s in found}
    for folder in (data / "snapshots").iterdir():
        if folder.is_dir() and folder not in whole:
            shutil.rmtree(folder, ignore_errors=True)
    return gone
