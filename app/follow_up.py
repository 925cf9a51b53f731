"""Questions that only the conversation makes whole: "and the vice-chairs?", "那副主席呢？".

No model guesses what is meant: the question that came before is put beside the new one, and both
are searched and read together. What was understood is shown.
"""

import re
from collections.abc import Sequence
from typing import Final

from app.answer import Turn
from ingest.language import detect

_LONGEST = 8  # words of a question that leans on the one before it
# how such a question begins
_BEGINNINGS: Final = {
    "en": r"(?:and|or|but|also|then|what about|how about|who else|what else)\b|why\b.{0,6}$",
    "fr": r"et\b|ou\b|mais\b|qu[’']en est-il\b|pourquoi\b.{0,6}$|aussi\b|qui d[’']autre\b",
    "es": r"¿?\s*(?:y|o|e|pero|también|por qué.{0,6}$|qué hay de|quién más)\b",
    "ru": r"(?:а|и|или|но|также|почему.{0,6}$|кто ещё|кто еще)\b",
    "zh": r"那|和|还有|以及|又|为什么.{0,3}$",
    "ar": r"و(?!اضح|قت|ثيق|فد|رق)|أو\b|وماذا عن|ماذا عن|لماذا.{0,4}$|ومن",
}
# words that stand for something said before
_POINTERS: Final = {
    "en": r"\b(?:it|its|they|them|their|he|she|him|her|his|that|those|these|this one|there|then"
    r"|the same|the other|the others|the latter|the former)\b",
    "fr": r"\b(?:il|elle|ils|elles|lui|leur|leurs|cela|ça|celui-ci|celle-ci|ceux-ci|y|là"
    r"|l[’']autre|les autres|ce dernier|cette dernière)\b",
    "es": r"\b(?:él|ella|ellos|ellas|eso|esa|ese|esto|este último|allí|ahí|su|sus|el otro|la otra"
    r"|los otros|las otras|los demás)\b",
    "ru": r"\b(?:он|она|оно|они|его|её|ее|их|ему|ей|им|это|этот|эта|эти|там|тогда|другой|другие"
    r"|остальные)\b",
    "zh": "它|他|她|他们|她们|它们|其|该|这|那|其他|其余",
    "ar": r"(?<!\w)(?:هو|هي|هم|ذلك|تلك|هذا|هذه|هناك|الآخر|الآخرون|الآخرين|منهم|له|لها|لهم|فيه|فيها)"
    r"(?!\w)",
}
_ENDINGS: Final = {"zh": "呢[？?]?$"}


def leans(question: str, lang: str) -> bool:
    """Whether a question is not whole without the one before it: it is short, and begins as one
    that goes on, or points at something that it does not name."""
    text = question.strip().lower()
    if _length(text) > _LONGEST:
        return False
    if re.match(_BEGINNINGS[lang], text) or re.search(_POINTERS[lang], text):
        return True
    return bool(lang in _ENDINGS and re.search(_ENDINGS[lang], text))


def _length(text: str) -> float:
    """Words; a character of Chinese counts half."""
    han = len(re.findall(r"[\u3400-\u9fff]", text))
    return han / 2 + len(re.findall(r"[^\W\u3400-\u9fff]+", text))


def understood(question: str, history: Sequence[Turn]) -> str:
    """The question with the one that it leans on, and that with its own, back to one that is
    whole; the question itself where it is whole or the first."""
    parts = [question]
    for turn in reversed(history):
        if not leans(parts[-1], detect(parts[-1])):
            break
        parts.append(turn.question)
    return " ".join(reversed(parts))
