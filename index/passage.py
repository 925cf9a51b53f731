"""A ranked passage: one numbered paragraph, and why it stands where it stands."""

from dataclasses import dataclass

# start and end of each sentence of a text, and how near it is to what is asked
SentenceScores = tuple[tuple[int, int, float], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a report. The span is that of its best chunk.

    `rank` counts from 1 in the order that the passages are given in; `fused_rank` is retrieval's,
    before any reader; the ranks of the legs are None where a leg did not find it. `score` is the
    fused one, `dense_score` a mean of cosines (`index.dense`), `lexical_score` BM25's.

    `mentioned` is a paragraph that the question names; these stand first, whatever the legs say.
    `versions` are the ids of all reports in which the same paragraph stands in another language.
    `sentence_scores` are of its sentences: start and end in the report, and cosine to the question.
    """

    report: str
    paragraph: str
    unit: str
    start: int
    end: int
    rank: int
    score: float
    fused_rank: int = 0
    dense_rank: int | None = None
    dense_score: float | None = None
    lexical_rank: int | None = None
    lexical_score: float | None = None
    versions: tuple[str, ...] = ()
    mentioned: bool = False
    sentence_scores: SentenceScores = ()
