"""Vectors by (encoder, text), so that a rebuild encodes only what is new."""

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from index.encoder import Encoder, Vectors

_BATCH = 64


def _key(encoder: str, text: str) -> bytes:
    return hashlib.sha256(f"{encoder}\0{text}".encode()).digest()


def cached_passages(
    file: Path,
    encoder: Encoder,
    texts: Sequence[str],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Vectors:
    """Vectors of texts, shape (n, dimension), the known ones from `file`, the others encoded.

    Each batch is stored once encoded, so an interrupted run goes on where it stopped. `progress`
    gets (encoded, to encode).
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file, timeout=30)) as db:
        db.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB)")
        keys = [_key(encoder.name, text) for text in texts]
        known = _known(db, keys)
        missing = {key: i for i, key in enumerate(keys) if key not in known}
        todo = sorted(missing.values(), key=lambda i: len(texts[i]))  # batches of like lengths
        for n in range(0, len(todo), _BATCH):
            rows = todo[n : n + _BATCH]
            vectors = encoder.passages([texts[i] for i in rows])
            for i, vector in zip(rows, vectors, strict=True):
                known[keys[i]] = vector
            _store(db, [(keys[i], known[keys[i]]) for i in rows])
            progress(min(n + _BATCH, len(todo)), len(todo))
    return np.stack([known[key] for key in keys]) if keys else encoder.passages([])


def _known(db: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, np.ndarray]:
    found: dict[bytes, np.ndarray] = {}
    for n in range(0, len(keys), 500):
        some = list(dict.fromkeys(keys[n : n + 500]))
        marks = ",".join("?" * len(some))
        rows = db.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", some)
        found.update((key, np.frombuffer(vector, np.float32)) for key, vector in rows)
    return found


def _store(db: sqlite3.Connection, rows: Sequence[tuple[bytes, np.ndarray]]) -> None:
    with db:
        db.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
            [(key, vector.astype(np.float32).tobytes()) for key, vector in rows],
        )
