"""The one Answer, for the command line, the pages and the evaluation."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from index.passage import Passage
from ingest.report import Report

Status = Literal["answered", "uncertain", "not_found"]
# how a citation stands to the first: it says the same, disagrees, or touches the same matter
Relation = Literal["same", "differs", "related"]
YesNo = Literal["yes", "no"]
# why a sentence of a language model does not count
Reason = Literal[
    "paragraph",  # it names none, or one that the model was not given
    "quote",  # its quote is not in the paragraph
    "number",
    "date",
    "name",
    "role",
    "negation",
    "words",  # it says what the paragraph does not, or otherwise
    "left_out",  # what it leaves out may change the meaning
    "language",  # it is not in the language of its paragraph
    "judge",  # the judge does not find it supported
]
# why nothing that a language model wrote is shown, or not all of it
Problem = Literal[
    "timeout", "unreachable", "server", "refused", "unreadable", "empty", "budget", "unsupported"
]


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question of a conversation with its short answer and, where they are known, the
    ids of the reports that it cites."""

    question: str
    answer: str = ""
    reports: tuple[str, ...] = ()


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
    def words(self) -> str:
        """The words of the quote that answer."""
        return self.quote[self.answer_start - self.start : self.answer_end - self.start]

    @property
    def full_label(self) -> str:
        """What a footnote says: `NPT/CONF.2026/WG.I/3, para. 8 (b) (ii)`."""
        return f"{self.symbol or self.title or self.source}, {self.label}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that a language model wrote: supported, by the citations that prove it, or not,
    for a reason."""

    text: str
    supported: bool
    reason: Reason | None = None
    citations: tuple[Citation, ...] = ()

    def __post_init__(self) -> None:
        if not self.supported == bool(self.citations) == (self.reason is None):
            raise ValueError("a supported sentence has citations, another one a reason")


@dataclass(frozen=True, slots=True)
class Written:
    """What a language model wrote. `rejected` sentences failed the checks; of these, `left_out`
    are not among the sentences."""

    model: str
    sentences: tuple[Sentence, ...] = ()
    rejected: int = 0
    left_out: int = 0
    problem: Problem | None = None

    @property
    def supported(self) -> tuple[Sentence, ...]:
        """The sentences that count."""
        return tuple(s for s in self.sentences if s.supported)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that can be replayed: question, snapshot, settings, passages, quotes, timings.

    `understood` is the question as it was searched and read: with the one that it leans on, where
    it is not whole alone. `written` is there where a language model was asked.
    `agreement` says of each citation how it stands to the first, where there are several; `yes_no`
    what the first says to a question that yes or no answers, where that is certain.
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
    written: Written | None = None
    agreement: tuple[Relation, ...] = ()
    yes_no: YesNo | None = None

    def __post_init__(self) -> None:
        if (self.status == "not_found") != (not self.citations):
            raise ValueError("an answer has citations, and only an answer has them")

    @property
    def said(self) -> str:
        """What is shown as the answer: the supported sentences of a language model, or else the
        report's own words."""
        supported = self.written.supported if self.written else ()
        return " ".join(s.text for s in supported) or self.answer

    @property
    def agreeing(self) -> tuple[int, ...]:
        """Which citations (from 0) give the answer: the first, and all that say the same."""
        said = self.agreement or ("same",) * len(self.citations)
        return tuple(i for i, how in enumerate(said) if how == "same")

    @property
    def otherwise(self) -> tuple[int, ...]:
        """Which citations (from 0) disagree with the first."""
        return tuple(i for i, how in enumerate(self.agreement) if how == "differs")

    @property
    def cited(self) -> tuple[Citation, ...]:
        """The citations, then those of written sentences that rest on other paragraphs."""
        supported = self.written.supported if self.written else ()
        every = [*self.citations, *(c for s in supported for c in s.citations)]
        first = {(c.report, c.paragraph): c for c in reversed(every)}
        return tuple(c for c in every if first[c.report, c.paragraph] is c)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with the keys that other programs rely on."""
        data = plain(self)
        if self.id is None:
            del data["id"]
        for name in ("written", "agreement", "yes_no"):
            if not data[name]:
                del data[name]
        return data


def plain(cited: Any) -> dict[str, Any]:
    """Something with citations (a dataclass), JSON-ready."""
    return asdict(cited, dict_factory=_as_json)


def _as_json(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    """Without a passage's sentences, which are for the reader alone."""
    return {
        name: list(value) if name == "heading" else value
        for name, value in fields
        if name != "sentence_scores"
    }


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
