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

_READER_NODE = re.compile(r"/(layers\.\d+/\w+|span|answers|verdict)/(?:Gemm_)?MatMul(?:_quant)?")
_ENCODER_NODE = re.compile(r"l(\d+)\.(\w+)\.product(?:_quant)?")
_THIRDS = ("q", "k", "v")


def shipped_weights(path: Path) -> dict[str, NDArray[np.float32]]:
    """Weights by their names in `eval.transformer`, of its shapes.

    `path`: a graph that `eval.export_reader` or `eval.export_encoder` wrote.
    """
    graph = onnx.load(str(path)).graph
    kept = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    weights = {**dict(_vectors(kept)), **dict(_matrices(graph, kept))}
    return {name: np.ascontiguousarray(w, np.float32) for name, w in weights.items()}


def _vectors(kept: Mapping[str, NDArray[Any]]) -> Iterator[tuple[str, NDArray[Any]]]:
    """Biases and norms, which are exact in the graph."""
    for name, values in kept.items():
        part, _, kind = name.rpartition(".")
        if kind not in ("weight", "bias") or values.ndim != 1:
            continue
        if part.startswith("model."):
            yield name.removeprefix("model."), values
        elif part.endswith(".q") and part.startswith("l"):  # the encoder's three side by side
            for third, piece in zip(_THIRDS, np.split(values, 3), strict=True):
                yield f"{_named(part[:-2])}.{third}.{kind}", piece
        else:
            yield f"{_named(part)}.{kind}", values


def _matrices(
    graph: onnx.GraphProto, kept: Mapping[str, NDArray[Any]]
) -> Iterator[tuple[str, NDArray[Any]]]:
    for node in graph.node:
        if node.op_type not in ("MatMul", "MatMulInteger"):
            continue
        if found := _READER_NODE.fullmatch(node.name):
            yield f"{found[1].replace('/', '.')}.weight", _floats(node, kept).T
        elif found := _ENCODER_NODE.fullmatch(node.name):
            layer, part = f"layers.{found[1]}", found[2]
            whole = _floats(node, kept)
            parts = _THIRDS if part == "q" else (part,)
            for name, piece in zip(parts, np.split(whole, len(parts), axis=1), strict=True):
                yield f"{layer}.{name}.weight", piece.T


def _floats(node: onnx.NodeProto, kept: Mapping[str, NDArray[Any]]) -> NDArray[Any]:
    """The node's matrix (inputs, outputs)."""
    values = kept[node.input[1]]
    if node.op_type == "MatMul":
        return values
    scale = kept[node.input[1].removesuffix("quantized") + "scale"]
    return (values.astype(np.float32) - kept[node.input[3]].astype(np.float32)) * scale


def _named(part: str) -> str:
    """`l3.q` is `layers.3.q` in training."""
    return "norm" if part == "emb.ln" else re.sub(r"^l(\d+)", r"layers.\1", part)
