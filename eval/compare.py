"""Two runs of the same questions: what changed, and whether chance could have done it.

Differences are paired: the same question in both. Their intervals are bootstrapped over facts, as
all intervals are; right against wrong has McNemar's exact test (McNemar 1947, with the binomial
distribution), which takes questions for independent of one another.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from eval.bootstrap import Estimate, ratio, weights
from eval.measures import MEASURES
from ingest.errors import BadInput

# the figures that two runs can be compared by
_SECONDS, _CLAIMS = "seconds", "claims right"
NAMES = (*(m.name for m in MEASURES if m.paired), _CLAIMS, _SECONDS)
_REMEDY = "give the output of `rapporteur eval SET --json`"
RENAME = "give each set a name of its own and run them again"


class _Question(BaseModel):
    """What a comparison needs of a question in the output of `eval --json`."""

    id: str
    lang: str
    question: str
    unanswerable: bool
    rank: int | None
    cited: bool
    said: bool
    answer: dict[str, Any]
    scores: dict[str, float] = {}


class _Claim(BaseModel):
    """The same of a claim."""

    id: str
    lang: str
    claim: str
    said: str
    right: bool
    seconds: float

    def as_question(self) -> _Question:
        """A claim is right or wrong, as the first citation of a question is."""
        return _Question(
            id=self.id,
            lang=self.lang,
            question=self.claim,
            unanswerable=False,
            rank=None,
            cited=self.right,
            said=False,
            answer={"status": self.said, "timings": {"verify": self.seconds}},
            scores={_CLAIMS: float(self.right)},
        )


class _Run(BaseModel):
    set: str
    snapshot: str
    settings: str
    questions: list[_Question]
    claims: list[_Claim] = []


class _Runs(BaseModel):
    runs: list[_Run]


@dataclass(frozen=True, slots=True)
class Change:
    """One question whose answer is right in one run and wrong in the other."""

    set: str
    id: str
    lang: str
    question: str
    better: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Run B less run A. `means` are the figures of A and of B over the questions that both have;
    `only` counts those that one alone has. `gained` were wrong in A and are right in B, `lost` the
    other way round; `p` is McNemar's."""

    questions: int
    only: tuple[int, int]
    means: Mapping[str, tuple[float, float]]
    differences: Mapping[str, Estimate]
    gained: int
    lost: int
    p: float
    changes: tuple[Change, ...]
    notes: tuple[str, ...]


def compare(a: Path, b: Path) -> Comparison:
    """Compare two outputs of `eval --json`. Raises BadInput for a file that is something else, or
    that has two runs of one name: which of them a question is of could not be told."""
    runs = _read(a), _read(b)
    before, after = map(_questions, runs)
    shared = [key for key in before if key in after]
    if not shared:
        raise BadInput(f"{a} and {b} have no question in common; compare two runs of one set")
    pairs = [(before[key], after[key]) for key in shared]
    changes = [
        _change(key[0], x, y)
        for key, (x, y) in zip(shared, pairs, strict=True)
        if _right(x) != _right(y)
    ]
    gained = sum(c.better for c in changes)
    means, differences = _differences(shared, pairs)
    return Comparison(
        questions=len(shared),
        only=(len(before) - len(shared), len(after) - len(shared)),
        means=means,
        differences=differences,
        gained=gained,
        lost=len(changes) - gained,
        p=mcnemar(gained, len(changes) - gained),
        changes=tuple(changes),
        notes=tuple(_notes(*runs)),
    )


def mcnemar(gained: int, lost: int) -> float:
    """The two-sided exact p-value: how often chance alone gives a split at least this uneven."""
    n = gained + lost
    tail = sum(comb(n, k) for k in range(min(gained, lost) + 1))
    return min(1.0, 2 * tail / 2**n)


def _differences(
    shared: Sequence[tuple[str, str]], pairs: Sequence[tuple[_Question, _Question]]
) -> tuple[dict[str, tuple[float, float]], dict[str, Estimate]]:
    scored = [(_scores(x), _scores(y)) for x, y in pairs]
    names = list(dict.fromkeys(name for x, y in scored for name in x if name in y))
    w = weights(
        [
            f"{set_}/{x.id.removesuffix('-' + x.lang)}"
            for (set_, _), (x, _) in zip(shared, pairs, strict=True)
        ]
    )
    means, out = {}, {}
    for name in names:
        both = [name in x and name in y for x, y in scored]
        first = [x.get(name, 0.0) * ok for (x, _), ok in zip(scored, both, strict=True)]
        second = [y.get(name, 0.0) * ok for (_, y), ok in zip(scored, both, strict=True)]
        less = [q - p for p, q in zip(first, second, strict=True)]
        out[name] = ratio(w, less, both)
        means[name] = (sum(first) / sum(both), sum(second) / sum(both))
    return means, out


def _scores(q: _Question) -> dict[str, float]:
    """A question's figures, and how long the answer took."""
    seconds = sum(q.answer.get("timings", {}).values())
    return {**(q.scores or _from_older_keys(q)), _SECONDS: seconds}


def _from_older_keys(q: _Question) -> dict[str, float]:
    """What a run that has no `scores` tells all the same."""
    if q.unanswerable:
        return {
            "right": float(_right(q)),
            "refused or uncertain": float(q.answer.get("status") != "answered"),
            "refused": float(q.answer.get("status") == "not_found"),
        }
    return {
        "right": float(q.cited),
        "hit@1": float(q.rank == 1),
        "hit@5": float(q.rank is not None and q.rank <= 5),
        "MRR": 1 / q.rank if q.rank else 0.0,
        "first citation right": float(q.cited),
        "quote holds the answer": float(q.said),
    }


def _right(q: _Question) -> bool:
    return q.answer.get("status") != "answered" if q.unanswerable else q.cited


def _change(set_: str, x: _Question, y: _Question) -> Change:
    return Change(set_, x.id, x.lang, x.question, _right(y), _said(x), _said(y))


def _said(q: _Question) -> str:
    """What was answered, on one line: status, first citation, words."""
    answer = q.answer
    cited = answer.get("citations") or [{}]
    parts = (answer.get("status", ""), cited[0].get("label", ""), answer.get("answer", ""))
    return ", ".join(str(part) for part in parts if part)


def _notes(a: Sequence[_Run], b: Sequence[_Run]) -> list[str]:
    """What else differs than the answers."""
    out = []
    for what in ("snapshot", "settings"):
        one, other = ({getattr(run, what) for run in runs} for runs in (a, b))
        if one != other:
            out.append(f"{what}: {', '.join(sorted(one))} and {', '.join(sorted(other))}")
    return out


def _questions(runs: Sequence[_Run]) -> dict[tuple[str, str], _Question]:
    claims = {(run.set, c.id): c.as_question() for run in runs for c in run.claims}
    return {(run.set, q.id): q for run in runs for q in run.questions} | claims


def _read(path: Path) -> list[_Run]:
    try:
        runs = _Runs.model_validate(json.loads(path.read_text(encoding="utf-8"))).runs
    except OSError as e:
        raise BadInput(f"{path}: {e.strerror}; {_REMEDY}") from e
    except ValidationError as e:
        where = ".".join(map(str, e.errors()[0]["loc"]))
        raise BadInput(f"{path}: {where}: {e.errors()[0]['msg']}; {_REMEDY}") from e
    except ValueError as e:
        raise BadInput(f"{path}: not JSON; {_REMEDY}") from e
    if name := twice([run.set for run in runs]):
        raise BadInput(f"{path}: two runs of sets called {name}; {RENAME}")
    return runs


def twice(names: Sequence[str]) -> str | None:
    """The first name that is there more than once."""
    return next((name for i, name in enumerate(names) if name in names[:i]), None)


def as_text(c: Comparison) -> str:
    """A comparison for the terminal."""
    lines = [f"{c.questions} questions in both; {c.only[0]} only in A, {c.only[1]} only in B"]
    lines += [f"differs: {note}" for note in c.notes]
    lines.append(f"{'':24}{'A':>8}{'B':>8}{'B - A':>9}   95 % interval (questions)")
    for name, e in c.differences.items():
        a, b = c.means[name]
        between = "" if e.low is None else f"{e.low:+.3f} to {e.high:+.3f} "
        lines.append(f"{name:24}{a:8.3f}{b:8.3f}{e.value:+9.3f}   {between}({e.count})")
    lines.append(f"right now: {c.gained}; wrong now: {c.lost}; McNemar's exact p = {c.p:.3g}")
    for change in c.changes:
        mark = "+" if change.better else "-"
        lines.append(f"{mark} {change.set} {change.id}: {change.question}")
        lines += [f"    A: {change.before}", f"    B: {change.after}"]
    return "\n".join(lines)
