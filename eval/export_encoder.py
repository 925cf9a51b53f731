"""Turn the adapted encoder's weights into the model that is shipped: an int8 ONNX graph.

    python -m eval.export_encoder --weights FOLDER/encoder.pt [--share 1.0]

With a share below 1, weights are taken so far of the way from the plain encoder to the adapted one
(Wortsman et al. 2022, arXiv:2109.01903): what was learned in the genre is kept, and less is lost
outside it.
"""

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from index.e5 import E5File
from index.encoder import ADAPTED
from index.graph import int8


class Adapted(E5File):
    """The model's file with trained weights in place of its own."""

    def __init__(self, weights: Path, share: float) -> None:
        super().__init__()
        self._trained = torch.load(weights, weights_only=True)
        self._share = share

    def tensor(self, name: str) -> NDArray[np.float32]:
        plain = super().tensor(name)
        trained = self._trained.get(_trained_name(name))
        if trained is None:
            return plain
        return plain + self._share * (trained.float().numpy().reshape(-1) - plain)


def _trained_name(name: str) -> str:
    """`l3.q.w` is `layers.3.q.weight` in training."""
    part, _, kind = name.rpartition(".")
    layer, _, module = part.partition(".")
    whole = {"w": "weight", "b": "bias"}.get(kind, kind)
    return f"norm.{whole}" if part == "emb.ln" else f"layers.{layer[1:]}.{module}.{whole}"


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--out", type=Path, default=ADAPTED)
    arguments = parser.parse_args()
    graph = int8(Adapted(arguments.weights, arguments.share))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_bytes(graph)
    card: dict[str, Any] = json.loads(arguments.weights.with_name("card.json").read_text())
    card |= {"share": arguments.share, "sha256": hashlib.sha256(graph).hexdigest()}
    arguments.out.with_suffix(".json").write_text(json.dumps(card, indent=1) + "\n")


if __name__ == "__main__":
    main()
