"""Training claims for the judge: a statement, a paragraph, and what the one says of the other.

From the authored items (NOTICE) and the invented reports come claims that a paragraph supports,
claims that it contradicts, and claims on the same matter of which it says nothing, in all pairs of
six languages. A claim that one paragraph supports is "not found" in the others of its document.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.judge import VERDICTS, Verdict
from eval.invented import Words, raw_reports, words
from eval.training_data import gap

_ELSEWHERE = 0.4  # of the claims that are not found are another paragraph's
_SWAPPED = 0.3  # of the contradicted ones, where it can be, are supported ones with another number
_NUMBER = re.compile(r"(?<![\w/.,-])\d{1,4}(?![\w/.,-]*\d)")


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with a text and the verdict."""

    claim: str
    text: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Matter:
    """A paragraph with a claim of each verdict, and the document's paragraphs that do not hold
    what the supported one says."""

    text: Words
    claims: Mapping[Verdict, Words]
    others: tuple[Words, ...]


def authored_matters(items: Sequence[Mapping[str, Any]]) -> list[Matter]:
    """One matter for each item (`eval.training_data.load_authored`)."""
    out = []
    for item in items:
        claims: dict[Verdict, Words] = {v: item[v] for v in VERDICTS}
        others = tuple(
            x for x in item["neighbours"] if not any(item["answer"][k] in x[k] for k in x)
        )
        out.append(Matter(item["text"], claims, others))
    return out


def invented_matters(split: str) -> list[Matter]:
    """One matter for each pair of claims of the invented reports of a split."""
    out = []
    for raw in raw_reports(split):
        languages = raw["languages"]
        texts = {p["id"]: words(languages, p["text"]) for p in raw["paragraphs"]}
        absent: dict[str, list[Words]] = {}
        for c in raw.get("not_found", ()):
            absent.setdefault(c["near"], []).append(words(languages, c["claim"]))
        for i, pair in enumerate(raw.get("claims", ())):
            claims: dict[Verdict, Words] = {
                "supported": words(languages, pair["supported"]),
                "contradicted": words(languages, pair["contradicted"]),
            }
            near = absent.get(pair["paragraph"])
            if near:
                claims["not_found"] = near[i % len(near)]
            others = tuple(t for k, t in texts.items() if k != pair["paragraph"])
            out.append(Matter(texts[pair["paragraph"]], claims, others))
    return out


class Claims:
    """Draws claims with texts, the three verdicts of one matter together."""

    def __init__(self, *kinds: Sequence[Matter]) -> None:
        """Each kind of matters is drawn equally often."""
        self._kinds = [kind for kind in kinds if kind]

    def three(self, asked: str, lang: str, rng: random.Random) -> list[Judged]:
        """A claim of each verdict in one language, with a text in another."""
        matter = rng.choice(rng.choice(self._kinds))
        neighbour = rng.choice(matter.others) if matter.others and rng.random() < 0.4 else None
        text = _beside(matter.text[lang], neighbour[lang] if neighbour else "", lang, rng)
        supported = matter.claims["supported"][asked]
        contradicted = matter.claims["contradicted"][asked]
        if rng.random() < _SWAPPED:
            contradicted = other_number(supported, text, rng) or contradicted
        if matter.others and ("not_found" not in matter.claims or rng.random() < _ELSEWHERE):
            kind: Verdict = "supported" if rng.random() < 0.5 else "contradicted"
            absent = Judged(
                matter.claims[kind][asked], rng.choice(matter.others)[lang], "not_found"
            )
        else:
            absent = Judged(matter.claims["not_found"][asked], text, "not_found")
        return [
            Judged(supported, text, "supported"),
            Judged(contradicted, text, "contradicted"),
            absent,
        ]


def other_number(claim: str, text: str, rng: random.Random) -> str | None:
    """The claim with a number that the text has changed to one that it has not; None where the two
    share no number."""
    shared = [m for m in _NUMBER.finditer(claim) if m[0] in _NUMBER.findall(text)]
    if not shared:
        return None
    found = rng.choice(shared)
    n = int(found[0])
    others = [n + d for d in (-3, -2, -1, 1, 2, 3, 10, 20) if n + d > 0]
    others = [x for x in others if str(x) not in text]
    if not others:
        return None
    return f"{claim[: found.start()]}{rng.choice(others)}{claim[found.end() :]}"


def _beside(text: str, neighbour: str, lang: str, rng: random.Random) -> str:
    parts = [part for part in (text, neighbour) if part]
    rng.shuffle(parts)
    return gap(lang).join(parts)
