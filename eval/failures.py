"""Why a question counts as failed, in words that a person who has not seen the program reads."""

from collections.abc import Iterator
from typing import Literal

from eval.measures import Result
from ingest.numbers import label

Fault = Literal["quote", "claimed", "refused", "paragraph", "words"]
_WHY_NOT = {
    "absent": "the report does not say it",
    "false_premise": "the question supposes what is not so",
    "other_session": "it is about another session",
}


def faults(r: Result) -> tuple[Fault, ...]:
    """What is wrong with an answer, the worst first; empty for one that is right."""
    return tuple(_faults(r))


def reasons(r: Result) -> tuple[str, ...]:
    """The same in words."""
    return tuple(_reason(fault, r) for fault in _faults(r))


def _faults(r: Result) -> Iterator[Fault]:
    if not r.exact:
        yield "quote"
    if r.question.unanswerable:
        if not r.right:
            yield "claimed"
    elif r.answer.status == "not_found":
        yield "refused"
    elif not r.cited:
        yield "paragraph"
    elif not r.said:
        yield "words"


def _reason(fault: Fault, r: Result) -> str:
    if fault == "claimed":
        why = _WHY_NOT[r.question.reason or "absent"]
        return f"answered, where there is no answer: {why}"
    if fault == "refused":
        return f"refused, where there is an answer; {_place(r)}"
    if fault == "paragraph":
        return f"the first citation is another paragraph; {_place(r)}"
    if fault == "words":
        return "the right paragraph, but the quote does not hold an accepted answer"
    return "a quote is not the report's text at its offsets"


def _place(r: Result) -> str:
    """Where the gold paragraph stood."""
    gold = " or ".join(label(n) for n in r.question.paragraphs)
    if r.rank is None:
        return f"{gold} was not among the {len(r.ranked)} nearest passages"
    return f"{gold} was passage {r.rank} ({r.retrieved} before reading)"
