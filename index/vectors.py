"""The dense leg: vectors in an embedded Chroma collection, cosine, encoded by us."""

from collections.abc import Sequence
from pathlib import Path

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.config import Settings
from chromadb.errors import ChromaError

from index.encoder import Vectors

_COLLECTION = "chunks"


def _client(folder: Path) -> Client:
    settings = Settings(anonymized_telemetry=False)
    client = chromadb.PersistentClient(path=str(folder), settings=settings)
    assert isinstance(client, Client), "an embedded Chroma is a Client, which can be closed"
    return client


class VectorIndex:
    """Vectors by chunk id. A built one is only read."""

    def __init__(self, folder: Path) -> None:
        self._client = _client(folder)
        self._collection = self._client.get_collection(_COLLECTION, embedding_function=None)

    @classmethod
    def build(
        cls, folder: Path, ids: Sequence[str], reports: Sequence[str], vectors: Vectors
    ) -> None:
        """Write vectors of shape (n, dimension) with their ids and report ids.

        Raises OSError where they cannot be written."""
        try:
            cls._write(folder, ids, reports, vectors)
        except ChromaError as e:
            raise OSError(str(e)) from e

    @staticmethod
    def _write(folder: Path, ids: Sequence[str], reports: Sequence[str], vectors: Vectors) -> None:
        client = _client(folder)
        try:
            collection = client.create_collection(
                _COLLECTION,
                embedding_function=None,  # the default one downloads a model
                configuration={
                    "hnsw": {"space": "cosine", "ef_search": 200, "ef_construction": 200}
                },
            )
            step = client.get_max_batch_size()
            for i in range(0, len(ids), step):
                collection.add(
                    ids=list(ids[i : i + step]),
                    embeddings=np.asarray(vectors[i : i + step]),
                    metadatas=[{"report": report} for report in reports[i : i + step]],
                )
        finally:
            client.close()

    def close(self) -> None:
        """Let go of the folder. Searching afterwards is an error."""
        self._client.close()

    def search(
        self,
        vector: Vectors,
        limit: int,
        reports: Sequence[str] | None = None,
        chunks: Sequence[str] | None = None,
    ) -> list[tuple[str, float]]:
        """(chunk id, cosine) nearest to a vector of shape (dimension,), best first, among the
        chunks of these reports, and among these chunks."""
        count = min(limit, self._collection.count())
        if not count or any(some is not None and not some for some in (reports, chunks)):
            return []
        found = self._collection.query(
            query_embeddings=np.asarray([vector]),
            n_results=count,
            where={"report": {"$in": list(reports)}} if reports is not None else None,
            ids=list(chunks) if chunks is not None else None,
            include=["distances"],
        )
        distances = found["distances"]
        assert distances is not None, "distances were asked for"
        return [
            (chunk, 1.0 - float(d)) for chunk, d in zip(found["ids"][0], distances[0], strict=True)
        ]
