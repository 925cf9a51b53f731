"""Which of the numbers that open lines are paragraphs, which are items of a list inside one.

A report counts its paragraphs 1, 2, 3 ...; an agenda inside paragraph 6 counts 1 to 9 and then
paragraph 7 follows, so that "7." stands there twice; and a line broken after "session of" may
begin with "2023. The". All numbers of a report are therefore read together: the cheapest account of
the whole sequence wins (shortest path, one step a number).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Role = Literal["paragraph", "item", "text"]
Counted = Literal["plain", "decimal", "both"]

_SKIP = 1.5  # a number that opens a line by chance
_LIST = 0.5  # a list begins
_JUMP, _SURE_JUMP = 2.0, 1.0  # paragraphs are missing in between
_BACK = 4.0
_FIRST = 0.3  # a resolution stands before all paragraphs of the report
_AMID = 0.6  # a paragraph of the report in the middle of a resolution
_MAX_JUMP = 99
_SHIFT = 0.3  # stands further in or out than its fellows
_WIDTH = 64  # accounts kept at each step; real reports need fewer than ten

_FEW = 3  # numbered paragraphs that settle how a report counts
_NESTED = 0.7  # of the decimal numbers, at least, stand under the number that they begin with

_Path: TypeAlias = "tuple[Role, _Path] | None"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number at the start of a line. `sure`: the line is a whole block, so no chance break.

    `restart`: an annex or article begins here, so counting starts again. `nested`: a resolution
    opens here, whose paragraphs count from 1 as items do; `amid`: the text above ends like one of
    a resolution that goes on.
    """

    value: int
    indent: float = 0.0
    sure: bool = False
    restart: bool = False
    nested: bool = False
    amid: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    last: int = 0  # of the paragraphs
    indent: float | None = None
    item: int | None = None  # last item of the open list
    item_indent: float = 0.0


def roles(candidates: Sequence[Candidate]) -> list[Role]:
    """One role for each number, in order."""
    # each state keeps its cheapest cost and a linked path, so that long reports stay linear
    paths: dict[_State, tuple[float, _Path]] = {_State(): (0.0, None)}
    for c in candidates:
        following: dict[_State, tuple[float, _Path]] = {}
        for state, (cost, path) in paths.items():
            for role, step, after in _steps(state, c):
                if after not in following or cost + step < following[after][0]:
                    following[after] = (cost + step, (role, path))
        paths = dict(sorted(following.items(), key=lambda kv: kv[1][0])[:_WIDTH])
    path = min(paths.values(), key=lambda v: v[0])[1]
    out: list[Role] = []
    while path is not None:
        role, path = path
        out.append(role)
    return out[::-1]


def _steps(state: _State, c: Candidate) -> list[tuple[Role, float, _State]]:
    if c.restart:
        state = _State()
    steps: list[tuple[Role, float, _State]] = [("text", _SKIP, state)]
    moved = _SHIFT if state.indent is not None and abs(c.indent - state.indent) > 0.5 else 0.0
    if (c.amid and state.item is not None) or (c.nested and c.restart):
        moved += _AMID
    ahead = c.value - state.last
    after = _State(c.value, c.indent)
    if ahead == 1:
        steps.append(("paragraph", moved, after))
    elif 1 < ahead <= _MAX_JUMP:
        jump = _SURE_JUMP + 0.005 * ahead if c.sure else _JUMP + 0.02 * ahead
        steps.append(("paragraph", jump + moved, after))
    elif c.sure and 1 < c.value < state.last:
        steps.append(("paragraph", _BACK, after))  # chapters that were put out of order
    if (state.last or c.nested) and c.value == 1:
        begins = _LIST if not c.nested else 0.0 if state.last else _FIRST
        steps.append(("item", begins, _State(state.last, state.indent, 1, c.indent)))
    if state.item is not None and c.value == state.item + 1:
        moved = _SHIFT if abs(c.indent - state.item_indent) > 0.5 else 0.0
        after = _State(state.last, state.indent, c.value, state.item_indent)
        steps.append(("item", moved, after))
    return steps


@dataclass(frozen=True, slots=True)
class Decimal:
    """A number such as 4.2 at the start of a line, by its parts; `under`: the last plain number
    above it."""

    parts: tuple[str, ...]
    under: int | None = None


def counted(plain: int, decimals: Sequence[Decimal]) -> Counted:
    """How a report (or an annex) counts its paragraphs: 1, 2, 3 or 4.1, 4.2, 4.3, or both where
    4.1 stands under 4. The other kind is then in tables of indicators or in titles.

    `plain` is the number of its plain paragraphs.
    """
    nested = sum(d.parts[0] == str(d.under) for d in decimals)
    if nested >= _NESTED * len(decimals):
        return "both"
    if _longest_chain([d.parts for d in decimals]) > 2 * plain:
        return "decimal"
    return "plain" if plain >= _FEW else "both"


def _longest_chain(numbers: Sequence[tuple[str, ...]]) -> int:
    """How many two-part decimal numbers follow one another, others in between left out."""
    best = length = 0
    last: tuple[str, ...] = ()
    for parts in numbers:
        if len(parts) != 2 or not parts[0].isdigit() or not parts[1].isdigit():
            continue
        following = last and parts[0] == last[0] and int(parts[1]) == int(last[1]) + 1
        chapter = last and parts[1] == "1" and int(parts[0]) == int(last[0]) + 1
        length = length + 1 if following or chapter else 1
        last = parts
        best = max(best, length)
    return best
