"""Running a set: every question and claim through the assistant, nothing dropped."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.answer import Answer, Turn
from app.assistant import Assistant
from eval import records
from eval.bootstrap import Estimate
from eval.claim_measures import ClaimResult, claim_measures, judge_claim
from eval.failures import reasons
from eval.measures import MEASURES, Result, judge, measures
from eval.provenance import about
from eval.questions import KINDS, Claim, Item, Question, load, questions
from eval.unfinished import Unfinished, unfinished
from index.search import Index
from ingest.errors import NotFound

Figures = dict[str, dict[str, Estimate]]
Progress = Callable[[int, int], None]
Ask = Callable[[Question], Answer]
FOLLOW_UP = "follow_up"  # beside the kinds: questions that lean on an earlier turn


@dataclass(frozen=True, slots=True)
class Run:
    """One set with the results of all its questions and claims. `about` says how it was made;
    `baselines` are the results of simpler systems on the same questions, by name."""

    set: str
    results: tuple[Result, ...]
    about: Mapping[str, Any] = field(default_factory=dict)
    baselines: Mapping[str, tuple[Result, ...]] = field(default_factory=dict)
    claims: tuple[ClaimResult, ...] = ()

    @property
    def made_by(self) -> tuple[str, str]:
        """The snapshot and the settings of its answers."""
        first = self.results[0].answer if self.results else self.claims[0].verification
        return first.snapshot, first.settings

    @property
    def figures(self) -> dict[str, Estimate]:
        """All figures of what the set has: of questions, of claims, or of both."""
        asked = measures(self.results) if self.results else {}
        return asked | (claim_measures(self.claims) if self.claims else {})


def made(
    path: Path,
    assistant: Assistant,
    progress: Progress,
    *,
    data: Path | None = None,
    fresh: bool = False,
) -> Run:
    """The run of a set over the whole library, with how it was made. A run that was interrupted is
    taken up where it stopped, unless it shall be `fresh`; what there is of it is in the folder
    `data`, by default the assistant's.

    Raises BadInput for a set that breaks its schema, NotFound where its report is not indexed or
    the library changes meanwhile.
    """
    began = datetime.now(UTC)
    items = load(path)
    index = assistant.index
    gold = _gold(path, index, items)

    def result(item: Item) -> Result | ClaimResult:
        if isinstance(item, Question):
            answer = _ask(assistant, item)
            _still(assistant, index)
            return judge(item, answer, gold[item.report], index.report)
        verified = _verified(assistant, item, gold[item.report], index)
        _still(assistant, index)
        return verified

    with unfinished(path, assistant, "assistant", data, fresh=fresh) as kept:
        found = _each(items, result, progress, kept)
        how = about(path, assistant, began, len(kept.found))
    return Run(
        path.name,
        tuple(r for r in found if isinstance(r, Result)),
        how,
        claims=tuple(r for r in found if isinstance(r, ClaimResult)),
    )


def _still(assistant: Assistant, index: Index) -> None:
    """Raises NotFound where another snapshot came to serve since a run began: its figures would be
    of both."""
    if assistant.index.folder != index.folder:
        raise NotFound("the library changed during the run; run the set again")


def simpler(
    path: Path,
    assistant: Assistant,
    name: str,
    ask: Ask,
    progress: Progress,
    *,
    data: Path | None = None,
    fresh: bool = False,
) -> tuple[Result, ...]:
    """The results of a simpler system with this name on a set's questions. Taken up, and raises, as
    `made` does."""
    asked = questions(load(path))
    index = assistant.index
    gold = _gold(path, index, asked)

    def result(item: Question) -> Result:
        answer = ask(item)
        _still(assistant, index)
        return judge(item, answer, gold[item.report], index.report)

    with unfinished(path, assistant, name, data, fresh=fresh) as kept:
        found = _each(asked, result, progress, kept)
    return tuple(r for r in found if isinstance(r, Result))


def _each(
    items: Sequence[Item],
    result: Callable[[Any], Result | ClaimResult],
    progress: Progress,
    kept: Unfinished,
) -> list[Result | ClaimResult]:
    """The result of every item: the one that is kept, else a new one, which is kept as it comes."""
    results: list[Result | ClaimResult] = []
    for done, item in enumerate(items, start=1):
        if item.id in kept.found:
            results.append(records.read(kept.found[item.id]))
        else:
            results.append(result(item))
            kept.add(records.record(results[-1]))
        progress(done, len(items))
    return results


def _ask(assistant: Assistant, q: Question) -> Answer:
    history = [Turn(t.question, t.answer) for t in q.history]
    return assistant.ask(q.question, history=history, id=q.id)


def _verified(assistant: Assistant, claim: Claim, gold: set[str], index: Index) -> ClaimResult:
    began = time.perf_counter()
    said = assistant.verify(claim.claim, id=claim.id)
    return judge_claim(claim, said, time.perf_counter() - began, gold, index.report)


def _gold(path: Path, index: Index, items: Sequence[Item]) -> dict[str, set[str]]:
    """The ids of the reports that items are about, in all languages, by the name that a set has."""
    return {name: _versions(index, path, name) for name in dict.fromkeys(i.report for i in items)}


def _versions(index: Index, path: Path, name: str) -> set[str]:
    try:
        named = index.reports_named([name])
    except NotFound as e:
        raise NotFound(
            f"{path} asks about {name}, which is not indexed; `rapporteur ingest` it first, or say "
            "where it is with --reports"
        ) from e
    symbols = [s for i in named if (s := index.report(i).symbol)]
    return {*named, *(index.reports_named(symbols) if symbols else ())}


def by_language(results: Sequence[Result]) -> Figures:
    """Figures of all, and of the questions in each language."""
    langs = sorted({r.question.lang for r in results})
    rows = {"all": measures(results)}
    rows.update({x: measures([r for r in results if r.question.lang == x]) for x in langs})
    return rows


def claims_by_language(results: Sequence[ClaimResult]) -> Figures:
    """The same of claims; empty without any."""
    if not results:
        return {}
    langs = sorted({r.claim.lang for r in results})
    rows = {"all": claim_measures(results)}
    rows.update({x: claim_measures([r for r in results if r.claim.lang == x]) for x in langs})
    return rows


def by_kind(results: Sequence[Result]) -> Figures:
    """Figures of the questions of each kind that is asked, in the order of KINDS, and of those that
    lean on an earlier turn."""
    asked = {r.question.kind for r in results}
    rows: Figures = {
        k: measures([r for r in results if r.question.kind == k]) for k in KINDS if k in asked
    }
    if leaning := [r for r in results if r.question.history]:
        rows[FOLLOW_UP] = measures(leaning)
    return rows


def as_dict(done: Run) -> dict[str, Any]:
    """A run as JSON-ready data: the figures, and every question and claim with what was said."""
    snapshot, settings = done.made_by
    return {
        "set": done.set,
        "snapshot": snapshot,
        "settings": settings,
        "about": dict(done.about),
        "measures": plain(by_language(done.results)),
        "kinds": plain(by_kind(done.results)),
        "baselines": plain({name: measures(r) for name, r in done.baselines.items()}),
        "claim_measures": plain(claims_by_language(done.claims)),
        "questions": [_question(r) for r in done.results],
        "claims": [{**records.record(r), "said": r.said, "right": r.right} for r in done.claims],
    }


def plain(rows: Figures) -> dict[str, Any]:
    """Figures as JSON-ready data."""
    return {name: {k: asdict(figure) for k, figure in row.items()} for name, row in rows.items()}


def _question(r: Result) -> dict[str, Any]:
    return {
        **records.record(r),
        "right": r.right,
        "failed": list(reasons(r)),
        "scores": {m.name: v for m in MEASURES if m.paired and (v := m.value(r)) is not None},
    }
