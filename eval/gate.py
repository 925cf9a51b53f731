"""Limits that a run must keep, for a machine that decides whether a change goes in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.measures import MEASURES, SMALLER, measures
from eval.run import Run
from ingest.errors import BadInput

NAMES = (*(m.name for m in MEASURES), *SMALLER)


@dataclass(frozen=True, slots=True)
class Limit:
    """A figure of all questions of a set must not be under (or over) a value."""

    name: str
    value: float
    under: bool


def limits(under: Sequence[str], over: Sequence[str]) -> list[Limit]:
    """From words such as `F1=0.5`. Raises BadInput for an unknown name or no number."""
    return [_limit(x, under=True) for x in under] + [_limit(x, under=False) for x in over]


def _limit(text: str, *, under: bool) -> Limit:
    name, _, value = text.partition("=")
    known = {n.casefold(): n for n in NAMES}
    if name.strip().casefold() not in known:
        raise BadInput(f"no figure {name!r}; there are: {', '.join(NAMES)}")
    try:
        return Limit(known[name.strip().casefold()], float(value), under)
    except ValueError as e:
        raise BadInput(f"{text!r}: write NAME=VALUE with a number, such as F1=0.5") from e


def missed(done: Run, wanted: Sequence[Limit]) -> Iterator[str]:
    """A line for each limit that a run does not keep. A figure of no case keeps no limit."""
    figures = measures(done.results) if wanted else {}
    for limit in wanted:
        e = figures[limit.name]
        side = "under" if limit.under else "over"
        if e.value is None:
            yield f"{done.set}: {limit.name} has no case, so it cannot keep {limit.value:g}"
        elif e.value < limit.value if limit.under else e.value > limit.value:
            yield f"{done.set}: {limit.name} is {e.value:.3f}, {side} {limit.value:g}"
