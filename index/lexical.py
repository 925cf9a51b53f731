"""The lexical leg: BM25 (Robertson and Zaragoza 2009) over our tokens, kept by bm25s."""

from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np

from index.analysis import analyse, analyse_question


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
        """(row, score) of the rows that share a token with the question, best first.

        `allowed` is a boolean for each row. Ties are in the order of rows.
        """
        if self._engine is None:
            return []
        vocabulary = self._engine.vocab_dict
        tokens = [t for t in dict.fromkeys(analyse_question(question, lang)) if t in vocabulary]
        if not tokens:
            return []
        scores = np.asarray(self._engine.get_scores(tokens), np.float64)
        if allowed is not None:
            scores = np.where(allowed, scores, 0.0)
        order = np.argsort(-scores, kind="stable")[:limit]
        return [(int(i), float(scores[i])) for i in order if scores[i] > 0]
