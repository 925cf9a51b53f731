"""Questions that only the conversation makes whole: "and the vice-chairs?", "那副主席呢？".

No model guesses what is meant: the question that came before is put beside the new one, and both
are searched and read together. What was understood is shown.
"""

import re
from collections.abc import Sequence
from typing import Final

from app.answer import Turn
from ingest.language import detect
from ingest.numbers import ascii_digits
from ingest.symbols import SYMBOL

_LONGEST = 8  # words of a question that leans on the one before it
_POSSESSED = 4  # words, of one that leans by no more than `its`: longer, it may name what is meant
# how such a question begins
_BEGINNINGS: Final = {
    "en": r"(?:and|or|but|also|then|so|ok|okay|what about|how about|who else|what else)\b",
    "fr": r"(?:et|ou(?! (?:s[’']|se|est|sont|a|ont)\b)|mais|alors|donc|aussi)\b"
    r"|qu[’']en est-il\b|qui d[’']autre\b",
    "es": r"¿?\s*(?:y|o|e|pero|entonces|también|qué hay de|quién más)\b",
    "ru": r"(?:а|и|или|но|ну|также|кто ещё|кто еще)\b",
    "zh": r"那(?!不勒斯)|和(?![平解谐])|还有|以及|又|然后",
    "ar": r"و(?!اضح|قت|ثيق|ثائق|ثقة|فد|فود|رق|ضع|لاي|كال|زار|زير|صف|صول|حد|سائل|سيل|اجب|جود"
    r"|عد(?!د)|كيل|افق|اصل|اجه|اشنطن|ارسو|قع|قف|زع(?!م)|جه|طن|ظيف|ظائف|ردت)"
    r"|أو\b|ماذا عن|من غير",
}
# words that stand for something said before
_POINTERS: Final = {
    "en": r"\b(?:it|they|them|he|she|him|that(?! (?:the|an?|all|no|every|any)\b)|those|these"
    r"|(?<!\bis )(?<!are )(?<!was )(?<!were )(?<!will )(?<!has )(?<!have )(?<!had )there|this one"
    r"|who (?:is|was|were) there|then|the same|the other|the others|the latter|the former)\b",
    "fr": r"(?<![-\w])(?:ils?|elles?|lui|eux|cela|ça|celui-ci|celle-ci|ceux-ci|là"
    r"|y(?! (?:a|avait|aura|eut)\b)|l[’']autre|les autres|ce dernier|cette dernière)\b"
    r"|^(?:(?:par |à |de |en )?(?:où|quand|comment|pourquoi|combien|qui|que|quoi)\s|qu[’'])?"
    r"(?!(?:y|existe|existait|faut|fallait|faudra)\b)(?:[sln][’'])?\w+-(?:t-)?(?:ils?|elles?)\b",
    "es": r"\b(?:él|ella|ellos|ellas|eso|esa|ese|esto|este último|allí|ahí|el otro|la otra"
    r"|los otros|las otras|los demás)\b",
    "ru": r"\b(?:он|она|оно|они|него|неё|них|ему|ей|им|это|этот|эта|эти|там|тогда|другой|другие"
    r"|остальные)\b",
    "zh": r"(?<!其)它|(?<![其耳])他|她|(?<![耳马尤极])其(?!他|它)|(?<!应)该|这"
    r"|(?<!圭亚)(?<!哈瓦)那(?!不勒斯)|又是",
    "ar": r"(?<!\w)(?:(?<!من )(?<!ما )(?:هو|هي|هم)|(?:هو|هي|هم|هناك)(?=\W*$)|(?<!بما في )ذلك|تلك"
    r"|هذا|هذه|الآخر|الآخرون|الآخرين|منهم|له|لها|لهم|فيه|فيها)(?!\w)"
    r"|^(?:ما|من)(?: هو| هي| هم)? \w{2,}(?:ها|هم|هما)\W*$",
}
_POSSESSIVES: Final = {
    "en": r"\b(?:its|his|her|their)\b",
    "fr": r"\b(?:son|sa|ses|leurs?)\b",
    "es": r"\b(?:su|sus)\b",
    "ru": r"\b(?:его|её|ее|их)\b",
}
# a question that is hardly more than its interrogative: "in what document?", "通过了吗？"
_BARE: Final = {
    "en": r"(?:(?:in|at|on|by|from|to|for|with|of) )?(?:what|which|whom?|when|where|why"
    r"|how(?: many| much| long| often)?)(?: \w+)?",
    "fr": r"(?:(?:à|de|en|dans|par|pour|avec|sur) )?(?:qui|quoi|quand|où|pourquoi|combien|comment"
    r"|quel(?:le)?s?|lesquel(?:le)?s)(?: (?:d[’'])?\w+(?: eux| elles)?)?",
    "es": r"(?:(?:a|de|en|por|para|con|sobre) )?(?:qui[eé]n(?:es)?|qué|cuándo|dónde|por qué|cómo"
    r"|cuánt[oa]s?|cuál(?:es)?)(?: \w+)?|(?:fue|fueron|se) \w+",
    "ru": r"(?:(?:в|на|с|к|по|от|для|о|при|из) )?(?:кто|кого|кем|кому|что|когда|где|куда|почему"
    r"|сколько|как\w*)(?: из них| \w+)?",
    "zh": r"[在由从]?(?:(?:第几|哪|几)\w{0,6}|(?:谁|何时|何地|什么(?:时候)?|多少)\w{0,3}"
    r"|为什么\w{0,4})|\w{1,4}了?吗",
    "ar": r"(?:(?:في|من|إلى|على|عن) )?(?:أي\w*|ماذا|متى|أين|كم|من|لماذا|كيف|هل|قبل من)(?: \w+){0,1}"
    r"|من قبل من",
}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ENDINGS: Final = {"zh": "呢[？?]?$"}


def leans(question: str, lang: str) -> bool:
    """Whether a question is not whole without the one before it: it is short, and begins as one
    that goes on, points at something that it does not name, or names nothing at all."""
    text = re.sub(r"[\u064b-\u0652\u0640]", "", question.strip().lower())
    length = _length(text)
    if length > _LONGEST:
        return False
    if re.match(_BEGINNINGS[lang], text) or re.search(_POINTERS[lang], text):
        return True
    if length <= _POSSESSED and lang in _POSSESSIVES and re.search(_POSSESSIVES[lang], text):
        return True
    if re.fullmatch(rf"\W*(?:{_BARE[lang]})\W*", text):
        return True
    return bool(lang in _ENDINGS and re.search(_ENDINGS[lang], text))


def _length(text: str) -> float:
    """Words; a character of Chinese counts half."""
    han = len(re.findall(r"[\u3400-\u9fff]", text))
    return han / 2 + len(re.findall(r"[^\W\u3400-\u9fff]+", text))


def leaned_on(question: str, history: Sequence[Turn]) -> list[Turn]:
    """The earlier turns that a question is read with, oldest first: the one that it leans on, and
    that with its own, back to one that is whole."""
    found: list[Turn] = []
    for turn in reversed(history):
        if not leans(question, detect(question)):
            break
        found.insert(0, turn)
        question = turn.question
    return found


def understood(question: str, earlier: Sequence[Turn]) -> str:
    """The question with those that it is read with."""
    return " ".join([*(turn.question for turn in earlier), question])


def naming(question: str, earlier: Sequence[Turn]) -> str:
    """The question with the symbols of those that it is read with. Their reports stay meant, and
    the paragraphs that they named do not: `and paragraph 9?` is not about paragraph 8."""
    symbols = (m[0] for turn in earlier for m in SYMBOL.finditer(turn.question))
    return " ".join([question, *symbols])


def reports_meant(question: str, earlier: Sequence[Turn]) -> tuple[str, ...]:
    """The reports that answered the turn that a question leans on; none where it turns to another
    document or year."""
    if not earlier or SYMBOL.search(question) or _YEAR.search(ascii_digits(question)):
        return ()
    return earlier[-1].reports
