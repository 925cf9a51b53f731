"""Which paragraphs an answer cites, with which words, and how they stand to each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from app.agreement import relation
from app.answer import Citation, Quote, Relation, cite
from app.lists import whole_list
from app.question_kind import Kind
from ingest.report import Report

_NEAR = 0.9  # of the first one's probability; see eval/LOG.md

_ORDER: Final[tuple[Relation, ...]] = ("same", "related", "differs")


@dataclass(frozen=True, slots=True)
class _Cited:
    citation: Citation
    probability: float
    how: Relation


def cited(
    asked: Kind,
    quotes: Sequence[Quote],
    report: Callable[[str], Report],
    sure: float,
    most: int,
) -> tuple[tuple[Citation, ...], tuple[Relation, ...]]:
    """The citations for quotes, best first, and the relation of each to the first.

    The first is always cited. Of others those count that answer as surely as an answer must
    (`sure`): such as say the same or disagree, and such as are nearly as sure as the first. They
    follow in that order, those that disagree last, at most `most` in all.
    """
    chosen: dict[tuple[str, str], Quote] = {}
    for quote in quotes:
        if quote is quotes[0] or quote.probability >= sure:
            whole = whole_list(report(quote.report), quote) if asked == "list" else quote
            chosen.setdefault((whole.report, whole.paragraph), whole)
    found: list[_Cited] = []
    for quote in chosen.values():
        citation = cite(report(quote.report), quote)
        how: Relation = relation(asked, found[0].citation, citation) if found else "same"
        found.append(_Cited(citation, quote.probability, how))
    kept = [c for c in found if c.how == "same" or _counts(c, found[0].probability, sure)]
    kept = sorted(kept, key=lambda c: _ORDER.index(c.how))[:most]
    agreement: tuple[Relation, ...] = tuple(c.how for c in kept) if len(kept) > 1 else ()
    return tuple(c.citation for c in kept), agreement


def _counts(other: _Cited, first: float, sure: float) -> bool:
    """Whether a citation that does not say the same belongs beside a first of this probability."""
    return first >= sure and (other.how == "differs" or other.probability >= _NEAR * first)
