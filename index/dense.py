"""The dense leg: how near a question is to a chunk and to the sentence of it that is nearest.

A long paragraph says many things, and its one vector is near to none of them; a sentence alone does
not know what it is about. So the nearest chunks by their own vectors are put in order by the mean
of both cosines (see eval/LOG.md, sentences).
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.vectors import VectorIndex

_CHUNKS, _SENTENCES, _COUNTS = "chroma", "sentences.npy", "sentence_counts.npy"


class DenseIndex:
    """Vectors of chunks, in Chroma, and of their sentences, in a matrix that stays on disk until it
    is needed. Read-only."""

    def __init__(self, folder: Path, rows: Mapping[str, int]) -> None:
        """What `build` wrote into a folder. `rows` are the places of the ids that it was given."""
        self._rows = rows
        self._chunks = VectorIndex(folder / _CHUNKS)
        self._sentences = np.load(folder / _SENTENCES, mmap_mode="r")
        self._starts = np.concatenate([[0], np.load(folder / _COUNTS).cumsum()])

    @classmethod
    def build(
        cls,
        folder: Path,
        ids: Sequence[str],
        reports: Sequence[str],
        vectors: Vectors,
        sentences: Vectors,
        counts: Sequence[int],
    ) -> None:
        """Write the vectors of n chunks, shape (n, dimension), with their ids and report ids, and
        those of their sentences, shape (sum of counts, dimension): at least one for each chunk.

        Raises OSError where they cannot be written."""
        VectorIndex.build(folder / _CHUNKS, ids, reports, vectors)
        np.save(folder / _SENTENCES, sentences.astype(np.float16))
        np.save(folder / _COUNTS, np.asarray(counts, np.int64))

    def close(self) -> None:
        """Let go of the folder. Searching afterwards is an error."""
        self._chunks.close()

    def search(
        self,
        vector: Vectors,
        limit: int,
        reports: Sequence[str] | None = None,
        chunks: Sequence[str] | None = None,
    ) -> list[tuple[str, float]]:
        """(chunk id, mean of the two cosines) for a unit vector of shape (dimension,), best first:
        the nearest `limit` among the chunks of these reports, and among these chunks."""
        found = self._chunks.search(vector, limit, reports, chunks)
        if not found:
            return []
        nearest = self._nearest(vector, [self._rows[chunk] for chunk, _ in found])
        scored = [
            (chunk, (cosine + float(best)) / 2)
            for (chunk, cosine), best in zip(found, nearest, strict=True)
        ]
        return sorted(scored, key=lambda pair: -pair[1])

    def _nearest(self, vector: Vectors, rows: Sequence[int]) -> NDArray[np.float32]:
        """The cosine of the nearest sentence of each of these chunks."""
        counts = [self._starts[row + 1] - self._starts[row] for row in rows]
        firsts = np.cumsum([0, *counts[:-1]])
        return np.maximum.reduceat(self.cosines(vector, rows), firsts)

    def cosines(self, vector: Vectors, rows: Sequence[int]) -> NDArray[np.float32]:
        """Those of all sentences of the chunks in these rows to a unit vector, in order."""
        parts = [self._sentences[self._starts[row] : self._starts[row + 1]] for row in rows]
        return np.concatenate(parts) @ vector
