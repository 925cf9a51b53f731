"""A conversation as a document: Markdown, or Word. Citations are footnotes:
`NPT/CONF.2026/WG.I/3, para. 8 (b) (ii)`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from app.answer import Citation
from app.footnotes import Footnotes
from app.ui.evidence import Exchange

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"  # its media type
# Markdown's own signs, and those of HTML, which Markdown lets through
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>&~$^=:])")
_CONTROL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FROM_RIGHT = re.compile(r"[\u0590-\u08ff]")
# what follows w:bidi in the properties of a paragraph (ISO/IEC 29500-1, 17.3.1.26, CT_PPr)
_AFTER_BIDI = (
    "w:adjustRightInd w:snapToGrid w:spacing w:ind w:contextualSpacing w:mirrorIndents "
    "w:suppressOverlap w:jc w:textDirection w:textAlignment w:textboxTightWrap w:outlineLvl "
    "w:divId w:cnfStyle w:rPr w:sectPr w:pPrChange"
).split()


@dataclass(frozen=True, slots=True)
class Heads:
    """What the document says itself, in the user's language."""

    uncertain: str
    not_found: str
    otherwise: str


def markdown(title: str, exchanges: Sequence[Exchange], heads: Heads) -> str:
    """The conversation as Markdown with footnotes. What people and reports wrote is text."""
    out = [f"# {_plain(title)}"]
    notes: list[str] = []
    for e in exchanges:
        out.append(f"## {_plain(e.question)}")
        for said, citations in _statements(e, heads):
            first = len(notes) + 1
            notes += [
                f"[^{n}]: {_plain(_footnote(citation))}"
                for n, citation in enumerate(citations, first)
            ]
            numbers = (f"[^{n}]" for n in range(first, len(notes) + 1))
            out.append(f"{_plain(said)}{''.join(numbers)}")
    return "\n\n".join([*out, *notes]) + "\n"


def _plain(said: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(said.split()))


def word(title: str, exchanges: Sequence[Exchange], heads: Heads) -> bytes:
    """The conversation as a Word document with footnotes."""
    document = docx.Document()
    write(document.add_heading(level=0), title)
    notes = Footnotes(document)
    for e in exchanges:
        write(document.add_heading(level=2), e.question)
        for said, citations in _statements(e, heads):
            paragraph = document.add_paragraph()
            write(paragraph, said)
            for citation in citations:
                write(notes.add(paragraph), _footnote(citation))
    notes.close()
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def write(paragraph: Paragraph, said: str) -> Run:
    """Text into a paragraph of a Word document, without the characters that XML cannot hold, and
    from the right where it is Arabic."""
    run = paragraph.add_run(_CONTROL.sub("", said))
    if runs_from_right(said):
        properties = paragraph._p.get_or_add_pPr()
        bidi = properties.makeelement(qn("w:bidi"), {})
        properties.insert_element_before(bidi, *_AFTER_BIDI)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT  # the side where lines begin
        run.font.rtl = True
    return run


def runs_from_right(said: str) -> bool:
    """Whether there is Arabic in a text."""
    return _FROM_RIGHT.search(said) is not None


def _statements(e: Exchange, heads: Heads) -> Iterator[tuple[str, Sequence[Citation]]]:
    """What is said to a question, each statement with what it rests on: the answer, and what
    paragraphs that disagree with it say."""
    a = e.answer
    if a is None or a.status == "not_found":
        yield e.problem if a is None else heads.not_found, ()
        return
    disagreeing = [a.citations[i] for i in a.otherwise]
    doubt = f"{heads.uncertain}: " if a.status == "uncertain" else ""
    yield doubt + a.said, [c for c in a.cited if c not in disagreeing]
    for citation in disagreeing:
        yield f"{heads.otherwise} {citation.words}", (citation,)


def _footnote(c: Citation) -> str:
    return f"{c.full_label}: “{' '.join(c.quote.split())}”"
