"""Simpler systems to compare with, over the same snapshot: one leg alone, the first sentence, and
LlamaIndex as it comes.

They quote the whole paragraph that they rank first (one of them its first sentence), and refuse
only where they find nothing.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.answer import Answer, Quote, cite
from eval.questions import Question
from eval.run import Ask
from index.llama import EncoderEmbedding
from index.passage import Passage
from index.search import Index
from ingest.chunk import Chunk, cited_paragraph
from ingest.language import detect
from ingest.report import Report
from ingest.sentences import sentences

_CHUNKS = 200  # from a leg, as the assistant takes
_TOP = 10


def systems(index: Index) -> Mapping[str, Ask]:
    """The baselines by name. The reports are read, and for LlamaIndex encoded, when this is called,
    not when a question is asked."""
    legs, stock = _Legs(index), _Stock(index)
    return {
        "lexical alone": lambda q: _answer(index, q, legs.lexical),
        "dense alone": lambda q: _answer(index, q, legs.dense),
        "first sentence of the best": lambda q: _answer(
            index, q, lambda asked: index.search(asked, detect(asked), _TOP), sentence=True
        ),
        "LlamaIndex, default chunks": lambda q: _answer(index, q, stock.search),
    }


class _Legs:
    """The two legs of a snapshot, each alone. A paragraph stands where its best chunk stands."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._by_id = {c.id: c for c in index.chunks}

    def dense(self, question: str) -> list[Passage]:
        if self._index.dense is None:
            return []
        found = self._index.dense.search(self._index.encoder.queries([question])[0], _CHUNKS)
        return _folded(self._index, (self._by_id[name] for name, _ in found))

    def lexical(self, question: str) -> list[Passage]:
        found = self._index.lexical.search(question, detect(question), _CHUNKS)
        return _folded(self._index, (self._index.chunks[row] for row, _ in found))


class _Stock:
    """`VectorStoreIndex` with its default splitter over the reports' texts, with our encoder. A
    node stands for the paragraphs that it covers, in order."""

    def __init__(self, index: Index) -> None:
        from llama_index.core import Document, VectorStoreIndex
        from llama_index.core.node_parser import SentenceSplitter

        texts = [index.report(r.id) for r in index.listed]
        built = VectorStoreIndex.from_documents(
            [Document(text=r.text, id_=r.id) for r in texts],
            embed_model=EncoderEmbedding(index.encoder),
            transformations=[SentenceSplitter()],
        )
        self._retriever = built.as_retriever(similarity_top_k=_TOP)
        self._index = index

    def search(self, question: str) -> list[Passage]:
        nodes = [found.node for found in self._retriever.retrieve(question)]
        return _folded(self._index, (c for node in nodes for c in self._covered(node)))

    def _covered(self, node: Any) -> Iterable[Chunk]:
        report = self._index.report(node.ref_doc_id)
        for p in report.paragraphs:
            if p.start < node.end_char_idx and node.start_char_idx < p.end:
                yield Chunk(report.id, cited_paragraph(report, p.number), p.number, p.start, p.end)


def _folded(index: Index, chunks: Iterable[Chunk]) -> list[Passage]:
    """One passage for each paragraph, whatever its chunks and languages, at its best place."""
    names = {r.id: r.name for r in index.listed}
    first: dict[tuple[str, str], Chunk] = {}
    for c in chunks:
        first.setdefault((names[c.report], c.paragraph), c)
    return [
        Passage(c.report, c.paragraph, c.unit, c.start, c.end, rank, 1 / rank, rank)
        for rank, c in enumerate(list(first.values())[:_TOP], 1)
    ]


def _answer(index: Index, q: Question, search: Any, *, sentence: bool = False) -> Answer:
    began = time.perf_counter()
    passages: Sequence[Passage] = search(q.question)
    ranked = round(time.perf_counter() - began, 4)
    quotes = [_quote(index.report(p.report), p, sentence) for p in passages[:1]]
    citations = tuple(cite(index.report(quote.report), quote) for quote in quotes)
    return Answer(
        question=q.question,
        status="answered" if citations else "not_found",
        answer=citations[0].quote if citations else "",
        probability=1.0 if citations else 0.0,
        citations=citations,
        passages=tuple(passages),
        lang=detect(q.question),
        snapshot=index.fingerprint,
        settings="baseline",
        timings={"rank": ranked},
        id=q.id,
    )


def _quote(report: Report, passage: Passage, sentence: bool) -> Quote:
    span = report.whole(report.paragraph(passage.paragraph))
    if sentence:
        span = sentences(report.text, *span)[0]
    return Quote(report.id, passage.paragraph, *span, *span, 1.0, 1.0)
