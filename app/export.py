"""A conversation as a document: Markdown, or Word. Citations are numbered as footnotes are:
`NPT/CONF.2026/WG.I/3, para. 8 (b) (ii)`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from app.answer import Citation
from app.ui.evidence import Exchange

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"  # its media type
# Markdown's own signs, and those of HTML, which Markdown lets through
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>&~$^=:])")
_CONTROL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Heads:
    """What the document says itself, in the user's language."""

    sources: str
    uncertain: str
    not_found: str


def markdown(title: str, exchanges: Sequence[Exchange], heads: Heads) -> str:
    """The conversation as Markdown with footnotes. What people and reports wrote is text."""
    out = [f"# {_plain(title)}"]
    notes: list[str] = []
    for e in exchanges:
        out.append(f"## {_plain(e.question)}")
        numbers = []
        for citation in _citations(e):
            numbers.append(f"[^{len(notes) + 1}]")
            notes.append(f"{numbers[-1]}: {_plain(_footnote(citation))}")
        out.append(f"{_plain(_said(e, heads))}{''.join(numbers)}")
    return "\n\n".join([*out, *notes]) + "\n"


def _plain(said: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(said.split()))


def word(title: str, exchanges: Sequence[Exchange], heads: Heads) -> bytes:
    """The conversation as a Word document; the sources stand numbered at its end."""
    document = docx.Document()
    _write(document.add_heading(level=0), title)
    notes: list[Citation] = []
    for e in exchanges:
        _write(document.add_heading(level=2), e.question)
        said = document.add_paragraph()
        _write(said, _said(e, heads))
        for citation in _citations(e):
            notes.append(citation)
            said.add_run(f"[{len(notes)}]").font.superscript = True
    if notes:
        _write(document.add_heading(level=1), heads.sources)
    for n, citation in enumerate(notes, 1):
        _write(document.add_paragraph(), f"{n}. {_footnote(citation)}")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _write(paragraph: Paragraph, said: str) -> None:
    """Text into a paragraph, from the right where it is Arabic."""
    run = paragraph.add_run(_CONTROL.sub("", said))
    if re.search(r"[\u0590-\u08ff]", said):
        properties = paragraph._p.get_or_add_pPr()
        properties.insert(0, properties.makeelement(qn("w:bidi"), {}))
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT  # the side where lines begin
        run.font.rtl = True


def _said(e: Exchange, heads: Heads) -> str:
    if e.answer is None:
        return e.problem
    if e.answer.status == "not_found":
        return heads.not_found
    doubt = f"{heads.uncertain}: " if e.answer.status == "uncertain" else ""
    return doubt + e.answer.said


def _citations(e: Exchange) -> Iterator[Citation]:
    return iter(e.answer.cited if e.answer else ())


def _footnote(c: Citation) -> str:
    return f"{c.full_label}: “{' '.join(c.quote.split())}”"
