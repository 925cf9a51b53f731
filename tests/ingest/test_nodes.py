"""Our paragraphs as LlamaIndex nodes."""

import pytest
from llama_index.core.schema import Document, MetadataMode
from pydantic import ValidationError

from ingest.chunk import chunks
from ingest.nodes import ParagraphNodeParser, chunk_node, report_document

TEXT = """\
Report of the Working Group on Lighthouses

I. Introduction

1. The Working Group on Lighthouses met in Oslo from 7 to 11 April 2031.

2. It adopted its agenda, as follows:

1. Opening of the session of the Working Group.

2. Closing of the session of the Working Group.

3. It elected a Chair.
"""


@pytest.fixture(scope="module")
def document():
    return Document(text=TEXT, metadata={"file_name": "report.txt"})


@pytest.fixture(scope="module")
def nodes(document):
    return ParagraphNodeParser().get_nodes_from_documents([document])


def test_there_is_a_node_for_every_chunk_with_its_id(nodes, parsed):
    report = parsed(TEXT)
    assert [node.node_id for node in nodes] == [c.id for c in chunks(report, 400)]
    assert nodes[0].node_id == f"{report.id}#para_1"


def test_a_node_s_text_is_the_canonical_text_at_its_offsets(nodes, parsed):
    text = parsed(TEXT).text
    assert nodes
    for node in nodes:
        assert node.text == text[node.start_char_idx : node.end_char_idx]


def test_a_node_knows_report_paragraph_label_heading_and_language(nodes):
    by_id = {node.node_id.partition("#")[2]: node.metadata for node in nodes}
    about = by_id["para_2__li_1"]
    assert about["paragraph"] == "2"
    assert about["label"] == "para. 2"
    assert about["heading"] == ["I. Introduction"]
    assert about["lang"] == "en"
    assert about["report"].endswith(".en")


def test_metadata_stay_out_of_embeddings_and_prompts(nodes):
    for node in nodes:
        assert node.get_content(MetadataMode.EMBED) == node.text
        assert node.get_content(MetadataMode.LLM) == node.text


def test_the_limit_cuts_longer_paragraphs(document):
    few = ParagraphNodeParser(limit=400).get_nodes_from_documents([document])
    many = ParagraphNodeParser(limit=8).get_nodes_from_documents([document])
    assert len(many) > len(few)


def test_a_limit_of_nothing_is_refused():
    with pytest.raises(ValidationError):
        ParagraphNodeParser(limit=0)


def test_a_report_as_a_document_carries_the_canonical_text(sample):
    document = report_document(sample("zh"))
    assert document.text == sample("zh").text
    assert document.id_ == sample("zh").id


@pytest.mark.parametrize("lang", ["ar", "zh", "en", "fr", "ru", "es"])
def test_the_chunks_of_every_language_become_nodes_at_their_offsets(sample, lang):
    report = sample(lang)
    for chunk in chunks(report, 120):
        node = chunk_node(report, chunk)
        assert node.text == report.text[node.start_char_idx : node.end_char_idx]
        assert node.metadata["label"] == report.find(chunk.paragraph).label
