"""Our chunks as LlamaIndex nodes, for those who bring their own LlamaIndex application."""

from collections.abc import Sequence
from typing import Any

from llama_index.core.node_parser import NodeParser
from llama_index.core.schema import BaseNode, Document, TextNode
from pydantic import Field

from ingest.chunk import Chunk, chunks
from ingest.extract import extract
from ingest.parse import parse
from ingest.report import Report


class ParagraphNodeParser(NodeParser):
    """Splits official reports into their numbered paragraphs.

    A node's id is the chunk's; its offsets are code points of the report's canonical text; its
    metadata carry `report`, `paragraph`, `label`, `heading` and `lang`.
    """

    limit: int = Field(default=400, description="Tokens (o200k_base) of the longest node.", gt=0)

    @classmethod
    def class_name(cls) -> str:
        return "ParagraphNodeParser"

    def _parse_nodes(
        self, nodes: Sequence[BaseNode], show_progress: bool = False, **kwargs: Any
    ) -> list[BaseNode]:
        out: list[BaseNode] = []
        for node in nodes:
            name = str(node.metadata.get("file_name") or node.node_id)
            data = node.get_content().encode()
            report = parse(extract(data, name), name, node.hash)
            out += [chunk_node(report, chunk) for chunk in chunks(report, self.limit)]
        return out


def report_document(report: Report) -> Document:
    """The report as one LlamaIndex document."""
    metadata = {"file_name": report.source, "symbol": report.symbol, "lang": report.lang}
    return Document(id_=report.id, text=report.text, metadata=metadata)


def chunk_node(report: Report, chunk: Chunk) -> TextNode:
    """A chunk as a node; its metadata are kept out of embeddings and prompts."""
    p = report.paragraph(chunk.paragraph)
    metadata = {
        "report": report.id,
        "paragraph": chunk.paragraph,
        "label": p.label,
        "heading": list(p.heading),
        "lang": report.lang,
    }
    return TextNode(
        id_=chunk.id,
        text=report.text[chunk.start : chunk.end],
        start_char_idx=chunk.start,
        end_char_idx=chunk.end,
        metadata=metadata,
        excluded_embed_metadata_keys=list(metadata),
        excluded_llm_metadata_keys=list(metadata),
    )
