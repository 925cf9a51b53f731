"""Words of the other languages that mean a word of a question, by a table learned from texts that
say the same in six languages (`eval.train_translations`).

Tokens are those of `index.analysis`, which carry their language. What has no entry and needs none
stands for itself: a number, a name in Latin letters.
"""

from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Final

import numpy as np

from index.analysis import SYMBOL_PREFIX

TABLE: Final = Path(__file__).with_name("models") / "translations.npz"
_LATIN: Final = ("en", "fr", "es")
_TAGS: Final = (*_LATIN, "ru", "ar", "zh")


class Translations:
    """The table, read at first use: `tokens`, and for each of them the rows of its translations,
    `targets` and `weights` (of 255), between its two `bounds`."""

    def __init__(self, path: Path = TABLE) -> None:
        self._path = path

    @cached_property
    def _table(self) -> tuple[list[str], dict[str, int], np.ndarray, np.ndarray, np.ndarray]:
        with np.load(self._path) as table:
            tokens = bytes(table["tokens"]).decode().split("\n")
            rows = {token: row for row, token in enumerate(tokens)}
            return tokens, rows, table["bounds"], table["targets"], table["weights"]

    def of(self, token: str) -> Iterator[tuple[str, float]]:
        """(token of another language, how likely the one stands for the other, 0 to 1)."""
        tag, _, bare = token.rpartition(":")
        if token.startswith(SYMBOL_PREFIX):
            return
        if bare.isdigit():
            yield from ((f"{other}:{bare}", 1.0) for other in _TAGS if other != tag)
            return
        tokens, rows, bounds, targets, weights = self._table
        row = rows.get(token)
        if row is None:
            if tag in _LATIN:
                yield from ((f"{other}:{bare}", 1.0) for other in _LATIN if other != tag)
            return
        for place in range(bounds[row], bounds[row + 1]):
            yield tokens[targets[place]], float(weights[place]) / 255


@cache
def installed() -> Translations:
    """The table that comes with the project."""
    return Translations()
