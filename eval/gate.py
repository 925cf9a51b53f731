"""Limits that a run must keep, for a machine that decides whether a change goes in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from eval import claim_measures, compare
from eval.bootstrap import NOTHING, Estimate
from eval.measures import MEASURES, SMALLER
from eval.run import Run
from ingest.errors import BadInput

# of a run; a comparison has its own
NAMES = (*(m.name for m in MEASURES), *SMALLER, *claim_measures.NAMES)


@dataclass(frozen=True, slots=True)
class Limit:
    """A figure of all questions of a set must not be under (or over) a value."""

    name: str
    value: float
    under: bool

    @property
    def side(self) -> str:
        """On which side of its value a figure must not be."""
        return "under" if self.under else "over"


def limits(
    under: Sequence[str], over: Sequence[str], names: Sequence[str] = compare.NAMES
) -> list[Limit]:
    """From words such as `F1=0.5`. `names` are the figures that there are: those of a comparison,
    unless others are given (`NAMES`: those of a run).

    Raises BadInput for an unknown name or no number.
    """
    known = {n.casefold(): n for n in names}
    sides = [(x, True) for x in under] + [(x, False) for x in over]
    return [_limit(text, known, under=side) for text, side in sides]


def _limit(text: str, known: Mapping[str, str], *, under: bool) -> Limit:
    name, _, number = text.partition("=")
    if name.strip().casefold() not in known:
        raise BadInput(f"no figure {name!r}; there are: {', '.join(known.values())}")
    try:
        value = float(number)
    except ValueError:
        value = float("nan")
    if not isfinite(value):  # which no figure is under or over
        raise BadInput(f"{text!r}: write NAME=VALUE with a number, such as F1=0.5")
    return Limit(known[name.strip().casefold()], value, under)


def missed(done: Run, wanted: Sequence[Limit]) -> Iterator[str]:
    """A line for each limit that a run does not keep. A figure of no case keeps no limit."""
    figures = done.figures if wanted else {}
    for limit in wanted:
        e = figures.get(limit.name, NOTHING)
        if e.value is None:
            yield f"{done.set}: {limit.name} has no case, so it cannot keep {limit.value:g}"
        elif _breaks(e.value, limit):
            yield f"{done.set}: {limit.name} is {e.value:.3f}, {limit.side} {limit.value:g}"


def worse(differences: Mapping[str, Estimate], wanted: Sequence[Limit]) -> Iterator[str]:
    """A line for each limit that the difference of two runs does not keep."""
    for limit in wanted:
        e = differences.get(limit.name, NOTHING)
        if e.value is None:
            yield f"{limit.name} cannot be compared, so it cannot keep {limit.value:g}"
        elif _breaks(e.value, limit):
            yield f"{limit.name} differs by {e.value:+.3f}, {limit.side} {limit.value:g}"


def _breaks(value: float, limit: Limit) -> bool:
    return value < limit.value if limit.under else value > limit.value
