"""DOCX: paragraphs, tables and footnotes in the order of the document."""

import io
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from zipfile import BadZipFile, ZipFile

import docx
import lxml.etree as etree
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import nsmap, qn
from docx.parts.story import StoryPart
from docx.text.paragraph import Paragraph

from ingest.errors import UnreadableFile
from ingest.extract.numbering import OFF, Numbering, is_on
from ingest.numbers import whole
from ingest.report import REF_CLOSE, REF_OPEN, Extracted, Line, Link, Removed

_HEADING = re.compile(r"heading (\d)|_\s*h_(\d)|^_\s*h\s*_?ch|^h(\d)$", re.IGNORECASE)
_TITLE = re.compile(r"^(?:title|titel|title_h\d?)\b", re.IGNORECASE)
_CONTENTS = re.compile(
    r"contents|table of contents|sommaire|table des matières|índice|contenido|содержание|оглавление"
    r"|目录|目次|المحتويات",
    re.IGNORECASE,
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DAMAGES = (
    BadZipFile,
    EOFError,
    KeyError,
    NotImplementedError,  # a compression that no word processor writes
    PackageNotFoundError,
    ValueError,
    etree.LxmlError,
    zlib.error,
)
_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml")))
_AWAY = frozenset(map(qn, ("w:del", "w:moveFrom")))
_SIGNS = {qn("m:den"): "/", qn("m:sup"): "^", qn("m:sub"): "_", qn("m:rad"): "√"}
_GROUPS = frozenset((*_SIGNS, qn("m:num")))
_MAX_MEGABYTES = 300
_NOTES = ("footnote", "endnote")
_NUMBER = "number"  # our attribute on a reference; the names of Word have prefixes
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def extract(data: bytes, name: str) -> Extracted:
    """Whole blocks: a line for each paragraph, table row and footnote.

    Raises UnreadableFile for a damaged file and for one that unpacks to more than 300 MB.
    """
    try:
        _check_size(data, name)
        return _extracted(docx.Document(io.BytesIO(data)))
    except _DAMAGES as e:
        raise UnreadableFile(
            f"{name}: a damaged DOCX file ({e}); open it in a word processor and save it again"
        ) from e


def _extracted(document: Document) -> Extracted:
    header = _first_header(document)
    note_parts = list(_note_parts(document))
    hidden = _take_hidden(document, [part for _, part in note_parts])
    numbers = _number_notes(document)
    lines, removed = _without_contents([*_letterhead(header), *_body(document)])
    removed += [*_running(document, header), *hidden]
    links = dict.fromkeys(rel.target_ref for rel in document.part.rels.values() if rel.is_external)
    notes = _notes(note_parts, numbers)
    return Extracted((*lines, *notes), tuple(Link(url) for url in links), tuple(removed))


def _check_size(data: bytes, name: str) -> None:
    with ZipFile(io.BytesIO(data)) as archive:
        size = sum(part.file_size for part in archive.infolist()) // 2**20
    if size > _MAX_MEGABYTES:
        raise UnreadableFile(
            f"{name}: unpacks to {size} MB, which no report does; open it in a word processor and "
            "save it again without its pictures"
        )


def _first_header(document: Document) -> StoryPart | None:
    """The header of the first page."""
    section = next(iter(document.sections), None)
    if section is None:
        return None
    first = section.first_page_header if section.different_first_page_header_footer else None
    header = first if first is not None and not first.is_linked_to_previous else section.header
    return header.part


def _letterhead(header: StoryPart | None) -> Iterator[Line]:
    """What stands at the head of the first page: body and symbol."""
    return (Line(text, whole=True) for text in _texts(header)) if header else iter(())


def _running(document: Document, header: StoryPart | None) -> list[Removed]:
    """What stands at the edges of the other pages, each text once."""
    texts = (t for p in _edges(document) if p is not header for t in _texts(p))
    return [Removed(text, "running header or footer") for text in dict.fromkeys(texts)]


def _edges(document: Document) -> list[StoryPart]:
    """The headers and footers."""
    parts = (
        rel.target_part
        for rel in document.part.rels.values()
        if not rel.is_external and rel.reltype.endswith(("/header", "/footer"))
    )
    return [part for part in parts if isinstance(part, StoryPart)]


def _take_hidden(document: Document, notes: Sequence[etree._Element]) -> list[Removed]:
    """Takes out what Word does not show, and tells it."""
    styles = {
        str(style.get(qn("w:styleId")))
        for style in document.styles.element.iter(qn("w:style"))
        if is_on(style.find("w:rPr/w:vanish", nsmap))
    }
    taken = []
    for root in (document.element.body, *(part.element for part in _edges(document)), *notes):
        for paragraph in list(root.iter(qn("w:p"))):
            runs = [r for r in paragraph.iter(qn("w:r")) if _is_hidden(r, paragraph, styles)]
            text = "".join(map(_text, runs)).strip()
            for run in runs:
                run.getparent().remove(run)
            if text and not _is_copy(paragraph):
                taken.append(Removed(text, "hidden text"))
    return taken


def _is_hidden(run: etree._Element, paragraph: etree._Element, styles: set[str]) -> bool:
    own = run.find("w:rPr/w:vanish", nsmap)
    if own is not None or not styles:
        return is_on(own)
    return bool(styles & {_value(run, "w:rPr/w:rStyle"), _value(paragraph, "w:pPr/w:pStyle")})


def _texts(part: StoryPart) -> Iterator[str]:
    return (text for p in part.element.iter(qn("w:p")) if (text := _text(p).strip()))


def _without_contents(lines: Sequence[Line | Removed]) -> tuple[list[Line], list[Removed]]:
    """The lines without the entries of the table of contents, and those."""
    kept: list[Line] = []
    removed: list[Removed] = []
    inside = False
    for line in lines:
        if isinstance(line, Removed):
            removed.append(line)
            continue
        inside = bool(_CONTENTS.fullmatch(line.text.strip())) or (inside and bool(line.cells))
        if inside:
            removed.append(Removed(line.text or " ".join(line.cells), "table of contents"))
        else:
            kept.append(line)
    return kept, removed


def _body(document: Document) -> Iterator[Line | Removed]:
    numbering = Numbering(document)

    def shown(paragraph: etree._Element) -> str:
        mark = numbering.mark(Paragraph(paragraph, document._body))
        return f"{mark} {_text(paragraph)}" if mark else _text(paragraph)

    for element in _inside(document.element.body, "w:p", "w:tbl"):
        if element.tag == qn("w:tbl"):
            yield from _table(element, shown)
        else:
            yield from _paragraph(Paragraph(element, document._body), numbering)


def _inside(parent: etree._Element, *names: str) -> Iterator[Any]:
    """The children of these names in order, those inside content controls included."""
    tags = [qn(name) for name in names]
    for element in parent:
        if element.tag in tags:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _inside(element, *names)


def _paragraph(paragraph: Paragraph, numbering: Numbering) -> Iterator[Line | Removed]:
    mark = numbering.mark(paragraph)
    text = _text(paragraph._p)  # the only way to see footnote references
    style = (paragraph.style.name if paragraph.style else "") or ""
    if style.lower().startswith("toc ") and text.strip():
        yield Removed(text.strip(), "table of contents")
        return
    m = _HEADING.search(style)
    level = int(next((g for g in m.groups() if g), 1)) if m else 0
    parts = [part for part in text.split("\n") if part.strip()]
    for i, part in enumerate(parts):
        yield Line(
            f"{mark} {part.strip()}" if mark and not i else part,
            whole=True,
            bold=_is_bold(paragraph),
            heading=level,
            title=bool(_TITLE.search(style)),
        )
    for box in paragraph._p.iter(qn("w:txbxContent")):
        if not _is_copy(box):
            for p in box.iter(qn("w:p")):
                if inner := _text(p).strip():
                    yield Line(inner, whole=True)


def _table(table: etree._Element, shown: Callable[[etree._Element], str]) -> Iterator[Line]:
    """A line for each row, without columns that are empty in all of them. `shown` gives the text of
    a paragraph with the number that Word shows before it."""
    above: dict[int, str] = {}
    rows = [list(_cells(row, above, shown)) for row in _inside(table, "w:tr")]
    filled = {column for row in rows for column, text in row if text.strip()}
    for row in rows:
        cells = tuple(text for column, text in row if column in filled)
        if any(cell.strip() for cell in cells):
            yield Line("", whole=True, cells=cells)


def _cells(
    row: etree._Element, above: dict[int, str], shown: Callable[[etree._Element], str]
) -> Iterator[tuple[int, str]]:
    """(column, text) of the cells of a row. A cell that goes on below stands in each of its rows:
    `above` has the text that stands in a column, and is kept up."""
    column = whole(_value(row, "w:trPr/w:gridBefore"), 0)
    for cell in _inside(row, "w:tc"):
        merged = cell.find("w:tcPr/w:vMerge", nsmap)
        goes_on = merged is not None and merged.get(qn("w:val")) in (None, "continue")
        if not goes_on or column not in above:  # read once: its numbers are counted once
            above[column] = " ".join(map(shown, _paragraphs(cell)))
        yield column, above[column]
        column += whole(_value(cell, "w:tcPr/w:gridSpan"), 1)


def _value(element: etree._Element, path: str) -> str | None:
    found = element.find(path, nsmap)
    return None if found is None else found.get(qn("w:val"))


def _text(element: etree._Element) -> str:
    """Text of a w:p with footnote references marked and equations on the line; deleted revisions
    are left out, and so are the text boxes that are anchored in it."""
    out = []
    for node in element.iter():
        if node is not element and _in_box(node, element):
            continue
        if node.tag == qn("w:t") and not _moved_away(node):
            out.append(node.text or "")
        elif node.tag == qn("m:oMath") and not _moved_away(node):
            out.append(_equation(node))
        elif node.tag in _BREAKS:
            out.append(_BREAKS[node.tag])
        elif number := node.get(_NUMBER):
            out.append(f"{REF_OPEN}{number}{REF_CLOSE}")
    return "".join(out)


def _equation(node: etree._Element) -> str:
    """An equation as it is typed on a line: `(a+b)/c`, `10^6`."""
    if node.tag in _AWAY:
        return ""
    if node.tag == qn("m:t"):
        return node.text or ""
    inner = "".join(map(_equation, node))
    if node.tag == qn("m:d") or (node.tag in _GROUPS and inner and not inner.isalnum()):
        inner = f"({inner})"
    return f"{_SIGNS.get(node.tag, '')}{inner}" if inner else ""


def _paragraphs(cell: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of a cell, those of tables inside it included."""
    return (p for p in cell.iter(qn("w:p")) if not _is_copy(p))


def _in_box(node: etree._Element, paragraph: etree._Element) -> bool:
    for parent in node.iterancestors():
        if parent is paragraph:
            return False
        if parent.tag in (qn("w:txbxContent"), _FALLBACK):
            return True
    return False


def _is_copy(node: etree._Element) -> bool:
    """Whether it is the second writing of a drawing, for older programs."""
    return any(parent.tag == _FALLBACK for parent in node.iterancestors())


def _moved_away(node: etree._Element) -> bool:
    return any(parent.tag in _AWAY for parent in node.iterancestors())


def _is_bold(paragraph: Paragraph) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _number_notes(document: Document) -> dict[tuple[str, str], str]:
    """The number that a reader sees for each note, by its kind and id: notes are numbered in the
    order of their references. The references get it as an attribute; endnotes go on counting
    where the footnotes end, and after them those with a mark of their own (`*`), which Word does
    not count, so that no two notes have one number."""
    numbers: dict[tuple[str, str], str] = {}
    body = document.element.body
    references = [(kind, r) for kind in _NOTES for r in body.iter(qn(f"w:{kind}Reference"))]
    references.sort(key=lambda found: found[1].get(qn("w:customMarkFollows"), "0") not in OFF)
    for kind, reference in references:
        note = kind, str(reference.get(qn("w:id")))
        reference.set(_NUMBER, numbers.setdefault(note, str(len(numbers) + 1)))
    return numbers


def _note_parts(document: Document) -> Iterator[tuple[str, etree._Element]]:
    """(kind, element) of the parts that hold the footnotes and the endnotes."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for kind in _NOTES:
        for rel in document.part.rels.values():
            if rel.is_external or not rel.reltype.endswith(f"/{kind}s"):
                continue
            yield kind, etree.fromstring(rel.target_part.blob, parser)


def _notes(
    parts: Sequence[tuple[str, etree._Element]], numbers: Mapping[tuple[str, str], str]
) -> Iterator[Line]:
    """Footnotes and endnotes that the text refers to."""
    for kind, root in parts:
        for note in root.iter(qn(f"w:{kind}")):
            number = numbers.get((kind, str(note.get(qn("w:id")))))
            text = " ".join(_text(p) for p in note.iter(qn("w:p"))).strip()
            if text and number and note.get(qn("w:type")) is None:
                yield Line(text, whole=True, note=number)
