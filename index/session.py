"""Running a graph of the model: each row of tokens by itself, some rows at a time."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.e5 import E5File

_SLOW = ["SkipLayerNormFusion"]  # on processors: seven times the time of what it replaces


class Session:
    """A graph over the vectors of tokens, ready to run on the processor. Threads may share it.

    Rows run alone: nothing is padded, so attention needs no mask, and activations, whose 8 bits are
    scaled by what runs together, are the row's own: what a text gives does not depend on the texts
    beside it. A thread a row is also the fastest (see eval/LOG.md, rows).
    """

    def __init__(self, file: E5File, graph: bytes, threads: int) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._graph = onnxruntime.InferenceSession(
            graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW
        )
        self._file = file
        self._threads = threads

    def run(self, rows: Sequence[Sequence[int]]) -> list[list[NDArray[Any]]]:
        """What the graph gives for each row of token ids, in their order."""
        if len(rows) <= 1 or self._threads <= 1:
            return [self._run(row) for row in rows]
        with ThreadPoolExecutor(min(self._threads, len(rows))) as pool:
            return list(pool.map(self._run, rows))

    def _run(self, row: Sequence[int]) -> list[NDArray[Any]]:
        found = self._graph.run(None, {"vectors": self._file.embedded(row)})
        return [np.asarray(output) for output in found]
