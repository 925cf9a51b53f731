"""Sentences as spans: where a quote may begin and end."""

import re
from collections.abc import Iterator

# Full stops that end no sentence: abbreviations of the six languages, and initials of a name.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|para|paras|art|arts|chap|fig|p|pp|vol|vs|v|cf|ibid|seq"
    r"|al|approx|e\.g|i\.e|Sr|Sra|Sres|núm|núms|párr|párrs|pág|págs|EE\.UU|M|MM|Mme|n|г|гг|ст|стр"
    r"|п|пп|см|т\.е|т\.д|т\.п|рис|г-н|тыс|млн|млрд|долл|Excm[oa]|Amb|Gov|Gen)|\b[A-ZА-Яء-ي])\.$",
    re.IGNORECASE,
)
# such as end a sentence too, but not before a number or symbol: `Rev. 1`
_NUMBER = re.compile(r"\d|[A-Z]{1,6}/")
_NUMBERED = re.compile(
    r"\b(?:add|corr|rev|res|dec|doc|docs|par|párr|sec|ch|док|рез|доб|испр)\.$", re.IGNORECASE
)
_END = re.compile(r"(?:[。！？][”’」』）)]*)+|[.!?؟…]+(?:[\"”’)\]]|\s?»)*(?=\s)|\n+")
_CLAUSE = re.compile(r"[；;，,、،؛：:]\s*|\s+")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the sentences in text[start:end], white space at both ends left out."""
    end = len(text) if end is None else end
    spans, begin = [], start
    for m in _END.finditer(text, start, end):
        if not m[0].startswith("\n") and _is_abbreviation(text, begin, m, end):
            continue
        spans.append((begin, m.end()))
        begin = m.end()
    spans.append((begin, end))
    return [s for s in (_strip(text, a, b) for a, b in spans) if s[0] < s[1]]


def _is_abbreviation(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    if stop[0][0] != ".":
        return False
    rest = text[stop.end() : end].lstrip(" \u00a0")
    if rest and rest[0].islower():
        return True  # no sentence starts with a small letter
    before = (text, max(begin, stop.start() - 12), stop.start() + 1)
    if _NUMBER.match(rest) and _NUMBERED.search(*before):
        return True
    return bool(_ABBREVIATION.search(*before))


def _strip(text: str, a: int, b: int) -> tuple[int, int]:
    while a < b and text[a].isspace():
        a += 1
    while a < b and text[b - 1].isspace():
        b -= 1
    return a, b


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans that cover text[start:end] and end at punctuation or a space: where one sentence is
    too long for a chunk (a list of a hundred countries)."""
    begin = start
    for m in _CLAUSE.finditer(text, start, end):
        yield begin, m.end()
        begin = m.end()
    if begin < end:
        yield begin, end
