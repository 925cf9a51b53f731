"""Footnotes in a Word document that is being written, which python-docx does not make."""

import lxml.etree as etree
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

# The lines between text and footnotes, which Word wants to find before the first one.
_FIRST = (
    f"<w:footnotes {nsdecls('w')}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0">'
    "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>"
)
_SIZE = Pt(9)


class Footnotes:
    """The footnotes of a document. `close` puts them into it, when all are there."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._notes = parse_xml(_FIRST)
        self._count = 0

    def add(self, paragraph: Paragraph) -> Paragraph:
        """A footnote whose number stands at the end of a paragraph; what it says is to be written
        into the paragraph that is returned."""
        self._count += 1
        paragraph._p.append(_mark("w:footnoteReference", self._count))
        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), str(self._count))
        body = OxmlElement("w:p")
        body.append(_mark("w:footnoteRef"))
        note.append(body)
        self._notes.append(note)
        written = Paragraph(body, paragraph._parent)
        written.add_run(" ").font.size = _SIZE
        return written

    def close(self) -> None:
        """Put the footnotes into the document."""
        if not self._count:
            return
        main = self._document.part
        blob = etree.tostring(self._notes, encoding="UTF-8", standalone=True)
        name = PackURI("/word/footnotes.xml")
        part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, blob, main.package)
        main.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _mark(tag: str, number: int | None = None) -> BaseOxmlElement:
    """A run with the number of a footnote, raised."""
    run, properties, raised = (OxmlElement(t) for t in ("w:r", "w:rPr", "w:vertAlign"))
    raised.set(qn("w:val"), "superscript")
    properties.append(raised)
    mark = OxmlElement(tag)
    if number is not None:
        mark.set(qn("w:id"), str(number))
    run.append(properties)
    run.append(mark)
    return run
