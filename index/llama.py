"""Our encoder and our retrieval as LlamaIndex parts, and any LlamaIndex embedder as our encoder."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.schema import NodeWithScore, QueryBundle
from pydantic import PrivateAttr

from index.encoder import AdaptedE5, Encoder, Vectors
from index.search import Index
from ingest.chunk import Chunk
from ingest.language import detect
from ingest.nodes import chunk_node


class EncoderEmbedding(BaseEmbedding):
    """An encoder of ours as a LlamaIndex embedding; by default the bundled one.

    Queries and texts are encoded differently, as the model wants it.
    """

    _encoder: Encoder = PrivateAttr()

    def __init__(self, encoder: Encoder | None = None, **kwargs: Any) -> None:
        encoder = encoder or AdaptedE5()
        super().__init__(model_name=encoder.name, **kwargs)
        self._encoder = encoder

    @classmethod
    def class_name(cls) -> str:
        return "EncoderEmbedding"

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._encoder.queries([query])[0].tolist()

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._encoder.passages([text])[0].tolist()

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self._encoder.passages(texts).tolist()


class EmbeddingEncoder:
    """A LlamaIndex embedding as an encoder of ours: another model for the index."""

    def __init__(self, embedding: BaseEmbedding) -> None:
        self._embedding = embedding
        self.name = f"llama-index/{embedding.class_name()}/{embedding.model_name}"

    def queries(self, texts: Sequence[str]) -> Vectors:
        return _unit([self._embedding.get_query_embedding(text) for text in texts])

    def passages(self, texts: Sequence[str]) -> Vectors:
        return _unit(self._embedding.get_text_embedding_batch(list(texts)))


def _unit(rows: Sequence[Sequence[float]]) -> Vectors:
    vectors = np.asarray(rows, np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True).clip(1e-12)


class HybridRetriever(BaseRetriever):
    """Dense and lexical retrieval, fused, over one snapshot. A node is a numbered paragraph's best
    chunk, with `report`, `paragraph` and `label` in its metadata; its score is the fused one."""

    def __init__(self, index: Index, top: int = 10) -> None:
        super().__init__()
        self._index = index
        self._top = top

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        question = query_bundle.query_str
        found = self._index.search(question, detect(question), self._top)
        nodes = []
        for p in found:
            chunk = Chunk(p.report, p.paragraph, p.unit, p.start, p.end)
            node = chunk_node(self._index.report(p.report), chunk)
            nodes.append(NodeWithScore(node=node, score=p.score))
        return nodes
