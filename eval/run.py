"""Running a set: every question through the assistant, nothing dropped."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app.answer import Turn
from app.assistant import Assistant
from eval.measures import Mean, Result, judge, measures
from eval.questions import Question, load
from index.search import Index
from ingest.errors import NotFound


def run(path: Path, assistant: Assistant, progress: Callable[[int, int], None]) -> list[Result]:
    """Ask every question of a set over the whole library, and judge the answers.

    Raises BadInput for a set that breaks its schema, NotFound where its report is not indexed.
    """
    questions = load(path)
    gold = {name: _versions(assistant.index, path, name) for name in _reports(questions)}
    results = []
    for done, q in enumerate(questions, start=1):
        history = [Turn(t.question, t.answer) for t in q.history]
        answer = assistant.ask(q.question, history=history, id=q.id)
        results.append(judge(q, answer, gold[q.report], assistant.index.report))
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


def by_language(results: Sequence[Result]) -> dict[str, dict[str, Mean]]:
    """Measures of all, and of the questions in each language."""
    langs = sorted({r.question.lang for r in results})
    rows = {"all": measures(results)}
    rows.update({x: measures([r for r in results if r.question.lang == x]) for x in langs})
    return rows


def as_dict(path: Path, results: Sequence[Result]) -> dict[str, Any]:
    """A run as JSON-ready data: the measures, and every question with its answer."""
    return {
        "set": path.name,
        "snapshot": results[0].answer.snapshot,
        "settings": results[0].answer.settings,
        "measures": {
            lang: {name: {"value": m.value, "count": m.count} for name, m in row.items()}
            for lang, row in by_language(results).items()
        },
        "questions": [
            {
                **r.question.model_dump(mode="json"),
                "rank": r.rank,
                "cited": r.cited,
                "said": r.said,
                "exact": r.exact,
                "answer": r.answer.to_dict(),
            }
            for r in results
        ],
    }
