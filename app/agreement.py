"""Do the paragraphs that are cited say the same, disagree, or only touch the same matter?

No model decides. Two answers say the same where their exact facts are the same, in any of the six
languages, or where most of their words are. They disagree only where both give one value of the
kind that is asked for, the values differ, and all that is said around them is the same; reports
that speak of different sessions, offices or bodies do not disagree.
"""

from itertools import groupby
from typing import Final

from app.answer import Citation, Relation
from app.facts import KINDS, Fact, facts
from app.facts import Kind as FactKind
from app.question_kind import Kind
from index.analysis import analyse

# what answers a question of a kind, where that is a fact that can be compared
_ASKED: Final[dict[Kind, tuple[FactKind, ...]]] = {
    "how_many": ("number",),
    "when": ("number", "month"),
    "where": ("state",),
    "which_document": ("symbol",),
}
_COMPARED: Final[tuple[FactKind, ...]] = ("number", "month", "state", "symbol")
_SAME_WORDS = 0.5  # of the words of both answers together
_FEWEST_WORDS = 3  # below, a sentence does not say what it is about
_FEWEST_FACTS = 2  # the same, around answers in two languages
_SINGLE_OFFICES: Final = ({"chair"}, {"rapporteur"}, {"secretary"})  # held by one person


def relation(asked: Kind, first: Citation, other: Citation) -> Relation:
    """How a citation stands to the first one, where both answer a question of this kind."""
    if _say_the_same(asked, first, other):
        return "same"
    if _same_subject(asked, first, other) and _disagree(asked, first, other):
        return "differs"
    return "related"


def _say_the_same(asked: Kind, a: Citation, b: Citation) -> bool:
    ours, theirs = _values(asked, a), _values(asked, b)
    if ours or theirs:
        nested = asked == "when" and bool(ours and theirs) and (ours <= theirs or theirs <= ours)
        return (ours == theirs or nested) and _compatible(_around(a), _around(b))
    if a.lang != b.lang:
        return False
    words, others = _tokens(a.words, a.lang), _tokens(b.words, b.lang)
    return bool(words) and len(words & others) >= _SAME_WORDS * len(words | others)


def _disagree(asked: Kind, a: Citation, b: Citation) -> bool:
    """Whether two sentences on one subject give different values to what is asked."""
    ours, theirs = _values(asked, a), _values(asked, b)
    if asked in ("how_many", "when", "where"):
        return ours != theirs and _forms(ours) == _forms(theirs) != {}
    if asked == "who" and a.lang == b.lang:
        offices, others = (_of(_around(c), "office") for c in (a, b))
        apart = _tokens(a.words, a.lang).isdisjoint(_tokens(b.words, b.lang))
        return apart and offices == others and {f.value for f in offices} in _SINGLE_OFFICES
    if asked == "yes_no":
        return _negated(a) != _negated(b)
    return False


def _same_subject(asked: Kind, a: Citation, b: Citation) -> bool:
    """In one language, whether the sentence that says less has, answers left out, no word that the
    other has not: one word makes another body. Across languages only facts tell: several must be
    the same, and not only numbers."""
    said, also = _around(a), _around(b)
    if a.lang != b.lang:
        return said == also and len(said) >= _FEWEST_FACTS and bool(said - _of(said, "number"))
    if not _compatible(said, also):
        return False
    texts = (c.quote if asked == "yes_no" else _rest(c) for c in (a, b))
    ours, theirs = (_tokens(text, a.lang) for text in texts)
    return min(len(ours), len(theirs)) >= _FEWEST_WORDS and (ours <= theirs or theirs <= ours)


def _values(asked: Kind, c: Citation) -> frozenset[Fact]:
    kinds = _ASKED.get(asked, _COMPARED)
    return frozenset(f for f in facts(c.words, c.lang) if f.kind in kinds)


def _around(c: Citation) -> frozenset[Fact]:
    """The facts of the sentence without those of the answer; negation is not one of them."""
    return frozenset(f for f in facts(_rest(c), c.lang) if f.kind != "negation")


def _compatible(a: frozenset[Fact], b: frozenset[Fact]) -> bool:
    """Whether for each kind one side has nothing, or nothing that the other has not."""
    each = [(_of(a, kind), _of(b, kind)) for kind in KINDS]
    return all(x <= y or y <= x for x, y in each if x and y)


def _of(found: frozenset[Fact], kind: FactKind) -> frozenset[Fact]:
    return frozenset(f for f in found if f.kind == kind)


def _forms(values: frozenset[Fact]) -> dict[str, int]:
    """How many facts there are of each kind: `7 May` and `3 to 7 May` are not of one form."""
    return {kind: len(list(group)) for kind, group in groupby(sorted(values), key=lambda f: f.kind)}


def _negated(c: Citation) -> bool:
    return Fact("negation", "there") in facts(c.quote, c.lang)


def _rest(c: Citation) -> str:
    return c.quote[: c.answer_start - c.start] + " … " + c.quote[c.answer_end - c.start :]


def _tokens(text: str, lang: str) -> frozenset[str]:
    return frozenset(analyse(text, lang))
