"""Training claims for the judge: a statement, a paragraph, and what the one says of the other.

From the authored items (NOTICE) and the invented reports come claims that a paragraph supports,
claims that it contradicts, and claims on the same matter of which it says nothing, in all pairs of
six languages. A claim that one paragraph supports is "not found" in the others of its document.

The texts themselves say more claims: the sentence that answers a question, which the same sentence
with another question's answer in its place contradicts.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.judge import VERDICTS, Verdict
from eval.invented import InventedReport, Question, Words, raw_reports, words
from eval.training_data import gap
from ingest.language import LANGUAGES
from ingest.sentences import sentences

_ELSEWHERE = 0.4  # of the claims that are not found are another paragraph's
_SWAPPED = 0.3  # of the contradicted ones, where it can be, are supported ones with another number
_LEFT_OUT = 0.5  # of the sentences that are not found stand in a paragraph from which they are cut
_LONGEST = 320  # characters of a sentence that is a claim, in English
_EXCHANGED = {
    "who",
    "when",
    "where",
    "how_many",
    "which_document",
}  # answers that others replace
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Dr)\. ")
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
    what the supported one says; what is left of the paragraph when that is cut, where it can be."""

    text: Words
    claims: Mapping[Verdict, Words]
    others: tuple[Words, ...]
    rest: Words | None = None


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


def sentence_matters(reports: Sequence[InventedReport]) -> list[Matter]:
    """One matter for each sentence that answers a question and can be given another's answer."""
    out = []
    for report in reports:
        asked = [q for q in report.answerable if q.kind in _EXCHANGED]
        for q in asked:
            text = report.paragraphs[q.place]
            others = tuple(p for i, p in enumerate(report.paragraphs) if i != q.place)
            for other in _exchangeable(q, text, asked):
                out.append(_sentence_matter(text, q, other, others))
    return [m for m in out if len(m.claims["supported"]["en"]) <= _LONGEST]


def _exchangeable(q: Question, text: Words, asked: Sequence[Question]) -> list[Question]:
    """Questions whose answers look the same and are not in the sentence that answers this one: at
    most two, the nearest ones."""
    said = {k: text[k][slice(*_sentence(text[k], _words_of(q)[k]))] for k in LANGUAGES}
    found = [
        o
        for o in asked
        if _look(o) == _look(q) and not any(_words_of(o)[k] in said[k] for k in LANGUAGES)
    ]
    return sorted(found, key=lambda o: abs(o.place - q.place))[:2]


def _look(q: Question) -> tuple[object, ...]:
    """What two answers have in common where one may stand for the other and the sentence is still
    one: their kind; of numbers, all that is not a digit; of persons, whether they have a title."""
    answer = _words_of(q)
    if q.kind == "how_many":
        return q.kind, *(re.sub(r"\d", "0", answer[k]) for k in LANGUAGES)
    return q.kind, bool(_TITLED.match(answer["en"])), "(" in answer["en"]


def _sentence_matter(
    text: Words, q: Question, other: Question, others: tuple[Words, ...]
) -> Matter:
    true, false, rest = {}, {}, {}
    for k in LANGUAGES:
        begin, end = _sentence(text[k], _words_of(q)[k])
        true[k] = text[k][begin:end]
        false[k] = true[k].replace(_words_of(q)[k], _words_of(other)[k])
        rest[k] = f"{text[k][:begin]}{text[k][end:].lstrip()}".strip()
    claims: dict[Verdict, Words] = {"supported": true, "contradicted": false}
    return Matter(text, claims, others, rest if all(rest.values()) else None)


def _sentence(text: str, answer: str) -> tuple[int, int]:
    """The span of the sentence in which an answer begins."""
    at = text.index(answer)
    return next((a, max(b, at + len(answer))) for a, b in sentences(text) if b > at)


def _words_of(q: Question) -> Words:
    assert q.answer is not None  # it is answerable
    return q.answer


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
            rest = matter.rest if rng.random() < _LEFT_OUT else None
            elsewhere = rest or rng.choice(matter.others)
            absent = Judged(matter.claims[kind][asked], elsewhere[lang], "not_found")
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
