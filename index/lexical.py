"""The lexical leg: BM25 (Robertson and Zaragoza 2009) over our tokens, kept by bm25s.

A question's words are looked for in its own language and, by their translations, in the others,
each counting as much as it is likely to stand for the word.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np

from index.analysis import analyse, analyse_question
from index.translation import installed


class LexicalIndex:
    """Scores rows (chunks, in the order they were given) against a question. Read-only."""

    def __init__(self, engine: bm25s.BM25 | None) -> None:
        self._engine = engine  # None: no row has a token

    @classmethod
    def build(cls, texts: Sequence[tuple[str, str]]) -> "LexicalIndex":
        """From (text, language) of each row."""
        rows = [analyse(text, lang) for text, lang in texts]
        if not any(rows):
            return cls(None)
        engine = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
        engine.index(rows, show_progress=False)
        return cls(engine)

    def save(self, folder: Path) -> None:
        """Write into a folder that `load` reads."""
        folder.mkdir(parents=True)
        if self._engine is not None:
            self._engine.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """What `save` wrote, with the large arrays left on disk until they are needed."""
        if not any(folder.iterdir()):
            return cls(None)
        return cls(bm25s.BM25.load(str(folder), mmap=True))

    def search(
        self, question: str, lang: str, limit: int, allowed: np.ndarray | None = None
    ) -> list[tuple[int, float]]:
        """(row, score) of the rows that share a token with the question, or a translation of one,
        best first.

        `allowed` is a boolean for each row. Ties are in the order of rows.
        """
        if self._engine is None:
            return []
        vocabulary = self._engine.vocab_dict
        wanted = {t: w for t, w in _weighted(question, lang).items() if t in vocabulary}
        if not wanted:
            return []
        data, rows, bounds = (self._engine.scores[part] for part in ("data", "indices", "indptr"))
        scores = np.zeros(self._engine.scores["num_docs"])
        for token, weight in wanted.items():
            own = slice(*bounds[vocabulary[token] :][:2])
            scores[rows[own]] += weight * data[own]
        if allowed is not None:
            scores = np.where(allowed, scores, 0.0)
        found = np.flatnonzero(scores)
        if len(found) > limit:
            found = found[scores[found] >= np.partition(scores[found], -limit)[-limit]]
        order = found[np.argsort(-scores[found], kind="stable")][:limit]
        return [(int(i), float(scores[i])) for i in order]


def _weighted(question: str, lang: str) -> dict[str, float]:
    """What to look for, with weights: the question's tokens and their translations."""
    own = list(dict.fromkeys(analyse_question(question, lang)))
    found: Counter[str] = Counter()
    for token in own:
        found.update(dict(installed().of(token)))
    return {**found, **dict.fromkeys(own, 1.0)}
