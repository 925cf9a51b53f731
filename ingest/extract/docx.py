"""DOCX: paragraphs, tables and footnotes in the order of the document."""

import io
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from zipfile import BadZipFile, ZipFile

import docx
import lxml.etree as etree
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from ingest.errors import UnreadableFile
from ingest.extract.numbering import Numbering
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
        document = docx.Document(io.BytesIO(data))
    except _DAMAGES as e:
        raise UnreadableFile(
            f"{name}: a damaged DOCX file ({e}); open it in a word processor and save it again"
        ) from e
    numbers = _number_notes(document)
    lines, contents = _without_contents([*_letterhead(document), *_body(document)])
    links = dict.fromkeys(rel.target_ref for rel in document.part.rels.values() if rel.is_external)
    notes = _notes(document, numbers)
    return Extracted((*lines, *notes), tuple(Link(url) for url in links), tuple(contents))


def _check_size(data: bytes, name: str) -> None:
    with ZipFile(io.BytesIO(data)) as archive:
        size = sum(part.file_size for part in archive.infolist()) // 2**20
    if size > _MAX_MEGABYTES:
        raise UnreadableFile(
            f"{name}: unpacks to {size} MB, which no report does; open it in a word processor and "
            "save it again without its pictures"
        )


def _letterhead(document: Document) -> Iterator[Line]:
    """What stands at the head of the first page: body and symbol."""
    section = next(iter(document.sections), None)
    if section is None:
        return
    first = section.first_page_header if section.different_first_page_header_footer else None
    header = first if first is not None and not first.is_linked_to_previous else section.header
    for p in header._element.iter(qn("w:p")):
        if text := _text(p).strip():
            yield Line(text, whole=True)


def _without_contents(lines: Sequence[Line]) -> tuple[list[Line], list[Removed]]:
    """The lines without the entries of the table of contents, and those."""
    kept: list[Line] = []
    removed: list[Removed] = []
    inside = False
    for line in lines:
        inside = bool(_CONTENTS.fullmatch(line.text.strip())) or (inside and bool(line.cells))
        if inside:
            removed.append(Removed(line.text or " ".join(line.cells), "table of contents"))
        else:
            kept.append(line)
    return kept, removed


def _body(document: Document) -> Iterator[Line]:
    numbering = Numbering(document)
    for element in _blocks(document.element.body):
        if element.tag == qn("w:tbl"):
            yield from _table(Table(element, document._body))
        else:
            yield from _paragraph(Paragraph(element, document._body), numbering)


def _blocks(parent: etree._Element) -> Iterator[Any]:
    """Paragraphs and tables in order, those inside content controls included."""
    for element in parent:
        if element.tag in (qn("w:p"), qn("w:tbl")):
            yield element
        elif element.tag in (qn("w:sdt"), qn("w:sdtContent")):
            yield from _blocks(element)


def _paragraph(paragraph: Paragraph, numbering: Numbering) -> Iterator[Line]:
    mark = numbering.mark(paragraph)
    text = _text(paragraph._p)  # the only way to see footnote references
    style = (paragraph.style.name if paragraph.style else "") or ""
    if style.lower().startswith("toc ") and text.strip():
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


def _table(table: Table) -> Iterator[Line]:
    for row in table.rows:
        once = {id(cell._tc): cell for cell in row.cells}  # a merged cell comes once for each place
        cells = tuple(" ".join(map(_text, _paragraphs(cell._tc))) for cell in once.values())
        if any(c.strip() for c in cells):
            yield Line("", whole=True, cells=cells)


def _text(element: etree._Element) -> str:
    """Text of a w:p with footnote references marked; deleted revisions are left out, and so are
    the text boxes that are anchored in it."""
    out = []
    for node in element.iter():
        if node is not element and _in_box(node, element):
            continue
        if node.tag == qn("w:t") and not _moved_away(node):
            out.append(node.text or "")
        elif node.tag in _BREAKS:
            out.append(_BREAKS[node.tag])
        elif number := node.get(_NUMBER):
            out.append(f"{REF_OPEN}{number}{REF_CLOSE}")
    return "".join(out)


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
    return any(parent.tag == qn("w:moveFrom") for parent in node.iterancestors())


def _is_bold(paragraph: Paragraph) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _number_notes(document: Document) -> dict[tuple[str, str], str]:
    """The number that a reader sees for each note, by its kind and id: notes are numbered in the
    order of their references. The references get it as an attribute; endnotes go on counting
    where the footnotes end, so that no two notes have one number."""
    numbers: dict[tuple[str, str], str] = {}
    for kind in _NOTES:
        for reference in document.element.body.iter(qn(f"w:{kind}Reference")):
            note = kind, str(reference.get(qn("w:id")))
            number = numbers.setdefault(note, str(len(numbers) + 1))
            reference.set(_NUMBER, number)
    return numbers


def _notes(document: Document, numbers: Mapping[tuple[str, str], str]) -> Iterator[Line]:
    """Footnotes and endnotes that the text refers to."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for kind in _NOTES:
        for rel in document.part.rels.values():
            if rel.is_external or not rel.reltype.endswith(f"/{kind}s"):
                continue
            root = etree.fromstring(rel.target_part.blob, parser)
            for note in root.iter(qn(f"w:{kind}")):
                number = numbers.get((kind, str(note.get(qn("w:id")))))
                text = " ".join(_text(p) for p in note.iter(qn("w:p"))).strip()
                if text and number and note.get(qn("w:type")) is None:
                    yield Line(text, whole=True, note=number)
