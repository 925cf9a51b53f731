"""Yes or no, where it is certain: else the clause that settles the question speaks alone.

Certain means that the judge and the exact facts say so together, and that nearly all words of the
question stand in the sentence, in one language. A question is judged as the statement in it.
"""

import re
from typing import Final

from app.answer import Citation, YesNo
from app.facts import Fact, facts
from app.judge import VERDICTS, Judge
from app.passage_text import Text
from index.analysis import analyse

_CERTAIN = 0.9  # probability of the judge
_COVERED = 0.75  # of the question's words
# what makes a question of a statement
_ASKING: Final = {
    "en": r"^\W*(?:is|are|was|were|does|do|did|has|have|had|could|will|would|shall|should)\b",
    "fr": r"^\W*est-ce qu(?:e\b|[’'])|(?<=\w)-(?:t-)?(?:ils?|elles?|on)\b",
    "es": r"¿",
    "ru": r"\bли\b",
    "zh": r"是否|有没有|吗",
    "ar": r"^\W*هل\b",
}
_NEGATION: Final = Fact("negation", "there")


def statement(question: str, lang: str) -> str:
    """The statement in a question, as near as its words allow: the marks of asking left out."""
    said = re.sub(_ASKING[lang], " ", question, flags=re.IGNORECASE)
    return " ".join(re.sub(r"[?？؟]", "", said).split())


def settled(question: str, lang: str, citation: Citation, judge: Judge) -> YesNo | None:
    """What a citation says to a question that yes or no answers; None where it is not certain."""
    if citation.lang != lang:
        return None
    claim = statement(question, lang)
    asked, said = facts(claim, lang), facts(citation.quote, lang)
    words, there = set(analyse(claim, lang)), set(analyse(citation.quote, lang))
    if not asked - {_NEGATION} <= said or len(words & there) < _COVERED * len(words):
        return None
    opposite = (_NEGATION in asked) != (_NEGATION in said)
    probabilities = judge.judge(claim, lang, [Text(citation.quote, lang)])[0]
    verdict = "contradicted" if opposite else "supported"
    if probabilities[VERDICTS.index(verdict)] < _CERTAIN:
        return None
    return "no" if opposite else "yes"
