"""Columns of a PDF's page: the parts of a line that stand apart, and text of two columns that was
written line by line across the page."""

import re
from collections.abc import Callable, Sequence
from statistics import median
from typing import Protocol, TypeVar

from ingest import layout

_APART = 1.5  # of a line's height: no two words of running text stand so far apart
_FEW = 6  # lines of two parts that make columns
_WORDS = 3  # that the lines of a column of text have, most of them; symbols are one
_TEXT = 18  # characters likewise, for a language that writes no spaces
_FILLED = 0.5  # of the lines of the left column reach its right edge; cells of a table do not
_EDGE = 3  # of a line's height: near an edge

Edges = Callable[[int], tuple[float, float]]


class Placed(Protocol):
    """A line, or a part of one, on its page."""

    @property
    def text(self) -> str: ...
    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def height(self) -> float: ...


Line = TypeVar("Line", bound=Placed)


def parts(text: str, edges: Edges, height: float) -> list[tuple[int, int]]:
    """Where the parts of a line begin and end that stand apart in it. `edges` gives the left and
    the right edge of a character by its index in the text."""
    found, start = [], 0
    for m in re.finditer(r"\s+", text):
        if edges(m.end())[0] - edges(m.start() - 1)[1] > _APART * height:
            found.append((start, m.start()))
            start = m.end()
    return [*found, (start, len(text))]


def in_order(lines: Sequence[tuple[Line, Sequence[Line]]]) -> list[Line]:
    """The lines of a page (each with its parts, if it has several) as they are read: where two
    columns of text run side by side through lines of two parts, the left one, then the right."""
    gutter = _gutter([parts for _, parts in lines if len(parts) == 2])
    if gutter is None:
        return [line for line, _ in lines]
    out: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line, its_parts in lines:
        if len(its_parts) == 2 and its_parts[0].right < gutter < its_parts[1].left:
            left.append(its_parts[0])
            right.append(its_parts[1])
        elif (left or right) and line.right < gutter:
            left.append(line)
        elif (left or right) and line.left > gutter:
            right.append(line)
        else:
            out += [*left, *right, line]
            left, right = [], []
    return [*out, *left, *right]


def _gutter(pairs: Sequence[Sequence[Placed]]) -> float | None:
    """Where between two columns of text their gutter is, if the lines of two parts make columns."""
    if len(pairs) < _FEW:
        return None
    begins = median(right.left for _, right in pairs)
    pairs = [(a, b) for a, b in pairs if abs(b.left - begins) < _EDGE * b.height]
    if len(pairs) < _FEW or not all(_is_prose([pair[i].text for pair in pairs]) for i in (0, 1)):
        return None
    edge = max(a.right for a, _ in pairs)
    filled = sum(edge - a.right < _EDGE * a.height for a, _ in pairs)
    if edge >= begins or filled < _FILLED * len(pairs):
        return None
    return (edge + begins) / 2


def _is_prose(texts: Sequence[str]) -> bool:
    wide = median(map(layout.display_width, texts)) >= _TEXT
    spaced = median(len(text.split()) for text in texts) >= _WORDS
    return wide and (spaced or not any(text.isascii() for text in texts))
