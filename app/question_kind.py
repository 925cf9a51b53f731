"""What kind of question is asked, told by its interrogative, in six languages."""

import re
from typing import Final, Literal

Kind = Literal[
    "who",
    "when",
    "where",
    "how_many",
    "which_document",
    "decision",
    "yes_no",
    "list",
    "definition",
    "other",
]

_MANY = (
    r"\bhow (?:many|much|often)\b|\bcombien\b|\bcu[aá]nt[oa]s?\b|\bсколько\b|多少|几[个次名份项天]"
    r"|\bكم\b"
)
# a question in the form of one that yes or no settles, in a language that has such a form
_SETTLED = (
    r"^\W*(?:[^,?]{3,40}, )?(?:is|are|was|were|does|do|did|has|have|had|could|will|would|shall"
    r"|should|may|must)\b"
    r"|^\W*est-ce qu"
    r"|^(?!.*\b(?:quoi|où|quand|quels?|quelles?|comment|combien|pourquoi)\b)"
    r"(?!\W*(?:\w{1,4} )?(?:qui|que|qu[’'])\b).*\w-(?:t-)?(?:ils?|elles?|on)\b"
    r"|^[^¿]*¿(?!.*\b(?:qué|qui[eé]n|quiénes|cu[aá]\w+|dónde|cómo)\b)(?![ye]\b)"
    r"|\bли\b|吗|是否|有没有|是不是|能否|可否|^\W*هل\b"
)
_DATES = r"\bwhat dates?\b|\bquelles? dates?\b|\bqué (?:fechas?|días?)\b|\bкаки\w (?:дат|срок)\w+"
_WHOLE_LIST = (
    r"\b(?:which|what) (?:[\w-]+ ){0,2}(?!does|this|has\b)[a-z]{3,}(?<![ius])s\b"
    r"|^\W*(?:please )?(?:list|name|enumerate)\b|\b(?:who|what) (?:are|were)\b"
    r"|\bwhat (?:was|is|stood) on\b|\bwhat are the names\b"
    r"|\bquel(?:le)?s\b|\bqui (?:sont|étaient|furent)\b|\b(?:énumére|nomme)\w*"
    r"|\bqué (?:\w+ )?(?!país)\w{3,}s\b|\bcuáles\b|\bquiénes\b|\benumer[ae]\w*"
    r"|\bкаки(?:е|х)\b|\bперечисл\w+|\bназовите\b|哪些|哪几|列出|列举"
    r"|\bما (?:هي|هم|أسماء)\b|\bمن هم\b|\bما ال(?:بنود|وثائق|منظمات|دول|هيئات|أعضاء|مواضيع|لغات)\b"
    r"|^\W*اذكر\b"
)
# the first that is found
_PATTERNS: Final[tuple[tuple[Kind, str], ...]] = (
    ("how_many", _MANY),
    ("yes_no", _SETTLED),
    (
        "which_document",
        r"\b(?:which|what) (?:document|paper|report)\b|\bsymbol\b|\bquel document\b|\bcote\b"
        r"|\bqué documento\b|\bsignatura\b|\bкаком? документ|文号|哪份文件|\bوثيقة\b|\bرمز\b",
    ),
    ("when", _DATES),
    ("list", _WHOLE_LIST),
    ("when", r"\bwhen\b|\bwhat date\b|\bquand\b|\bcuándo\b|\bкогда\b|何时|什么时候|哪天|\bمتى\b"),
    ("where", r"\bwhere\b|\boù\b|\bdónde\b|\bгде\b|哪里|何地|何处|在哪|\bأين\b"),
    ("who", r"\bwhom?\b|\bwhose\b|\bqui\b|\bqui[eé]n\b|\b(?:кто|кого|кем)\b|谁|^\W*من\b"),
    ("decision", r"\bdeci\w+|\brecommend\w*|\bdécid\w+|\bреш[еи]\w+|决定|建议|\bقرر\w*"),
    ("definition", r"\bdefin\w+|\bwhat is meant\b|\bqu[’']appelle|定义|\bопредел\w+|\bتعريف\b"),
)
_KINDS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = tuple(
    (name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _PATTERNS
)


def kind(question: str) -> Kind:
    """The kind of a question; `other` where nothing tells."""
    for name, pattern in _KINDS:
        if pattern.search(question):
            return name
    return "other"
