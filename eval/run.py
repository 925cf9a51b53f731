"""Running a set: every question through the assistant, nothing dropped."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.answer import Answer, Turn
from app.assistant import Assistant
from eval.bootstrap import Estimate
from eval.failures import reasons
from eval.measures import MEASURES, Result, judge, measures
from eval.provenance import about
from eval.questions import KINDS, Question, load
from index.search import Index
from ingest.errors import NotFound

Figures = dict[str, dict[str, Estimate]]
Progress = Callable[[int, int], None]
Ask = Callable[[Question], Answer]


@dataclass(frozen=True, slots=True)
class Run:
    """One set with the results of all its questions. `about` says how it was made; `baselines` are
    the results of simpler systems on the same questions, by name."""

    set: str
    results: tuple[Result, ...]
    about: Mapping[str, Any] = field(default_factory=dict)
    baselines: Mapping[str, tuple[Result, ...]] = field(default_factory=dict)


def made(path: Path, assistant: Assistant, progress: Progress) -> Run:
    """The run of a set, with how it was made. Raises as `run` does."""
    began = datetime.now(UTC)
    results = tuple(run(path, assistant, progress))
    return Run(path.name, results, about(path, assistant, began))


def run(path: Path, assistant: Assistant, progress: Progress) -> list[Result]:
    """Ask every question of a set over the whole library, and judge the answers.

    Raises BadInput for a set that breaks its schema, NotFound where its report is not indexed.
    """

    def ask(q: Question) -> Answer:
        history = [Turn(t.question, t.answer) for t in q.history]
        return assistant.ask(q.question, history=history, id=q.id)

    return judged(path, assistant.index, ask, progress)


def judged(path: Path, index: Index, ask: Ask, progress: Progress) -> list[Result]:
    """The results of asking a set's questions of any system over an index. Raises as `run` does."""
    questions = load(path)
    gold = {name: _versions(index, path, name) for name in _reports(questions)}
    results = []
    for done, q in enumerate(questions, start=1):
        results.append(judge(q, ask(q), gold[q.report], index.report))
        progress(done, len(questions))
    return results


def _reports(questions: Sequence[Question]) -> list[str]:
    return list(dict.fromkeys(q.report for q in questions))


def _versions(index: Index, path: Path, name: str) -> set[str]:
    """The ids of the reports that a set's `report` means, in all languages."""
    try:
        named = index.reports_named([name])
    except NotFound as e:
        raise NotFound(
            f"{path} asks about {name}, which is not indexed; `rapporteur ingest` it first"
        ) from e
    symbols = [s for i in named if (s := index.report(i).symbol)]
    return {*named, *(index.reports_named(symbols) if symbols else ())}


def by_language(results: Sequence[Result]) -> Figures:
    """Figures of all, and of the questions in each language."""
    langs = sorted({r.question.lang for r in results})
    rows = {"all": measures(results)}
    rows.update({x: measures([r for r in results if r.question.lang == x]) for x in langs})
    return rows


def by_kind(results: Sequence[Result]) -> Figures:
    """Figures of the questions of each kind that is asked, in the order of KINDS."""
    asked = {r.question.kind for r in results}
    return {k: measures([r for r in results if r.question.kind == k]) for k in KINDS if k in asked}


def as_dict(done: Run) -> dict[str, Any]:
    """A run as JSON-ready data: the figures, and every question with its answer."""
    return {
        "set": done.set,
        "snapshot": done.results[0].answer.snapshot,
        "settings": done.results[0].answer.settings,
        "about": dict(done.about),
        "measures": _json(by_language(done.results)),
        "kinds": _json(by_kind(done.results)),
        "baselines": _json({name: measures(r) for name, r in done.baselines.items()}),
        "questions": [_question(r) for r in done.results],
    }


def _json(rows: Figures) -> dict[str, Any]:
    return {name: {k: asdict(figure) for k, figure in row.items()} for name, row in rows.items()}


def _question(r: Result) -> dict[str, Any]:
    return {
        **r.question.model_dump(mode="json"),
        "rank": r.rank,
        "retrieved": r.retrieved,
        "ranked": list(r.ranked),
        "cited": r.cited,
        "cites": list(r.cites),
        "said": r.said,
        "exact": r.exact,
        "right": r.right,
        "failed": list(reasons(r)),
        "scores": {m.name: v for m in MEASURES if m.paired and (v := m.value(r)) is not None},
        "words": asdict(r.scores),
        "proof": r.proof,
        "answer": r.answer.to_dict(),
    }
