"""How sure a figure is: bootstrap intervals (Efron 1979), the same at every run.

Questions that ask the same fact in several languages are right or wrong together, so facts are
drawn with replacement, not questions; drawing questions would make intervals too narrow (cluster
bootstrap, Davison and Hinkley 1997, section 3.8). A draw is a row of weights: how often each
question is in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

DRAWS = 1000
_SEED = 20260101
_INSIDE = (2.5, 97.5)  # percentiles: an interval of 95 %


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with the number of cases behind it, and its interval of 95 %.

    Of no case there is no value. Where all draws are alike (all cases right, one fact) a bootstrap
    knows nothing, and there is no interval.
    """

    value: float | None
    count: int
    low: float | None = None
    high: float | None = None

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.count})" if self.value is not None else "- (0)"


NOTHING = Estimate(None, 0)


def shown(e: Estimate) -> str:
    """A figure with its interval, as benches print it: `0.712 [0.650, 0.771]`."""
    if e.value is None:
        return "-"
    return f"{e.value:.3f}" + (f" [{e.low:.3f}, {e.high:.3f}]" if e.low is not None else "")


def weights(facts: Sequence[str]) -> Floats:
    """Weights of questions by what they ask, shape (1 + DRAWS, n). The first row is the questions
    as they are: ones. It is the only row where all ask one fact."""
    known = {fact: i for i, fact in enumerate(dict.fromkeys(facts))}
    place = np.array([known[fact] for fact in facts], dtype=int)
    return _draws(len(known))[:, place]


@lru_cache(maxsize=64)
def _draws(facts: int) -> Floats:
    ones = np.ones((1, facts))
    if facts < 2:
        return ones
    rng = np.random.default_rng(_SEED)
    drawn = rng.multinomial(facts, np.full(facts, 1 / facts), size=DRAWS)
    return np.vstack([ones, drawn.astype(np.float64)])


def ratio(w: Floats, above: Sequence[float], below: Sequence[float]) -> Estimate:
    """Sum of `above` over sum of `below`, one of each a question. With `below` of 0 and 1 it is the
    mean over those with 1; a question with 0 counts for nothing."""
    bottom = np.asarray(below, np.float64)
    if not bottom.any():
        return NOTHING
    with np.errstate(invalid="ignore"):
        drawn = (w @ np.asarray(above, np.float64)) / (w @ bottom)
    return estimate(drawn, int(np.count_nonzero(bottom)))


def quantile(w: Floats, values: Sequence[float], q: float) -> Estimate:
    """The smallest value that at least the share `q` of all does not exceed (nearest rank)."""
    if not values:
        return NOTHING
    order = np.argsort(values, kind="stable")
    cumulated = np.cumsum(w[:, order], axis=1)
    first = (cumulated >= q * cumulated[:, -1:] - 1e-9).argmax(axis=1)
    return estimate(np.asarray(values, np.float64)[order][first], len(values))


def estimate(drawn: Floats, count: int) -> Estimate:
    """From a figure of every draw, that of the questions as they are first. Draws in which no case
    was drawn have no figure and are left out."""
    rest = drawn[1:][np.isfinite(drawn[1:])]
    if not len(rest) or np.ptp(rest) == 0:
        return Estimate(float(drawn[0]), count)
    low, high = np.percentile(rest, _INSIDE)
    return Estimate(float(drawn[0]), count, float(low), float(high))
