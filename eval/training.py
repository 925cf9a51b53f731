"""What every training shares: its command, the authored items, the schedule, the card."""

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from eval.shipped import shipped_weights
from eval.training_data import Authored, checksums, load_authored, nearest_lines
from eval.transformer import Transformer
from index.encoder import E5
from ingest.language import LANGUAGES

_NEAREST = 13  # lines, the right one with them, from which texts that do not answer are drawn
_SHOWN, _SAVED = 25, 600  # steps, seconds

Step = Callable[[], tuple[str, Tensor]]


class Training:
    """A model under training. Its weights and its card are in the folder OUT of the command."""

    def __init__(
        self, name: str, about: str | None, minutes: float, rate: float, shipped: Path
    ) -> None:
        """Read the command; `minutes` and `rate` are its defaults, `shipped` the project's graph of
        this model, with its card beside it."""
        parser = argparse.ArgumentParser(description=about.splitlines()[0] if about else None)
        parser.add_argument("--data", type=Path, required=True, help="folder of the question sets")
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--minutes", type=float, default=minutes)
        parser.add_argument("--rate", type=float, default=rate, help="the highest, after warm-up")
        parser.add_argument("--seed", type=int, default=1)
        start = parser.add_mutually_exclusive_group()
        start.add_argument("--resume", action="store_true", help=f"go on from OUT/{name}.pt")
        start.add_argument("--shipped", action="store_true", help=f"go on from {shipped.name}")
        a = parser.parse_args()
        self.data: Path = a.data
        self.rng = random.Random(a.seed)
        self._seed, self._minutes, self._rate = a.seed, a.minutes, a.rate
        self._resume, self._shipped = a.resume, shipped if a.shipped else None
        self._weights, self._card = a.out / f"{name}.pt", a.out / "card.json"
        a.out.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(a.seed)
        random.seed(a.seed)

    def run(self, model: Transformer, step: Step, warm_up: float) -> None:
        """Train by steps, each of which gives what it trains and its loss; keep weights and card.

        The rate rises during the share `warm_up` of the time and falls to nothing at its end.
        """
        stages: list[Any] = []
        if self._resume:
            model.load_state_dict(torch.load(self._weights, weights_only=True), strict=False)
            stages = json.loads(self._card.read_text())["stages"]
        elif self._shipped:
            weights = shipped_weights(self._shipped)
            model.load_state_dict(
                {k: torch.from_numpy(w) for k, w in weights.items()}, strict=False
            )
            stages = json.loads(self._shipped.with_suffix(".json").read_text())["stages"]
        done = self._trained(model, step, warm_up)
        stages.append({"seed": self._seed, "torch": torch.__version__, **done})
        card = {"stages": stages, "data": checksums(self.data)}
        self._card.write_text(json.dumps(card, indent=1))

    def _trained(self, model: Transformer, step: Step, warm_up: float) -> dict[str, Any]:
        weights = [p for p in model.parameters() if p.requires_grad]
        optimizer = torch.optim.AdamW(weights, lr=self._rate, betas=(0.9, 0.98), weight_decay=0.01)
        began = saved = time.monotonic()
        running: dict[str, float] = {}
        steps = 0
        halved = _faster_halved()
        model.train()
        while (done := (time.monotonic() - began) / (60 * self._minutes)) < 1:
            rate = self._rate * min(done / warm_up, (1 - done) / (1 - warm_up))
            for group in optimizer.param_groups:
                group["lr"] = rate
            with torch.autocast("cpu", torch.bfloat16, enabled=halved):
                kind, loss = step()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            steps += 1
            running[kind] = 0.98 * running.get(kind, loss.item()) + 0.02 * loss.item()
            if steps % _SHOWN == 0:
                print(f"{done:.1%} step {steps} loss {running}", flush=True)
            if time.monotonic() - saved > _SAVED:
                saved = time.monotonic()
                torch.save(model.trained(), self._weights)
        torch.save(model.trained(), self._weights)
        loss = {kind: round(value, 3) for kind, value in running.items()}
        return {"minutes": self._minutes, "rate": self._rate, "steps": steps, "loss": loss}


def _faster_halved() -> bool:
    """Whether this processor multiplies in bfloat16 faster than in float32; some emulate it, at a
    third of the speed."""
    a, b = torch.rand(2048, 384), torch.rand(384, 1536)
    seconds = {}
    for kind in (torch.float32, torch.bfloat16):
        x, y = a.to(kind), b.to(kind)
        x @ y  # the first is slower than the others
        began = time.perf_counter()
        for _ in range(10):
            x @ y
        seconds[kind] = time.perf_counter() - began
    return seconds[torch.bfloat16] < seconds[torch.float32]


def authored(folder: Path) -> tuple[Sequence[dict[str, Any]], Authored]:
    """The authored items for training, and groups out of them."""
    items = load_authored(folder, "train")
    encoder = E5()
    asked = {k: encoder.queries([x["question"][k] for x in items]) for k in LANGUAGES}
    texts = {k: encoder.passages([x["text"][k] for x in items]) for k in LANGUAGES}
    nearest = {
        (a, b): nearest_lines(asked[a], texts[b], _NEAREST) for a in LANGUAGES for b in LANGUAGES
    }
    return items, Authored(items, nearest)
