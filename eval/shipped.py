"""The weights of a graph that is shipped, as training changes them.

Checkpoints in floats are large and are kept nowhere for long: a training can go on from what the
project ships instead, at the cost of what int8 rounds away (at most half a step of each column's
scale).
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

_PRODUCT = re.compile(r"((?:l\d+\.)?\w+)\.product(?:_quant)?")
_THIRDS = ("q", "k", "v")


def shipped_weights(path: Path) -> dict[str, NDArray[np.float32]]:
    """Weights by their names in `eval.transformer`, of its shapes.

    `path`: a graph that `eval.export` wrote.
    """
    graph = onnx.load(str(path)).graph
    kept = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    weights = {**dict(_vectors(kept)), **dict(_matrices(graph, kept))}
    return {name: np.ascontiguousarray(w, np.float32) for name, w in weights.items()}


def _vectors(kept: Mapping[str, NDArray[Any]]) -> Iterator[tuple[str, NDArray[Any]]]:
    """Biases and norms, which are exact in the graph."""
    for name, values in kept.items():
        part, _, kind = name.rpartition(".")
        if kind in ("weight", "bias") and values.ndim == 1:
            for own, piece in _parts(part, values):
                yield f"{own}.{kind}", piece


def _matrices(
    graph: onnx.GraphProto, kept: Mapping[str, NDArray[Any]]
) -> Iterator[tuple[str, NDArray[Any]]]:
    for node in graph.node:
        if found := _PRODUCT.fullmatch(node.name):
            for own, piece in _parts(found[1], _floats(node, kept)):
                yield f"{own}.weight", piece.T


def _parts(part: str, values: NDArray[Any]) -> Iterator[tuple[str, NDArray[Any]]]:
    """The names in training of a part of the graph, where three matrices lie side by side, and the
    values of each: of outputs, which are the last axis."""
    names = [f"{part[:-1]}{third}" for third in _THIRDS] if part.endswith(".q") else [part]
    return zip(map(trained_name, names), np.split(values, len(names), axis=-1), strict=True)


def _floats(node: onnx.NodeProto, kept: Mapping[str, NDArray[Any]]) -> NDArray[Any]:
    """The node's matrix (inputs, outputs)."""
    values = kept[node.input[1]]
    if node.op_type == "MatMul":
        return values
    scale = kept[node.input[1].removesuffix("quantized") + "scale"]
    return (values.astype(np.float32) - kept[node.input[3]].astype(np.float32)) * scale


def trained_name(part: str) -> str:
    """A part of the graph as training calls it: `l3.q` is `layers.3.q`."""
    return "norm" if part == "emb.ln" else re.sub(r"^l(?=\d)", "layers.", part)
