"""Verifying statements: each claim with the verdict of the reports and the paragraphs behind it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.answer import Citation, Quote, cite, plain
from app.judge import VERDICTS, Differs, Judge, Verdict, differs
from app.passage_text import Text, passage_text
from index.passage import Passage
from index.search import Index
from ingest.language import detect
from ingest.layout import display_width, join
from ingest.report import Report
from ingest.sentences import sentences

_CITED = 3  # paragraphs
_ALSO = 0.5  # the least probability of a further paragraph that is cited
# marks of footnotes: [3] directly after a word or its punctuation, [1, 2] before punctuation
_BRACKETED = re.compile(
    r"(?<=[\w.,;:!?)»”’\"。，；：！？）،؛؟])\[\d+(?:[,;–-]\s*\d+)*\](?!\w)"
    r"|\s+\[\d{1,2}(?:[,;–-]\s*\d{1,2})*\](?=\s*(?:[.,;:!?。，；：！？،؛؟]|$))",
    re.MULTILINE,
)
_SHORTEST = 3  # words, or characters of Chinese: less is a heading, unless a full stop ends it
_STOPPED = re.compile(r"[.!。！…][\W_]*$")
_WRAPPED = 40  # columns: a shorter line ends where its writer ended it
_NEARLY = 0.75  # of the longest line beside it
_LISTED = re.compile(r"\s*(?:[-–—•*·]\s|\(?\w{1,3}[.)]\s)")  # the mark of an item of a list


@dataclass(frozen=True, slots=True)
class Checked:
    """One claim, judged. `differs` says in what a contradicted claim is wrong, where that is one of
    the facts that are compared; a claim that was not found has no citations."""

    claim: str
    verdict: Verdict
    probability: float
    differs: Differs | None
    citations: tuple[Citation, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """A statement with its claims. The whole is contradicted if one claim is, and supported only if
    all are."""

    statement: str
    claims: tuple[Checked, ...]
    snapshot: str
    settings: str
    id: str | None = None

    @property
    def worst(self) -> Checked:
        """The claim that decides."""
        order = {"contradicted": 0, "not_found": 1, "supported": 2}
        return min(self.claims, key=lambda c: (order[c.verdict], c.probability))

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with the keys that other programs rely on; `claims` where there are several
        in the statement."""
        worst = self.worst
        out: dict[str, Any] = {} if self.id is None else {"id": self.id}
        out |= {**plain(worst), "claim": self.statement}
        if len(self.claims) > 1:
            out["claims"] = [plain(c) for c in self.claims]
        return {**out, "snapshot": self.snapshot, "settings": self.settings}


def claims(statement: str) -> list[str]:
    """The claims of a statement: its sentences, without marks of footnotes, headings left out
    unless there is nothing else. What has no letter claims nothing."""
    text = _BRACKETED.sub("", _unwrapped(statement))
    parts = [p for a, b in sentences(text) if re.search(r"[^\W\d_]", p := text[a:b])]
    return [p for p in parts if _is_claim(p)] or parts[:1]


def _is_claim(text: str) -> bool:
    return _length(text) >= _SHORTEST - bool(_STOPPED.search(text))


def _unwrapped(text: str) -> str:
    """The text with the lines joined that were broken within a sentence, as in what is pasted from
    a page or a letter."""
    blocks = re.split(r"(\n[^\S\n]*\n\s*)", text)
    return "".join(_joined(block.split("\n")) for block in blocks)


def _joined(lines: list[str]) -> str:
    """The lines of a block. In one that ends with a full stop, each sentence has its own; in
    another, only a small letter tells that a sentence goes on."""
    longest = max(display_width(line.strip()) for line in lines)
    prose = bool(_STOPPED.search(lines[-1]))
    out = lines[0]
    for before, line in pairwise(lines):
        goes_on = _goes_on(before, line, longest, prose)
        out = join(out, line, spaced=False) if goes_on else f"{out}\n{line}"
    return out


def _goes_on(before: str, line: str, longest: int, prose: bool) -> bool:
    """Whether a sentence goes on from a line to the next one."""
    first = line.split(maxsplit=1)[0] if line.strip() else ""
    if not first or _LISTED.match(line):
        return False
    end = len(before.rstrip())
    if any(b == end for _, b in sentences(f"{before.rstrip()} {line}")):
        return False
    width = display_width(before.strip())
    full = width > _WRAPPED and width + 1 + display_width(first) > _NEARLY * longest
    return full and (prose or first[0].islower())


def _length(text: str) -> int:
    return len(re.findall(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+", text))


class Verifier:
    """Judges claims over one open index."""

    def __init__(self, judge: Judge, read: int) -> None:
        """`read` passages are judged for each claim, from the best."""
        self._judge = judge
        self._read = read

    def check(
        self, claim: str, index: Index, reports: Sequence[str] | None, prefer: str | None = None
    ) -> Checked:
        """Judge one claim over the reports with these ids (None: all), citing in the language that
        is preferred where a report has it."""
        lang = detect(claim)
        passages = index.search(claim, lang, self._read, reports, prefer)
        texts = [passage_text(index.report(p.report), p) for p in passages]
        judged = self._judge.judge(claim, lang, texts)
        verdict, probability, order = decide(judged)
        citations: list[Citation] = []
        if verdict != "not_found":
            column = VERDICTS.index(verdict)
            cited = [order[0], *(i for i in order[1:] if judged[i, column] >= _ALSO)][:_CITED]
            for i in cited:
                report = index.report(passages[i].report)
                span = self._span(claim, lang, texts[i], report, column)
                sure = round(float(judged[i, column]), 4)
                quote = Quote(report.id, passages[i].paragraph, *span, *span, sure, sure)
                citations.append(cite(report, quote))
        return Checked(
            claim=claim,
            verdict=verdict,
            probability=round(probability, 4),
            differs=differs(claim, lang, texts[order[0]]) if verdict == "contradicted" else None,
            citations=tuple(citations),
            passages=tuple(passages),
        )

    def _span(
        self, claim: str, lang: str, read: Text, report: Report, column: int
    ) -> tuple[int, int]:
        """The sentence of a paragraph that decides: the one on which the verdict is surest."""
        spans = sentences(report.text, read.start, read.end)
        alone = [Text(report.text[a:b], report.lang) for a, b in spans]
        judged = self._judge.judge(claim, lang, alone) if len(spans) > 1 else np.ones((1, 3))
        return spans[int(judged[:, column].argmax())]


def decide(judged: NDArray[np.float64]) -> tuple[Verdict, float, list[int]]:
    """The verdict over all passages, its probability, and the passages in the order in which they
    prove it. `judged` has a row of three probabilities for each passage, best ranked first.

    A paragraph that supports counts before one that contradicts: reports say different things of
    different meetings.
    """
    if not len(judged):
        return "not_found", 1.0, []
    supported, contradicted = judged[:, 0].max(), judged[:, 1].max()
    absent = 1.0 - max(supported, contradicted)
    if max(supported, contradicted) < 0.5:
        return "not_found", float(absent), list(np.argsort(judged[:, 2], kind="stable"))
    column = 0 if supported >= contradicted else 1
    order = [int(i) for i in np.argsort(-judged[:, column], kind="stable")]
    return VERDICTS[column], float(judged[order[0], column]), order
