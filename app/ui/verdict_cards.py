"""Verdicts as markup: each claim with what the reports say of it."""

from collections.abc import Sequence
from typing import get_args

from app.judge import Differs
from app.ui import cards, words
from app.ui.evidence import Evidence
from app.ui.markup import Html, tag, text
from app.verdict_table import Said
from app.verify import Checked, Verification

_SAID = {"supported": "SUPPORTED", "contradicted": "CONTRADICTED", "not_found": "CLAIM_NOT_FOUND"}


def summary(v: Verification) -> Html:
    """How many claims have which verdict."""
    counts = [(verdict, sum(c.verdict == verdict for c in v.claims)) for verdict in _SAID]
    parts = [
        tag("span", f"{said(verdict)}: {n}", class_=f"rap-verdict rap-{verdict.replace('_', '-')}")
        for verdict, n in counts
        if n
    ]
    return tag("p", *parts, class_="rap-summary", role="status")


def claim(c: Checked, evidence: Sequence[Evidence]) -> Html:
    """A claim, its verdict, and the paragraphs behind it."""
    kind = c.verdict.replace("_", "-")
    parts = [tag("span", said(c.verdict), class_=f"rap-verdict rap-{kind}")]
    if c.differs:
        parts.append(tag("span", getattr(words, f"DIFFERS_{c.differs}"), class_="rap-differs"))
    decided = c.verdict != "not_found"
    found = [
        cards.citation(n if decided else None, e, is_open=False) for n, e in _counted(evidence)
    ]
    near = [tag("p", words.NEAREST_CLAIM, class_="rap-nearest")] if found and not decided else []
    return tag(
        "div",
        text("p", c.claim, class_="rap-claim"),
        tag("p", *parts, class_="rap-said-of-it", title=f"{words.PROBABILITY} {c.probability:.2f}"),
        *near,
        *found,
        class_=f"rap-answer rap-checked rap-claim-{kind}",
    )


def _counted(evidence: Sequence[Evidence]) -> list[tuple[int, Evidence]]:
    return list(enumerate(evidence, 1))


def said(verdict: str) -> str:
    """A verdict in the language of the page."""
    return getattr(words, _SAID[verdict])


def table() -> Said:
    """What the table of verdicts says itself, in the language of the page."""
    heads = (
        words.TABLE_CLAIM,
        words.TABLE_VERDICT,
        words.TABLE_SURENESS,
        words.TABLE_DIFFERENCE,
        words.TABLE_SOURCE,
        words.TABLE_QUOTE,
    )
    differences = {d: getattr(words, f"DIFFERS_{d}") for d in get_args(Differs)}
    return Said(heads, {verdict: said(verdict) for verdict in _SAID} | differences)
