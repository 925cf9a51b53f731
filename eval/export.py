"""Turn trained weights into the model that is shipped: an int8 ONNX graph, with its card.

    python -m eval.export encoder --weights FOLDER/encoder.pt
    python -m eval.export reader --weights FOLDER/reader.pt

With a share below 1, weights are taken so far of the way from the plain encoder to the trained one
(Wortsman et al. 2022, arXiv:2109.01903): what was learned in the genre is kept, and less is lost
outside it. Of several weights, such as those at the end of two stages, the mean is taken (Wortsman
et al. 2022, arXiv:2203.05482). A reader is then to be calibrated (`python -m eval.calibrate`),
and its judge's weights fitted (`python -m eval.bench_verify --write`).
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from app.calibration import Calibration
from app.reading import MODEL
from eval.shipped import trained_name
from index.e5 import E5File
from index.encoder import ADAPTED
from index.graph import encoder, reader

_SHIPPED = {"encoder": (encoder, ADAPTED), "reader": (reader, MODEL)}
_KINDS = {"w": "weight", "b": "bias"}
_UNCALIBRATED = asdict(Calibration(1.0, 0.0, 0.4))


class Trained(E5File):
    """The model's file with trained weights in place of its own, and with heads where there are."""

    def __init__(self, weights: Sequence[Path], share: float = 1.0) -> None:
        super().__init__()
        self._trained = _mean([torch.load(path, weights_only=True) for path in weights])
        self._share = share

    def tensor(self, name: str) -> NDArray[np.float32]:
        part, _, kind = name.rpartition(".")
        found = self._trained.get(f"{trained_name(part)}.{_KINDS[kind]}") if part else None
        if found is None:
            return super().tensor(name)
        trained: NDArray[np.float32] = found.float().numpy().reshape(-1)
        if self._share == 1:
            return trained
        plain = super().tensor(name)
        return plain + np.float32(self._share) * (trained - plain)


def _mean(several: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    return {
        name: torch.stack([weights[name].float() for weights in several]).mean(dim=0)
        for name in several[0]
    }


def export(kind: str, weights: Sequence[Path], share: float, out: Path) -> None:
    """Write the graph and its card: that of the last training, which lies beside its weights, with
    the graph's checksum."""
    graph = _SHIPPED[kind][0](Trained(weights, share))
    card: dict[str, Any] = json.loads(weights[-1].with_name("card.json").read_text())
    card |= {"averaged": len(weights)} if len(weights) > 1 else {}
    card |= {"share": share} if kind == "encoder" else {"calibration": _UNCALIBRATED}
    card["sha256"] = hashlib.sha256(graph).hexdigest()
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(graph)
    out.with_suffix(".json").write_text(json.dumps(card, indent=1) + "\n")


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("kind", choices=_SHIPPED)
    parser.add_argument("--weights", type=Path, required=True, nargs="+")
    parser.add_argument("--share", type=float, default=1.0, help="for the encoder")
    parser.add_argument("--out", type=Path, help="default: where the project ships it")
    a = parser.parse_args()
    export(a.kind, a.weights, a.share, a.out or _SHIPPED[a.kind][1])


if __name__ == "__main__":
    main()
