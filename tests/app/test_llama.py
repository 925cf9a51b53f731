"""Our parts inside LlamaIndex, and LlamaIndex's inside ours."""

import numpy as np
import pytest
from llama_index.core import MockEmbedding
from llama_index.core.schema import TextNode

from app.assistant import Assistant
from app.library import Library
from app.query_engine import AnswerQueryEngine
from app.reader import SentenceReader
from app.settings import Settings
from index.encoder import HashingEncoder
from index.llama import EmbeddingEncoder, EncoderEmbedding, HybridRetriever

REPORT = """Report of the Working Group on Lighthouses

I. Introduction

1. The Group met in Oslo from 3 to 7 May 2027.

2. The Group elected Ms. Ada Obi as Chair.
"""


@pytest.fixture
def assistant(tmp_path):
    (tmp_path / "lights.txt").write_text(REPORT, encoding="utf-8")
    encoder = HashingEncoder()
    Library(tmp_path / "data", Settings(workers=0), encoder).ingest([tmp_path / "lights.txt"])
    settings = Settings(not_found_below=0.0)
    return Assistant(tmp_path / "data", settings, encoder, SentenceReader(encoder))


def test_our_encoder_is_a_llama_index_embedding():
    encoder = HashingEncoder()
    embedding = EncoderEmbedding(encoder)
    assert embedding.model_name == encoder.name
    expected = encoder.passages(["one two", "three"])
    given = embedding.get_text_embedding_batch(["one two", "three"])
    np.testing.assert_allclose(given, expected, rtol=1e-6)
    node = TextNode(text="one two")
    (embedded,) = embedding([node])
    np.testing.assert_allclose(embedded.embedding, expected[0], rtol=1e-6)


def test_a_llama_index_embedding_is_an_encoder_of_ours_with_its_own_name():
    encoder = EmbeddingEncoder(MockEmbedding(embed_dim=4))
    assert "MockEmbedding" in encoder.name
    np.testing.assert_allclose(np.linalg.norm(encoder.passages(["a", "b"]), axis=1), 1.0)


def test_our_retrieval_is_a_llama_index_retriever_whose_nodes_are_paragraphs(assistant):
    nodes = HybridRetriever(assistant.index, top=2).retrieve("Who was elected as Chair?")
    assert nodes[0].metadata["label"] == "para. 2"
    report = assistant.index.report(nodes[0].metadata["report"])
    node = nodes[0].node
    assert node.get_content() == report.text[node.start_char_idx : node.end_char_idx]


def test_our_answers_are_a_llama_index_query_engine_with_citations_as_sources(assistant):
    response = AnswerQueryEngine(assistant=assistant).query("Who was elected as Chair?")
    assert "Ada Obi" in str(response)
    assert response.source_nodes[0].metadata["paragraph"] == "2"
    assert response.metadata["status"] in ("answered", "uncertain")
