"""Document symbols such as `NPT/CONF.2026/WG.I/3`: finding them and telling them apart."""

import re

# A symbol starts with a body's capitals and has at least one slash part; parts are capitals,
# digits, dots, brackets (`A/RES/75(I)`), and known series words (Add.1, Corr.2, Sub.2, Report).
_CHANGE = r"(?:Add|Corr|Rev|Amend|Resumption)\.\d+"
_PART = (
    rf"(?:{_CHANGE}|(?:Sub|Res|Dec|Inf|Misc)\.\d+|Report|[A-Z0-9]+(?:[.\-][A-Za-z0-9]+)*)"
    r"(?:\((?:[IVX]+|\d+)\))?\*?"
)
_NOT_IN_A_WORD = r"(?:(?<![A-Za-z])|(?![A-Za-z]))"
# a fascicle of a budget or a volume: `A/81/6 (Sect. 16)/Part A`, `A/81/5 (Vol. II)/Corr.1`
_SECTION = (
    r"(?: ?\((?:(?:Sect|Introduction|Income sect)\.? ?\d*[A-Z]?|(?:Part|Vol\.?) ?(?:[IVX]+|\d+))\)"
    rf"(?:/Part [A-Z])?(?:/{_CHANGE})*\*{{0,3}})?"
)
SYMBOL = re.compile(
    rf"(?<![A-Za-z0-9/])[A-Z][A-Z0-9]*(?:[.\-][A-Z0-9]+)*(?:/{_PART})+{_SECTION}{_NOT_IN_A_WORD}"
)
# a resolution's year, a meeting's resumption, a revision apart from its symbol: `A76/7 Rev.1`
_YEAR = re.compile(r"(?<=\d) ?\((?:19|20)\d\d\)")
_RESUMPTION = re.compile(r" ?\(Resumption (\d+)\)")
_CHANGED = re.compile(r" (Rev|Add|Corr|Amend)\.\s?(\d+)(?!\w)")
_SPELLED = re.compile(
    rf"{SYMBOL.pattern}(?:{_YEAR.pattern}|{_RESUMPTION.pattern}|(?:{_CHANGED.pattern})+)?"
)
_CYRILLIC, _LATIN = "АВЕКМНОРСТХаеорсху", "ABEKMHOPCTXaeopcxy"
_LOOKALIKES = str.maketrans(_CYRILLIC, _LATIN)
_MIXED = re.compile(
    rf"(?<![^\W_])[A-Z{_CYRILLIC[:11]}][A-Z\d.\-{_CYRILLIC[:11]}]*"
    rf"(?:/[A-Za-z\d.\-{_CYRILLIC}]+(?:\([\w ]+\))?)+(?![^\W_])"
)
LINK = re.compile(r"https?://[^\s<>\"]+")


def symbols(text: str) -> tuple[str, ...]:
    """The symbols in a text, in order, without repeats."""
    found = (m[0].rstrip("*.") for m in SYMBOL.finditer(text) if any(c.isdigit() for c in m[0]))
    return tuple(dict.fromkeys(found))


def in_latin(text: str) -> str:
    """The text with Latin letters in its symbols where Cyrillic ones were typed that look the same
    (`А/80/1`); no longer and no shorter."""
    if "/" not in text:
        return text

    def latin(m: re.Match[str]) -> str:
        return m[0].translate(_LOOKALIKES) if any(c.isdigit() for c in m[0]) else m[0]

    return _MIXED.sub(latin, text)


def plain(text: str) -> str:
    """The text with its symbols as we write them: `S/RES/2931` for `S/RES/2931 (2031)`,
    `A76/7/Rev.1` for `A76/7 Rev.1`, `S/PV.9453/Resumption.1` for `S/PV.9453 (Resumption 1)`."""

    def written(m: re.Match[str]) -> str:
        symbol = _RESUMPTION.sub(r"/Resumption.\1", _YEAR.sub("", m[0]))
        return _CHANGED.sub(r"/\1.\2", symbol)

    return _SPELLED.sub(written, text)


def whole_symbol(text: str) -> str | None:
    """The text's symbol as we write it (`plain`), where the text is nothing else."""
    m = SYMBOL.fullmatch(plain(text.strip()))
    return m[0].rstrip("*.") if m and any(c.isdigit() for c in m[0]) else None


def base(symbol: str) -> str:
    """The document that a revision, addendum or corrigendum belongs to: `A/80/1` of
    `A/80/1/Rev.2`, `A/80/1/Add.1/Corr.1` and itself."""
    return re.sub(rf"(?:/{_CHANGE})+$", "", symbol)


def key(symbol: str) -> str:
    """Equal for all ways of typing a symbol: `npt conf 2026 wg.I 3` and `NPT/CONF.2026/WG.I/3`."""
    return re.sub(r"[^0-9a-z]+", "-", symbol.lower()).strip("-")
