"""Paragraphs that a question names: `para. 8 (b) of NPT/CONF.2026/WG.I/3`, `第3至5段`."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TypeAlias

from ingest.marks import Place, annex, article, canonical, han_number, sub
from ingest.numbers import ascii_digits, without_direction_marks
from ingest.symbols import SYMBOL, key

_LONGEST_RANGE = 50
_LONGEST_SYMBOL = 10  # words, as in npt conf 2026 wg i crp 2 rev 1
_NEAR = 25  # characters between a paragraph and a symbol that we do not know: `of the report`

_ONE = (
    r"paragraph|para|par(?=\.)|paragraphe|párrafo|parrafo|párr|parr"
    r"|пункт(?:а|у|ом|е)?|п(?=\.)|параграф[а-я]*|\w{0,4}فقرة|§"
)
_MANY = (
    r"paragraphs|paras|pars|paragraphes|párrafos|parrafos|párrs|parrs"
    r"|par(?=\.\s*\d+\s+(?:et|à)\s+\d)|пункт(?:ы|ов|ам|ами|ах)|пп"
    r"|\w{0,4}فقر(?:ات|تان|تين|تي|تا)|§§"
)
_NUMERO = r"(?:n[o°º]s?\.?|nos?\.|numbers?|núms?\.?|№|с|со|من|del|رقم)?"
_HEAD = re.compile(
    rf"(?:(?<!\w)(?:(?P<many>{_MANY})|{_ONE})\.?\s*{_NUMERO}\s*(?=\d)"
    rf"|(?P<han>第|段落)\s*(?=[\d一二三四五六七八九十]))"
)
_FOR = re.compile(r"para\s")  # Spanish `para 8 países`
_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,3})*(?![\d/])|[一二三四五六七八九十]{1,3}(?=\s*[段至到])")
_SUB = re.compile(r"\s*(?=[(（㈠-㈩]|[a-zа-я]{1,4}\)|[ء-ي]ـ?\)|['‘’ʼ]\d{1,2}['‘’ʼ])")
_RANGE = r"[-–—~]|(?:to|through|à|au|a|al|hasta|по|до|إلى|الى|حتى)(?=\s)|[至到]"
_AND = r"[,،、;]?\s*(?:(?:and|or|et|ou|y|e|o|u|и|или|أو)(?=\s)|&|[和及与或]|و)|[,،、;]"
_NEXT = re.compile(rf"\s*(?:(?P<range>{_RANGE})|{_AND})\s*(?:第\s*)?")
_UNDER = re.compile(
    r"(?:sub-?paragraph|item|подпункт[а-я]*|alinéa|apartado|inciso|الفقرة الفرعية)\s*"
    r"(?P<marks>\S{1,4}\)(?:\s*\S{1,4}\))*)\s*(?:(?:of|in|de|du|del|من)\s+)?(?:the\s+)?$"
)
_ANNEX = re.compile(
    r"(?:(?P<annex>(?<!\w)(?:annexe?|anexo|приложени[а-я]+|(?:\w{0,2}ال|لل)مرفق)|附件)"
    r"|(?<!\w)(?:appendi(?:x|ce)|ap[ée]ndice|добавлени[а-я]+|(?:\w{0,2}ال|لل)تذييل)|附录)\s*"
    r"(?P<n>[ivxlc]+(?![\w'’])|\d+|[一二三四五六七八九十]+|ال[ء-ي]{3,5}(?: عشر)?(?!\w)"
    rf"|(?-i:[A-Z])(?![\w'’])|[a-z](?=\s*(?:[,،，;；:.。?？؟!]|$|第|(?:{_MANY}|{_ONE})\b)))",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?<!\w)(?:articles?|artículo|articulo|стать[а-я]+|المادة)\s+(?P<n>\d{1,3})(?!\d)"
    r"|第\s*(?P<han>[\d一二三四五六七八九十]{1,4})\s*条"
)
# what a paragraph may be of that is none of our reports' own: an article of a treaty that is
# numbered in words or Roman numerals, a resolution or decision, a rule of procedure
_ELSEWHERE = re.compile(
    r"(?<!\w)(?:(?:articles?|artículo|articulo|стать[а-я]+)\s+[ivxlc]+(?!\w)|المادة\s+ال\w+"
    r"|(?:resolutions?|résolution|resolución|резолюци[а-я]+|القرار|decisions?|décision|decisión"
    r"|решени[а-я]+|المقرر|rule|règle|regla|правил[а-я]+)\s+\d[\d/.]*)"
    r"|第?[\d/一二三四五六七八九十]+号?(?:决议|决定)"
)
_BESIDE = re.compile(r"[^\d.;]{0,12}")
_TIGHT = re.compile(r"[\s,，、;:：(（的]{0,4}")


@dataclass(frozen=True, slots=True)
class Mention:
    """Paragraphs that are named together. For each, in order, its possible canonical numbers, the
    likeliest first (`(i)` may be a letter or a roman numeral). `symbol` is the key of the report
    that they are said to be of, None where none is said."""

    paragraphs: tuple[tuple[str, ...], ...]
    symbol: str | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    base: str
    subs: tuple[tuple[Place, ...], ...] = ()

    def numbers(self, prefix: str) -> tuple[str, ...]:
        """What it may be called; without its sub-paragraph, where that is not there."""
        ends = ["".join(map(canonical, places)) for places in product(*self.subs)]
        full = [f"{prefix}{self.base}{end}" for end in ends]
        return tuple(dict.fromkeys([*full, f"{prefix}{self.base}"]))


@dataclass(frozen=True, slots=True)
class _Group:
    start: int
    end: int
    items: tuple[_Item, ...]
    prefix: str = ""


_Container: TypeAlias = tuple[re.Match[str], str]  # where an annex or article stands, its name


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    key: str
    known: bool


def mentions(question: str, lang: str, known: Container[str]) -> list[Mention]:
    """What a question names, in order. `known` are the keys of symbols and names of reports."""
    question = without_direction_marks(question)
    text = "".join(c.lower() if len(c.lower()) == 1 else c for c in ascii_digits(question))
    names = _names(question, known)
    groups = _with_articles(text, _groups(text, lang), _annexes(ascii_digits(question)))
    out = []
    for group in groups:
        found = tuple(item.numbers(group.prefix) for item in group.items)
        out.append(Mention(found, _symbol_of(group, text, groups, names)))
    return out


def _groups(text: str, lang: str) -> list[_Group]:
    found: list[_Group] = []
    at = 0
    while head := _HEAD.search(text, at):
        at = head.end()
        items, end = _items(text, at, many=bool(head["many"] or head["han"]))
        other = head["han"] == "第" and "段" not in text[head.end() : end]
        other = other or (lang == "es" and bool(_FOR.match(head[0])))
        if not items or other:
            continue
        under = _UNDER.search(text[: head.start()])
        if under and not items[0].subs:
            items[0] = replace(items[0], subs=_subs(under["marks"], 0)[0])
        found.append(_Group(under.start() if under else head.start(), end, tuple(items)))
        at = end
    return found


def _annexes(question: str) -> list[_Container]:
    """The annexes and appendices that a question names, as the parser calls them. `A` may be a
    letter of one where `a` is a word: `l'annexe a été adoptée`."""
    found = []
    for m in _ANNEX.finditer(question):
        if name := annex(f"{'annex' if m['annex'] else 'appendix'} {m['n']}"):
            found.append((m, name))
    return found


def _with_articles(text: str, groups: list[_Group], annexes: Sequence[_Container]) -> list[_Group]:
    """Paragraphs of an annex or article take its name, of several the nearest one's; an article
    alone is a paragraph too. Those of what is none of our reports are left out."""
    groups = [g for g in groups if not any(_beside(text, g, m) for m in _ELSEWHERE.finditer(text))]
    articles = [
        (m, article(f"article {m['n']}" if m["n"] else m[0])) for m in _ARTICLE.finditer(text)
    ]
    out, used = [], set()
    for g in groups:
        beside = [(m, name) for m, name in (*annexes, *articles) if name and _beside(text, g, m)]
        if beside:
            m, name = min(beside, key=lambda c: _distance(g, c[0]))
            start, end = min(g.start, m.start()), max(g.end, m.end())
            g = replace(g, prefix=f"{name}.", start=start, end=end)
            used.add(m)
        out.append(g)
    alone = ((m, name) for m, name in articles if name and m not in used)
    out += [_Group(m.start(), m.end(), (_Item(name),)) for m, name in alone]
    return sorted(out, key=lambda g: g.start)


def _beside(text: str, g: _Group, m: re.Match[str]) -> bool:
    """Whether only a few words stand between a group and something else."""
    if m.end() <= g.start:
        return _BESIDE.fullmatch(text, m.end(), g.start) is not None
    return m.start() >= g.end and _BESIDE.fullmatch(text, g.end, m.start()) is not None


def _distance(g: _Group, m: re.Match[str]) -> int:
    return max(g.start - m.end(), m.start() - g.end)


def _items(text: str, at: int, *, many: bool) -> tuple[list[_Item], int]:
    """The numbers of a list from `at`, and where it ends. Where one paragraph is announced, the
    list goes on with ranges and sub-paragraphs only: `paragraph 8, 12 members`."""
    first, end = _item(text, at, None)
    items = [first] if first else []
    while items and (link := _NEXT.match(text, end)):
        item, after = _item(text, link.end(), items[-1])
        is_number = item is not None and _NUMBER.match(text, link.end()) is not None
        if item is None or (is_number and not many and not link["range"]):
            break
        items += _between(items[-1], item) if link["range"] else ()
        items.append(item)
        end = after
    return items, end


def _item(text: str, at: int, before: _Item | None) -> tuple[_Item | None, int]:
    """A number with its sub-paragraphs, or sub-paragraphs of the number before."""
    number = _NUMBER.match(text, at)
    end = number.end() if number else at
    if number and (word := re.compile(r"\s*段").match(text, end)):
        end = word.end()
    subs, end = _subs(text, end)
    if number is None:
        if not subs or before is None or not before.subs:
            return None, at
        return _Item(before.base, before.subs[: -len(subs)] + subs), end
    if word := re.compile(r"\s*段").match(text, end):
        end = word.end()
    base = number[0] if number[0][0].isascii() else str(han_number(number[0]))
    return _Item(base, subs), end


def _subs(text: str, at: int) -> tuple[tuple[tuple[Place, ...], ...], int]:
    subs: list[tuple[Place, ...]] = []
    while opening := _SUB.match(text, at):
        mark = sub(text[opening.end() :] + " ")
        if mark is None:
            break
        readings, written, _ = mark
        roman_first = sorted(readings, key=lambda p: p.system != "roman")
        subs.append(tuple(roman_first if subs else readings))
        at = opening.end() + len(written)
    return tuple(subs), at


def _between(a: _Item, b: _Item) -> Iterator[_Item]:
    """What lies between the ends of a range: whole numbers, or the last sub-paragraphs."""
    if a.subs and len(a.subs) == len(b.subs) and a.base == b.base:
        for x, y in product(a.subs[-1], b.subs[-1]):
            if x.system == y.system and 0 < y.n - x.n <= _LONGEST_RANGE:
                places = (Place(x.system, n) for n in range(x.n + 1, y.n))
                yield from (replace(a, subs=(*a.subs[:-1], (place,))) for place in places)
                return
    elif a.base.isdigit() and b.base.isdigit() and int(b.base) - int(a.base) <= _LONGEST_RANGE:
        yield from (_Item(str(n)) for n in range(int(a.base) + 1, int(b.base)))


def _names(question: str, known: Container[str]) -> list[_Name]:
    """Symbols as they are written, and names of reports that we know, however typed."""
    strict = [m for m in SYMBOL.finditer(question) if any(c.isdigit() for c in m[0])]
    found = [_Name(m.start(), m.end(), k, k in known) for m in strict if (k := key(m[0]))]
    words = list(re.finditer(r"[A-Za-z0-9]+", question))
    i = 0
    while i < len(words):
        name = _loose(words[i : i + _LONGEST_SYMBOL], known)
        if name and not any(name.start < f.end and f.start < name.end for f in found):
            found.append(name)
            i += name.key.count("-")
        i += 1
    return sorted(found, key=lambda n: n.start)


def _loose(words: list[re.Match[str]], known: Container[str]) -> _Name | None:
    for n in range(len(words), 1, -1):
        run = "-".join(m[0].lower() for m in words[:n])
        if run in known:
            return _Name(words[0].start(), words[n - 1].end(), run, True)
    return None


def _symbol_of(group: _Group, text: str, groups: list[_Group], names: list[_Name]) -> str | None:
    before = [n for n in names if n.end <= group.start]
    if before and _TIGHT.fullmatch(text[before[-1].end : group.start]):
        return before[-1].key
    others = [g.start for g in groups if g.start >= group.end]
    after = [n for n in names if n.start >= group.end and not any(o < n.start for o in others)]
    for name in (*after[:1], *before[-1:]):
        if name.known or 0 <= name.start - group.end <= _NEAR:
            return name.key
    return None
