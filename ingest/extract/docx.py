"""DOCX: paragraphs, tables and footnotes in the order of the document."""

import io
import re
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile

import docx
import lxml.etree as etree
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from ingest.errors import UnreadableFile
from ingest.extract.numbering import Numbering
from ingest.report import REF_CLOSE, REF_OPEN, Extracted, Line, Link

_HEADING = re.compile(r"heading (\d)|_\s*h_(\d)|^_\s*h\s*_?ch|^h(\d)$", re.IGNORECASE)
_TITLE = re.compile(r"^(?:title|titel|title_h\d?)\b", re.IGNORECASE)
_FOOTNOTES = "/footnotes"
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def extract(data: bytes, name: str) -> Extracted:
    """Whole blocks: a line for each paragraph, table row and footnote."""
    try:
        document = docx.Document(io.BytesIO(data))
    except (BadZipFile, KeyError, ValueError, PackageNotFoundError, etree.XMLSyntaxError) as e:
        raise UnreadableFile(
            f"{name}: a damaged DOCX file ({e}); open it in a word processor and save it again"
        ) from e
    lines = list(_body(document))
    links = dict.fromkeys(rel.target_ref for rel in document.part.rels.values() if rel.is_external)
    return Extracted((*lines, *_footnotes(document)), tuple(Link(url) for url in links))


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


def _table(table: Table) -> Iterator[Line]:
    for row in table.rows:
        once = {id(cell._tc): cell for cell in row.cells}  # a merged cell comes once for each place
        cells = tuple(" ".join(_text(p._p) for p in cell.paragraphs) for cell in once.values())
        if any(c.strip() for c in cells):
            yield Line("", whole=True, cells=cells)


def _text(element: etree._Element) -> str:
    """Text of a w:p with footnote references marked; deleted revisions are left out."""
    out = []
    for node in element.iter():
        if node.tag == qn("w:t") and not _moved_away(node):
            out.append(node.text or "")
        elif node.tag in _BREAKS:
            out.append(_BREAKS[node.tag])
        elif node.tag == qn("w:footnoteReference"):
            out.append(f"{REF_OPEN}{node.get(qn('w:id'))}{REF_CLOSE}")
    return "".join(out)


def _moved_away(node: etree._Element) -> bool:
    return any(parent.tag == qn("w:moveFrom") for parent in node.iterancestors())


def _is_bold(paragraph: Paragraph) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _footnotes(document: Document) -> Iterator[Line]:
    for rel in document.part.rels.values():
        if rel.is_external or not rel.reltype.endswith(_FOOTNOTES):
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(rel.target_part.blob, parser)
        for note in root.iter(qn("w:footnote")):
            text = " ".join(_text(p) for p in note.iter(qn("w:p"))).strip()
            if text and note.get(qn("w:type")) is None:
                yield Line(text, whole=True, note=str(note.get(qn("w:id"))))
