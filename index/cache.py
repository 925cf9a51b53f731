"""Vectors by (encoder, text), so that a rebuild encodes only what is new."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from index.encoder import Encoder, Vectors

_BATCH = 64
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

Progress = Callable[[int, int], None]


def _key(encoder: str, text: str) -> bytes:
    return hashlib.sha256(f"{encoder}\0{text}".encode()).digest()


def cached_passages(
    file: Path,
    encoder: Encoder,
    texts: Sequence[str],
    progress: Progress = lambda done, total: None,
) -> Vectors:
    """Vectors of texts, shape (n, dimension), the known ones from `file`, the others encoded.

    Each batch is stored once encoded, so an interrupted run goes on where it stopped. `progress`
    gets (encoded, to encode). A damaged file is set aside and made anew.
    """
    if not texts:
        return np.zeros((0, 0), np.float32)
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _passages(file, encoder, texts, progress)
    except sqlite3.DatabaseError as e:
        if e.sqlite_errorcode & 0xFF not in _DAMAGED:  # the low byte is the kind of error
            raise
    file.replace(file.with_name(f"{file.name}.damaged"))
    file.with_name(f"{file.name}-journal").unlink(missing_ok=True)
    return _passages(file, encoder, texts, progress)


def _passages(file: Path, encoder: Encoder, texts: Sequence[str], progress: Progress) -> Vectors:
    keys = [_key(encoder.name, text) for text in texts]
    first = {key: i for i, key in reversed(list(enumerate(keys)))}  # where a text stands first
    rows = _Rows(len(keys))
    with closing(sqlite3.connect(file, timeout=30)) as db:
        db.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB)")
        for key, vector in _known(db, list(first)):
            rows.put(first[key], vector)
        missing = [i for i in first.values() if not rows.filled[i]]
        for n in range(0, len(missing), _BATCH):
            batch = missing[n : n + _BATCH]
            vectors = encoder.passages([texts[i] for i in batch])
            _store(db, [(keys[i], v) for i, v in zip(batch, vectors, strict=True)])
            for i, vector in zip(batch, vectors, strict=True):
                rows.put(i, vector)
            progress(min(n + _BATCH, len(missing)), len(missing))
    for i, key in enumerate(keys):
        if not rows.filled[i]:
            rows.put(i, rows.vectors[first[key]])
    return rows.vectors


class _Rows:
    """A matrix of vectors that is filled row by row; the first one tells its width."""

    def __init__(self, count: int) -> None:
        self.vectors: Vectors = np.zeros((count, 0), np.float32)
        self.filled = np.zeros(count, np.bool_)

    def put(self, row: int, vector: Vectors) -> None:
        if not self.vectors.size:
            self.vectors = np.zeros((len(self.filled), len(vector)), np.float32)
        self.vectors[row] = vector
        self.filled[row] = True


def _known(db: sqlite3.Connection, keys: Sequence[bytes]) -> Iterator[tuple[bytes, Vectors]]:
    """The vectors that are there. One that is no unit vector was damaged: it is not there."""
    for n in range(0, len(keys), 500):
        some = keys[n : n + 500]
        marks = ",".join("?" * len(some))
        for key, stored in db.execute(
            f"SELECT key, vector FROM vectors WHERE key IN ({marks})", some
        ):
            vector = np.frombuffer(stored[: len(stored) // 4 * 4], np.float32)
            if abs(float(vector @ vector) - 1) < 0.01:
                yield key, vector


def _store(db: sqlite3.Connection, rows: Sequence[tuple[bytes, np.ndarray]]) -> None:
    with db:
        db.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
            [(key, vector.astype(np.float32).tobytes()) for key, vector in rows],
        )
