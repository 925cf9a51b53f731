"""HTML: block elements in document order; scripts and styles are never read."""

import re
from collections.abc import Iterator

import lxml.etree as etree
from lxml import html

from ingest.errors import UnreadableFile
from ingest.extract import txt
from ingest.numbers import LONGEST_LIST, alpha, roman, whole
from ingest.report import REF_CLOSE, REF_OPEN, Extracted, Line, Link, Removed
from ingest.symbols import LINK

_BLOCKS = frozenset(
    "p div li h1 h2 h3 h4 h5 h6 tr table ul ol section article header footer aside nav main body "
    "blockquote pre dl dt dd figure figcaption caption thead tbody tfoot html form fieldset".split()
)
_SILENT = frozenset("script style template noscript head iframe object svg math".split())
_CSS_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
# capitals count headings
_SPELL = {
    **dict.fromkeys(("a", "lower-alpha", "lower-latin"), lambda n: f"({alpha(n)})"),
    **dict.fromkeys(("i", "lower-roman"), lambda n: f"({roman(n)})"),
    **dict.fromkeys(("A", "upper-alpha", "upper-latin"), lambda n: f"{alpha(n).upper()}."),
    **dict.fromkeys(("I", "upper-roman"), lambda n: f"{roman(n).upper()}."),
    "none": lambda _: "",
}
_NOTE_LINK = re.compile(r"^#(?:_?(?:ftn|fn|footnote|note)[-_:]?)(\w+)$", re.IGNORECASE)
_NOTE_ID = re.compile(r"^_?(?:ftn|fn|footnote|note)[-_:]?(\w+)$", re.IGNORECASE)


def extract(data: bytes, name: str) -> Extracted:
    """Whole blocks: a line for each innermost block element, table row and footnote."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, huge_tree=False)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", txt.decode(data, name))
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, ValueError) as e:
        raise UnreadableFile(f"{name}: no text in this HTML file; save the page again") from e
    found = list(_block(root))
    lines = tuple(x for x in found if isinstance(x, Line) and (x.text.strip() or x.cells))
    removed = tuple(x for x in found if isinstance(x, Removed))
    links = [str(a.get("href")) for a in root.iter("a") if _outside(a.get("href"))]
    links += [r.text for r in removed if LINK.fullmatch(r.text)]
    return Extracted(lines, tuple(Link(url) for url in dict.fromkeys(links)), removed)


def _outside(href: str | None) -> bool:
    return bool(href) and str(href).lower().startswith(("http://", "https://"))


def _block(element: etree._Element) -> Iterator[Line | Removed]:
    """Lines of an element: its own inline text, and its block children in between."""
    if element.tag in _SILENT or not isinstance(element.tag, str):
        return
    if element.tag in ("tr", "pre"):
        yield from (_row if element.tag == "tr" else _preformatted)(element)
        return
    pending = element.text or ""
    for child in element:
        if child.tag == "br":
            yield _line(element, pending)
            pending = child.tail or ""
        elif _is_block(child):
            yield _line(element, pending)
            yield from _block(child)
            pending = child.tail or ""
        else:
            pending += _inline(child) + (child.tail or "")
    yield _line(element, pending)


def _row(element: etree._Element) -> Iterator[Line]:
    cells = tuple(_cell(c) for c in element if c.tag in ("td", "th"))
    if any(c.strip() for c in cells):
        yield Line("", whole=True, cells=cells)


def _preformatted(element: etree._Element) -> Iterator[Line | Removed]:
    """The lines of a text that was put into a page as it was."""
    for br in element.iter("br"):
        br.tail = "\n" + (br.tail or "")
    found = txt.read(_inline(element))
    yield from (*found.lines, *found.removed)


def _line(element: etree._Element, text: str) -> Line:
    tag = str(element.tag)
    level = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else 0
    mark = ""
    item = _item_begun(element)
    if item is not None and text.strip():
        mark = _list_mark(item)
    note = _note_mark(element)
    if note:
        mark, text = "", re.sub(f"{REF_OPEN}.*?{REF_CLOSE}|[↩↑]", "", text)
    # h1 is the report's title, so a section is h2 and deeper
    return Line(
        f"{mark} {text}" if mark else text,
        whole=True,
        heading=max(level - 1, 0) if not note else 0,
        title=level == 1,
        note=note,
    )


def _cell(element: etree._Element) -> str:
    """Text of a table cell, its blocks parted by spaces."""
    lines = (x.text.strip() for x in _block(element) if isinstance(x, Line))
    return " ".join(filter(None, lines))


def _is_block(element: etree._Element) -> bool:
    """Whether an element is a block, or (a `span` around paragraphs) holds one."""
    return element.tag in _BLOCKS or any(d.tag in _BLOCKS for d in element.iterdescendants())


def _note_mark(element: etree._Element) -> str:
    """The mark of the footnote that an element belongs to, from the id of it or of a parent."""
    for node in (element, *element.iterancestors()):
        if m := _NOTE_ID.match(node.get("id") or ""):
            return m[1]
    return ""


def _item_begun(element: etree._Element) -> etree._Element | None:
    """The list item that a line of this element is the first line of."""
    parent = element.getparent()
    if element.tag == "li":
        return element
    if parent is None or parent.tag != "li" or (parent.text or "").strip():
        return None
    return parent if parent[0] is element else None


def _list_mark(item: etree._Element) -> str:
    """The number that a browser shows before an item of an ordered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    n = whole(parent.get("start"), 1) - 1
    for fellow in parent.iterchildren("li"):
        n = whole(fellow.get("value"), n + 1)
        if fellow is item:
            break
    spell = _SPELL.get(_list_style(parent, item)) if 0 < n < LONGEST_LIST else None
    return spell(n) if spell else f"{n}."


def _list_style(*elements: etree._Element) -> str:
    """How the items of a list are counted: its `type`, or its style as CSS calls it."""
    style = "1"
    for element in elements:
        css = _CSS_STYLE.search(element.get("style") or "")
        style = (css[1].lower() if css else element.get("type")) or style
    return style


def _inline(element: etree._Element) -> str:
    """Text of an inline element and what is in it, footnote references marked."""
    if element.tag in _SILENT or not isinstance(element.tag, str):
        return ""
    m = _NOTE_LINK.match(element.get("href") or "")
    if m and element.tag == "a":
        return f"{REF_OPEN}{m[1]}{REF_CLOSE}"
    inner = [element.text or ""]
    for child in element:
        inner += [" " if child.tag == "br" else _inline(child), child.tail or ""]
    text = "".join(inner)
    if element.tag == "sup" and text.strip().isdigit():
        return f"{REF_OPEN}{text.strip()}{REF_CLOSE}"
    return text
