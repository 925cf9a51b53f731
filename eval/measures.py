"""What is measured of one answer, and of many.

hit@k: a gold paragraph is among the first k passages, in the order in which the reader leaves them.
Reciprocal rank: one over the place of the first gold passage, 0 where none is ranked; its mean is
MRR (Voorhees 1999). Any gold paragraph proves the answer, so citation recall, which wants all of
them, is a lower bound; "proof cited" wants one.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from string import digits

from app.answer import Answer, Citation
from eval import answer_scores, bootstrap, confidence
from eval.bootstrap import Estimate
from eval.questions import Item, Question
from eval.ranking import ndcg, recall
from index.passage import Passage
from ingest.numbers import ascii_digits
from ingest.report import Report


@dataclass(frozen=True, slots=True)
class Result:
    """One question with its answer, and where the gold paragraph stands in it.

    `rank` is the place of the first gold passage (None: not ranked), `retrieved` its place before
    reading; `cited` whether the first citation is gold; `said` whether it holds an accepted answer;
    `exact` whether every quote is the report's text at its offsets. `ranked` names the passages and
    `cites` the citations, in order: a gold paragraph by its number, another with its report before
    it. `words` are the scores of the answer's words; `proof` is the text of the gold paragraph.
    """

    question: Question
    answer: Answer
    rank: int | None
    retrieved: int | None
    cited: bool
    said: bool
    exact: bool
    ranked: tuple[str, ...]
    cites: tuple[str, ...]
    words: answer_scores.Scores
    proof: str

    @property
    def right(self) -> bool:
        """The first citation proves the answer; where there is no answer, none is claimed."""
        return self.answer.status != "answered" if self.question.unanswerable else self.cited

    @property
    def seconds(self) -> float:
        """How long the answer took."""
        return sum(self.answer.timings.values())


@dataclass(frozen=True, slots=True)
class Measure:
    """A mean over questions, or a ratio of two sums over them. `of` gives a question's part of the
    sum above and of the sum below (1 for a mean), None where the question does not count. `paired`:
    which questions count does not hang on the answers, so that two runs can be compared by it."""

    name: str
    of: Callable[[Result], tuple[float, float] | None]
    paired: bool = True

    def value(self, result: Result) -> float | None:
        """Of one question alone."""
        parts = self.of(result)
        return parts[0] / parts[1] if parts and parts[1] else None


def _answerable(
    value: Callable[[Result], float | None],
) -> Callable[..., tuple[float, float] | None]:
    def of(r: Result) -> tuple[float, float] | None:
        found = None if r.question.unanswerable else value(r)
        return None if found is None else (float(found), 1.0)

    return of


def _mean(
    value: Callable[[Result], float], where: Callable[[Result], bool]
) -> Callable[..., tuple[float, float] | None]:
    return lambda r: (float(value(r)), 1.0) if where(r) else None


def _refused(r: Result) -> bool:
    return r.answer.status == "not_found"


def _gold_share(r: Result) -> float | None:
    """The share of an answer's citations that are gold."""
    gold = set(r.question.paragraphs)
    return sum(c in gold for c in r.cites) / len(r.cites) if r.cites else None


def _refusal_f1(r: Result) -> tuple[float, float]:
    """F1 is twice the rightly refused over all refused and all to be refused."""
    both = _refused(r) and r.question.unanswerable
    return 2.0 * both, float(_refused(r)) + float(r.question.unanswerable)


MEASURES = (
    Measure("right", _mean(lambda r: r.right, lambda r: True)),
    Measure("hit@1", _answerable(lambda r: r.rank == 1)),
    Measure("hit@5", _answerable(lambda r: r.rank is not None and r.rank <= 5)),
    Measure("MRR", _answerable(lambda r: 1 / r.rank if r.rank else 0.0)),
    Measure("nDCG@10", _answerable(lambda r: ndcg(r.ranked, r.question.paragraphs, 10))),
    Measure("recall@5", _answerable(lambda r: recall(r.ranked, r.question.paragraphs, 5))),
    Measure("recall@10", _answerable(lambda r: recall(r.ranked, r.question.paragraphs, 10))),
    Measure("hit@1 before reading", _answerable(lambda r: r.retrieved == 1)),
    Measure("first citation right", _answerable(lambda r: r.cited)),
    Measure("proof cited", _answerable(lambda r: bool({*r.cites} & {*r.question.paragraphs}))),
    Measure("citation precision", _answerable(_gold_share)),
    Measure(
        "citation recall",
        _answerable(lambda r: recall(r.cites, r.question.paragraphs, len(r.cites))),
    ),
    Measure("quote holds the answer", _answerable(lambda r: r.said)),
    Measure("exact match", _answerable(lambda r: r.words.exact)),
    Measure("F1", _answerable(lambda r: r.words.f1)),
    Measure("numbers right", _answerable(lambda r: r.words.numbers)),
    Measure("dates right", _answerable(lambda r: r.words.dates)),
    Measure(
        "refused or uncertain",
        _mean(lambda r: r.answer.status != "answered", lambda r: r.question.unanswerable),
    ),
    Measure("refused", _mean(_refused, lambda r: r.question.unanswerable)),
    Measure("refusal precision", _mean(lambda r: r.question.unanswerable, _refused), paired=False),
    Measure("refusal F1", _refusal_f1, paired=False),
    Measure("quotes exact", _mean(lambda r: r.exact, lambda r: True)),
)
# of these a smaller value is better
SMALLER = ("risk-coverage area", "calibration error", "latency p50", "latency p95")
_MARK = "[.,'\u2019\u066b\u066c]"  # within a number; so does a space, before three digits


def judge(
    question: Question, answer: Answer, gold: set[str], report: Callable[[str], Report]
) -> Result:
    """Compare an answer with what is known. `gold` are the ids of the reports (all languages of
    one) in which the gold paragraphs stand."""

    ranked = names(answer.passages, gold)
    found = [p for p, n in zip(answer.passages, ranked, strict=True) if n in question.paragraphs]
    first = answer.citations[0] if answer.citations else None
    accepted = question.accepted(first.lang if first else None)
    cites = names(answer.citations, gold)
    return Result(
        question=question,
        answer=answer,
        rank=min((p.rank for p in found), default=None),
        retrieved=min((p.fused_rank for p in found), default=None),
        cited=bool(cites) and cites[0] in question.paragraphs,
        said=first is not None and holds(first.quote, accepted),
        exact=quotes_exact(answer.citations, report),
        ranked=ranked,
        cites=cites,
        words=answer_scores.scores(answer.answer, first.lang if first else question.lang, accepted),
        proof=proof(question, gold, report),
    )


def names(places: Sequence[Passage] | Sequence[Citation], gold: set[str]) -> tuple[str, ...]:
    """Of a report with gold paragraphs a paragraph's number; of another, its report before it."""
    return tuple(p.paragraph if p.report in gold else f"{p.report}#{p.paragraph}" for p in places)


def quotes_exact(citations: Sequence[Citation], report: Callable[[str], Report]) -> bool:
    """Whether every quote is the report's text at its offsets."""
    return all(c.quote == report(c.report).text[c.start : c.end] for c in citations)


def proof(item: Item, gold: set[str], report: Callable[[str], Report]) -> str:
    """The text of the first gold paragraph, in the item's language where there is one."""
    versions = sorted((report(i) for i in gold), key=lambda r: (r.lang != item.lang, r.id))
    for r in versions:
        for number in item.paragraphs:
            if p := r.find(number):
                return r.text[slice(*r.whole(p))]
    return ""


def holds(text: str, answers: Iterable[str]) -> bool:
    """Whether a text holds one of the answers: white space, case, width of letters and script of
    digits aside, and a number not as a part of another one (`1,500`, `3.5` and `5 000` are one)."""
    folded = _folded(text)
    return any(_pattern(answer).search(folded) for answer in answers if answer.strip())


def _pattern(answer: str) -> re.Pattern[str]:
    folded = _folded(answer).strip()
    body = r"\s*".join(map(re.escape, "".join(folded.split())))
    first = len(folded) - len(folded.lstrip(digits))
    last = len(folded) - len(folded.rstrip(digits))
    return re.compile(_no_number_before(first) + body + _no_number_after(last))


def _no_number_before(count: int) -> str:
    """That an answer's first digits, so many, do not go on with a number. In `7.5.2027` the year is
    a number of its own."""
    if not count:
        return ""
    marked = rf"(?:(?<!\d{_MARK})|(?<=\d\.\d\.)|(?<=\d\.\d\d\.))"
    spaced = r"(?<!(?<!\d)\d )(?<!(?<!\d)\d\d )(?<!(?<!\d)\d\d\d )"
    return rf"(?<!\d){marked}{spaced if count == 3 else ''}"


def _no_number_after(count: int) -> str:
    """That no number goes on with an answer's last digits."""
    if not count:
        return ""
    return rf"(?!{_MARK}?\d)" + (r"(?! \d{3}(?!\d))" if count <= 3 else "")


def _folded(text: str) -> str:
    wide = text.replace("\uff0c", ", ")  # a comma between sentences, never within a number
    return ascii_digits(unicodedata.normalize("NFKC", wide)).casefold()


def measures(results: Sequence[Result]) -> dict[str, Estimate]:
    """All figures over these results, each with its denominator and its interval."""
    w = bootstrap.weights([r.question.fact for r in results])
    out = {}
    for m in MEASURES:
        parts = [m.of(r) or (0.0, 0.0) for r in results]
        out[m.name] = bootstrap.ratio(w, [a for a, _ in parts], [b for _, b in parts])
    p, right = sureness(results)
    out["risk-coverage area"] = confidence.area(w, p, right)
    out["calibration error"] = confidence.calibration_error(w, p, right)
    return out | latency(w, [r.seconds for r in results])


def latency(w: bootstrap.Floats, seconds: Sequence[float]) -> dict[str, Estimate]:
    """How long half of the answers took at most, and 95 in 100."""
    return {f"latency p{n}": bootstrap.quantile(w, seconds, n / 100) for n in (50, 95)}


def sureness(results: Sequence[Result]) -> tuple[list[float], list[bool]]:
    """The probability of every answer, and whether it would be right to give it."""
    return [r.answer.probability for r in results], [r.rank == 1 for r in results]
