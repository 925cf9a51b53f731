"""HTML: block elements in document order; scripts and styles are never read."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import groupby

import lxml.etree as etree
from lxml import html

from ingest import marks
from ingest.errors import UnreadableFile
from ingest.extract import txt
from ingest.layout import clean, ends_sentence
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
_NOTE_ID = re.compile(r"^_?(?:ftn|fn|footnote|note)(?:[-_:]|(?=\d))(\w+)$", re.IGNORECASE)


def extract(data: bytes, name: str) -> Extracted:
    """Whole blocks: a line for each innermost block element, table row and footnote."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, huge_tree=False)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", txt.decode(data, name))
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, ValueError) as e:
        raise UnreadableFile(f"{name}: no text in this HTML file; save the page again") from e
    for br in root.iterfind(".//pre//br"):
        br.tail = "\n" + (br.tail or "")
    _settle_tables(root)
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
    cells = tuple(map(_cell, _cells(element)))
    if any(c.strip() for c in cells):
        yield Line("", whole=True, cells=cells)


def _cells(parent: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row, those inside a form included."""
    for element in parent:
        if element.tag in ("td", "th"):
            yield element
        elif element.tag not in _SILENT:
            yield from _cells(element)


def _settle_tables(root: etree._Element) -> None:
    """Tables that only lay out a page become plain blocks; in the others, a merged cell is put into
    each of its rows."""
    tables: dict[etree._Element | None, list[etree._Element]] = defaultdict(list)
    for row in root.iter("tr"):
        tables[next(row.iterancestors("table"), None)].append(row)
    for table, rows in tables.items():
        cells = [cell for row in rows for cell in _cells(row)]
        if table is not None and _is_layout(table, rows):
            for element in (table, *rows, *cells):
                element.tag = "div"
        elif any(cell.get("rowspan") for cell in cells):
            for _, group in groupby(rows, etree._Element.getparent):
                _repeat_merged(list(group))


def _is_layout(table: etree._Element, rows: Sequence[etree._Element]) -> bool:
    """Whether a table only puts a page's text in its places: it holds other tables, or sentences in
    one column, or the text of a page. One with a caption or headers is a table of data."""
    cells = [list(_cells(row)) for row in rows]
    if table.find("caption") is not None or any(c.tag == "th" for row in cells for c in row):
        return False
    if next(table.iterdescendants("table"), None) is not None:
        return True
    widest = max(sum(bool(_cell(cell)) for cell in row) for row in cells)
    return any(_is_page_text(cell, alone=widest < 2) for row in cells for cell in row)


def _is_page_text(cell: etree._Element, *, alone: bool) -> bool:
    """Whether a cell holds numbered sentences (alone in its row: any), or a heading with text under
    it."""
    lines = [x for x in _block(cell) if isinstance(x, Line) and x.text.strip()]
    if any(line.heading or line.title for line in lines[:-1]):
        return True
    sentences = [text for line in lines if ends_sentence(text := clean(line.text))]
    return bool(sentences) if alone else sum(bool(marks.number(t)) for t in sentences) > 1


def _repeat_merged(rows: Sequence[etree._Element]) -> None:
    """Puts a cell that goes on below into each of its rows, as DOCX files have it."""
    below: list[tuple[int, int, etree._Element]] = []  # column, rows to come, cell
    for row in rows:
        above, column = sorted(below, key=lambda merged: merged[0]), 0
        below = [(at, left - 1, cell) for at, left, cell in above if left > 1]
        own = list(_cells(row))
        for cell in own:
            while above and above[0][0] <= column:
                cell.addprevious(deepcopy(merged := above.pop(0)[2]))
                column += _span(merged, "colspan")
            if (height := _span(cell, "rowspan") or len(rows)) > 1:
                below.append((column, height - 1, cell))
            column += _span(cell, "colspan")
        row.extend(deepcopy(cell) for _, _, cell in above if own)


def _span(cell: etree._Element, name: str) -> int:
    """Over how many rows or columns a cell goes. A `rowspan` of 0: over all that follow."""
    return whole((cell.get(name) or "")[:5], 1)


def _preformatted(element: etree._Element) -> Iterator[Line | Removed]:
    """The lines of a text that was put into a page as it was."""
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
    """Text of a table cell, its blocks and the cells of tables inside it parted by spaces."""
    texts = (t.strip() for x in _block(element) if isinstance(x, Line) for t in (x.text, *x.cells))
    return " ".join(filter(None, texts))


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
