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
        cells = tuple(_inline(c) for c in element if c.tag in ("td", "th"))
        if any(c.strip() for c in cells):
            yield Line("", whole=True, cells=cells)
        return
    pending = element.text or ""
    for child in element:
        if child.tag == "br":
            yield _line(element, pending)
            pending = child.tail or ""
        elif child.tag in _BLOCKS:
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
    if tag == "li" and text.strip():
        mark = _list_mark(element)
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


def _note_mark(element: etree._Element) -> str:
    """The mark of the footnote that an element belongs to, from the id of it or of a parent."""
    for node in (element, *element.iterancestors()):
        if m := _NOTE_ID.match(node.get("id") or ""):
            return m[1]
    return ""


def _list_mark(item: etree._Element) -> str:
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    start = int(parent.get("start") or 1)
    before = sum(1 for s in item.itersiblings("li", preceding=True))
    return f"{start + before}."


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
