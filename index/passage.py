"""A ranked passage: one numbered paragraph, and why it stands where it stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a report. The span is that of its best chunk; ranks count from 1 and are
    None where a leg did not find it; `dense_score` is a cosine, `lexical_score` is BM25's.

    `versions` are the ids of all reports in which the same paragraph stands in another language.
    """

    report: str
    paragraph: str
    unit: str
    start: int
    end: int
    rank: int
    score: float
    dense_rank: int | None = None
    dense_score: float | None = None
    lexical_rank: int | None = None
    lexical_score: float | None = None
    versions: tuple[str, ...] = ()
