"""What is measured of one answer, and of many.

hit@k: the gold paragraph is among the first k passages, in the order in which the reader leaves
them. Reciprocal rank: one over the place of the first gold passage, 0 where none is ranked; its
mean is MRR (Voorhees 1999).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.answer import Answer
from eval.questions import Question
from ingest.report import Report


@dataclass(frozen=True, slots=True)
class Result:
    """One question with its answer, and where the gold paragraph stands in it.

    `rank` is the place of the first gold passage (None: not ranked), `retrieved` its place before
    reading; `cited` whether the first
    citation is gold; `said` whether it holds an accepted answer; `exact` whether every quote is the
    report's text at its offsets.
    """

    question: Question
    answer: Answer
    rank: int | None
    retrieved: int | None
    cited: bool
    said: bool
    exact: bool


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean with the number of cases behind it; of none it is None."""

    total: float
    count: int

    @property
    def value(self) -> float | None:
        """The mean, or None over no case."""
        return self.total / self.count if self.count else None

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.count})" if self.value is not None else "- (0)"


def judge(
    question: Question, answer: Answer, gold: set[str], report: Callable[[str], Report]
) -> Result:
    """Compare an answer with what is known. `gold` are the ids of the reports (all languages of
    one) in which the gold paragraphs stand."""

    def is_gold(report_id: str, paragraph: str) -> bool:
        return report_id in gold and paragraph in question.paragraphs

    found = [p for p in answer.passages if is_gold(p.report, p.paragraph)]
    first = answer.citations[0] if answer.citations else None
    return Result(
        question=question,
        answer=answer,
        rank=min((p.rank for p in found), default=None),
        retrieved=min((p.fused_rank for p in found), default=None),
        cited=first is not None and is_gold(first.report, first.paragraph),
        said=first is not None and holds(first.quote, question.answers),
        exact=all(c.quote == report(c.report).text[c.start : c.end] for c in answer.citations),
    )


def holds(text: str, answers: Iterable[str]) -> bool:
    """Whether a text holds one of the answers, white space, case and width of letters aside."""
    folded = _folded(text)
    return any(_folded(answer) in folded for answer in answers)


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def measures(results: Sequence[Result]) -> dict[str, Mean]:
    """All means over these results, each with its denominator."""
    answerable = [r for r in results if not r.question.unanswerable]
    unanswerable = [r for r in results if r.question.unanswerable]
    reciprocal = [1 / r.rank if r.rank else 0.0 for r in answerable]
    return {
        "hit@1": _mean(r.rank == 1 for r in answerable),
        "hit@5": _mean(r.rank is not None and r.rank <= 5 for r in answerable),
        "MRR": _mean(reciprocal),
        "hit@1 before reading": _mean(r.retrieved == 1 for r in answerable),
        "first citation right": _mean(r.cited for r in answerable),
        "quote holds the answer": _mean(r.said for r in answerable),
        "refused or uncertain": _mean(r.answer.status != "answered" for r in unanswerable),
        "refused": _mean(r.answer.status == "not_found" for r in unanswerable),
        "quotes exact": _mean(r.exact for r in results),
    }


def _mean(values: Iterable[float]) -> Mean:
    values = [float(v) for v in values]
    return Mean(sum(values), len(values))
