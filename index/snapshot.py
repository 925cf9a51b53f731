"""Snapshots: immutable folders with everything a question needs, and the pointer to the newest.

    snapshots/<fingerprint>/chroma/ lexical/ reports/ chunks.json manifest.json
    CURRENT

A build works in a folder of its own, writes its manifest last, renames the folder into place and
then swaps the pointer. What is interrupted leaves the snapshot before it serving.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.cache import cached_passages
from index.encoder import Encoder
from ingest.catalog import Progress, listed, to_dict
from ingest.chunk import Chunk, chunks
from ingest.errors import NotFound
from ingest.files import write_whole
from ingest.report import Report

# Raised by 1 whenever what a snapshot holds, or how it was made, changes.
FORMAT = 2
_EMPTY = "nothing is indexed in {}; run `rapporteur ingest FILE_OR_FOLDER` first"


def quiet(done: int, total: int) -> None:
    """A progress callback that shows nothing."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What shapes an index: another recipe gives another fingerprint."""

    encoder: Encoder
    limit: int  # tokens of a chunk

    def fingerprint(self, reports: Iterable[Report]) -> str:
        """Names the snapshot that this recipe makes of these reports."""
        parts = [str(FORMAT), self.encoder.name, str(self.limit)]
        parts += sorted(f"{r.id} {r.sha256} {r.source}" for r in reports)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def current(data: Path) -> Path:
    """The folder of the snapshot that serves. Raises NotFound where there is none."""
    pointer = data / "CURRENT"
    if not pointer.exists():
        raise NotFound(_EMPTY.format(data))
    folder = data / "snapshots" / pointer.read_text(encoding="utf-8").strip()
    if not (folder / "manifest.json").exists():
        raise NotFound(f"the index in {data} is incomplete; run `rapporteur ingest` again")
    return folder


def build(
    data: Path,
    reports: Sequence[Report],
    recipe: Recipe,
    keep: int,
    progress: Progress = quiet,
    *,
    cache: Path | None = None,
) -> str:
    """Make the snapshot of these reports current, and return its fingerprint.

    Nothing is built where it is there already. The `keep` newest snapshots stay on disk; vectors
    are kept in `cache` (else in the data folder).
    """
    fingerprint = recipe.fingerprint(reports)
    folder = data / "snapshots" / fingerprint
    if not (folder / "manifest.json").exists():
        draft = data / "snapshots" / f".draft-{os.getpid()}"
        shutil.rmtree(draft, ignore_errors=True)
        try:
            _write(draft, cache or data / "cache", reports, recipe, progress)
            shutil.rmtree(folder, ignore_errors=True)  # without a manifest it is no snapshot
            draft.rename(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    write_whole(data / "CURRENT", f"{fingerprint}\n".encode())
    _prune(data / "snapshots", fingerprint, keep)
    return fingerprint


def _write(
    draft: Path, cache: Path, reports: Sequence[Report], recipe: Recipe, progress: Progress
) -> None:
    from index.lexical import LexicalIndex
    from index.vectors import VectorIndex

    pairs = [(report, chunk) for report in reports for chunk in chunks(report, recipe.limit)]
    texts = [embedded_text(report, chunk) for report, chunk in pairs]
    vectors = cached_passages(cache / "embeddings.sqlite", recipe.encoder, texts, progress)
    (draft / "reports").mkdir(parents=True)
    ids = [chunk.id for _, chunk in pairs]
    if ids:
        VectorIndex.build(draft / "chroma", ids, [report.id for report, _ in pairs], vectors)
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


def _manifest(reports: Sequence[Report], recipe: Recipe, count: int) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "fingerprint": recipe.fingerprint(reports),
        "encoder": recipe.encoder.name,
        "limit": recipe.limit,
        "chunks": count,
        "reports": [asdict(listed(r)) for r in reports],
    }


def _dump(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def _prune(snapshots: Path, current_one: str, keep: int) -> None:
    folders = [p for p in snapshots.iterdir() if p.is_dir() and not p.name.startswith(".")]
    folders.sort(key=lambda p: (p.name != current_one, -p.stat().st_mtime))
    for old in folders[keep:]:
        shutil.rmtree(old, ignore_errors=True)
