"""What kind of question is asked, told by its interrogative, in six languages."""

import re
from typing import Final

from eval.questions import Kind

# the first that is found
_PATTERNS: Final[tuple[tuple[Kind, str], ...]] = (
    (
        "how_many",
        r"\bhow (?:many|much|often)\b|\bcombien\b|\bcu[aá]nt[oa]s?\b|\bсколько\b|多少|几|\bكم\b",
    ),
    (
        "which_document",
        r"\b(?:which|what) (?:document|paper|report)|\bsymbol\b|\bquels? documents?\b|\bcote\b"
        r"|\bqué documento|\bsignatura\b|\bкаком? документ|文号|哪份文件|\bوثيقة\b|\bرمز\b",
    ),
    ("when", r"\bwhen\b|\bwhat date\b|\bquand\b|\bcuándo\b|\bкогда\b|何时|什么时候|哪天|\bمتى\b"),
    ("where", r"\bwhere\b|\boù\b|\bdónde\b|\bгде\b|哪里|何地|何处|在哪|\bأين\b"),
    ("who", r"\bwhom?\b|\bwhose\b|\bqui\b|\bqui[eé]n(?:es)?\b|\b(?:кто|кого|кем)\b|谁|^من\b"),
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
