"""The one Answer, for the command line, the pages and the evaluation."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from index.passage import Passage
from ingest.report import Report

Status = Literal["answered", "uncertain", "not_found"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question of a conversation with its short answer."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """What a reader points at: a sentence of a paragraph, and in it the words that answer.

    Offsets are code points of the report's canonical text. `score` orders quotes of one question;
    `probability` is that the quote answers it.
    """

    report: str
    paragraph: str
    start: int
    end: int
    answer_start: int
    answer_end: int
    score: float
    probability: float

    def __post_init__(self) -> None:
        if not self.start <= self.answer_start < self.answer_end <= self.end:
            raise ValueError("the words that answer lie inside the sentence that is quoted")


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote with everything that a person needs to find and to check it."""

    report: str
    source: str
    symbol: str | None
    title: str
    lang: str
    paragraph: str
    label: str
    heading: tuple[str, ...]
    page: int | None
    quote: str
    start: int
    end: int
    answer_start: int
    answer_end: int
    score: float

    @property
    def full_label(self) -> str:
        """What a footnote says: `NPT/CONF.2026/WG.I/3, para. 8 (b) (ii)`."""
        return f"{self.symbol or self.title or self.source}, {self.label}"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that can be replayed: question, snapshot, settings, passages, quotes, timings.

    `understood` is the question as it was searched and read: with the one that it leans on, where
    it is not whole alone.
    """

    question: str
    status: Status
    answer: str
    probability: float
    citations: tuple[Citation, ...]
    passages: tuple[Passage, ...]
    lang: str
    snapshot: str
    settings: str
    timings: dict[str, float] = field(default_factory=dict)
    history: tuple[Turn, ...] = ()
    id: str | None = None
    understood: str = ""

    def __post_init__(self) -> None:
        if (self.status == "not_found") != (not self.citations):
            raise ValueError("an answer has citations, and only an answer has them")

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with the keys that other programs rely on."""
        data = plain(self)
        if self.id is None:
            del data["id"]
        return data


def plain(cited: Any) -> dict[str, Any]:
    """Something with citations (a dataclass), JSON-ready."""
    data = asdict(cited)
    for citation in data["citations"]:
        citation["heading"] = list(citation["heading"])
    return data


def cite(report: Report, quote: Quote) -> Citation:
    """The citation of a quote in its report. The quote is the report's text, by construction."""
    p = report.paragraph(quote.paragraph)
    return Citation(
        report=report.id,
        source=report.source,
        symbol=report.symbol,
        title=report.title,
        lang=report.lang,
        paragraph=p.number,
        label=p.label,
        heading=p.heading,
        page=p.page,
        quote=report.text[quote.start : quote.end],
        start=quote.start,
        end=quote.end,
        answer_start=quote.answer_start,
        answer_end=quote.answer_end,
        score=quote.score,
    )
