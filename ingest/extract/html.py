"""HTML: block elements in document order; scripts and styles are never read."""

import re
from collections.abc import Iterator

import lxml.etree as etree
from lxml import html

from ingest.errors import UnreadableFile
from ingest.extract.txt import decode
from ingest.report import REF_CLOSE, REF_OPEN, Extracted, Line, Link

_BLOCKS = frozenset(
    "p div li h1 h2 h3 h4 h5 h6 tr table ul ol section article header footer aside nav main body "
    "blockquote pre dl dt dd figure figcaption caption thead tbody tfoot html form fieldset".split()
)
_SILENT = frozenset("script style template noscript head iframe object svg math".split())
_NOTE_LINK = re.compile(r"^#(?:_?(?:ftn|fn|footnote|note)[-_:]?)(\w+)$", re.IGNORECASE)
_NOTE_ID = re.compile(r"^_?(?:ftn|fn|footnote|note)[-_:]?(\w+)$", re.IGNORECASE)


def extract(data: bytes, name: str) -> Extracted:
    """Whole blocks: a line for each innermost block element, table row and footnote."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, huge_tree=False)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(data, name))
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, ValueError) as e:
        raise UnreadableFile(f"{name}: no text in this HTML file; save the page again") from e
    lines = tuple(line for line in _block(root) if line.text.strip() or line.cells)
    links = dict.fromkeys(str(a.get("href")) for a in root.iter("a") if _outside(a.get("href")))
    return Extracted(lines, tuple(Link(url) for url in links))


def _outside(href: str | None) -> bool:
    return bool(href) and str(href).lower().startswith(("http://", "https://"))


def _block(element: etree._Element) -> Iterator[Line]:
    """Lines of an element: its own inline text, and its block children in between."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in _SILENT:
        return
    if tag == "tr":
        cells = tuple(_cell(c) for c in element if c.tag in ("td", "th"))
        if any(c.strip() for c in cells):
            yield Line("", whole=True, cells=cells)
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
    return " ".join(line.text.strip() for line in _block(element) if line.text.strip())


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
    n = _whole(parent.get("start"), 1) - 1
    for fellow in parent.iterchildren("li"):
        n = _whole(fellow.get("value"), n + 1)
        if fellow is item:
            break
    return f"{n}."


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.strip().isdigit() else otherwise


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
