"""A training can go on from the graphs that are shipped: nothing but int8's rounding is lost."""

import numpy as np
import pytest

from app.reading import MODEL
from eval.shipped import shipped_weights
from index.e5 import E5File
from index.encoder import ADAPTED
from index.graph import encoder


@pytest.fixture(scope="module")
def file():
    return E5File()


@pytest.fixture(scope="module")
def plain(file, tmp_path_factory):
    path = tmp_path_factory.mktemp("graph") / "plain.onnx"
    path.write_bytes(encoder(file))
    return shipped_weights(path)


@pytest.mark.parametrize("part", ["q", "k", "v", "ao", "fi", "fo"])
def test_a_matrix_is_what_was_quantised_to_half_a_step(file, plain, part):
    own = file.tensor(f"l3.{part}.w").reshape(plain[f"layers.3.{part}.weight"].shape)
    step = np.abs(own).max(axis=1, keepdims=True) / 127
    assert (np.abs(plain[f"layers.3.{part}.weight"] - own) <= 0.6 * step).all()


def test_what_is_not_quantised_is_exact(file, plain):
    assert (plain["layers.2.k.bias"] == file.tensor("l2.k.b")).all()
    assert (plain["norm.weight"] == file.tensor("emb.ln.w")).all()
    assert (plain["layers.4.fo.weight"].ravel() == file.tensor("l4.fo.w")).all()


@pytest.mark.parametrize(("path", "heads"), [(ADAPTED, 0), (MODEL, 3)])
def test_every_weight_of_the_shipped_models_is_found(file, path, heads):
    weights = shipped_weights(path)
    layers = file.shape["layers"]
    assert len(weights) == 2 + layers * (6 + 2) * 2 + heads * 2
    assert all(np.isfinite(w).all() for w in weights.values())
