"""Build the sample report of Rapporteur in six languages and five kinds of file.

The report is our own fiction, kept in ``eval/sets/sample/source/<lang>.json``. Each language
has another format, so that every reader is exercised: en PDF, fr DOCX with typed numbers, ru
DOCX with automatic numbers, es HTML with an ordered list, ar HTML, zh TXT with broken lines.

    python -m eval.sample_library          rebuild DOCX, HTML and TXT, always to the same bytes
    python -m eval.sample_library --pdf    rebuild the PDF too (needs LibreOffice)
"""

import argparse
import io
import json
import re
import subprocess
import tempfile
import zipfile
from datetime import datetime
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

Record = dict[str, Any]

HERE = Path(__file__).parent / "sets" / "sample"
STAMP = datetime(2027, 3, 12)  # the day the fictional report was adopted
REFERENCE = re.compile(r"\[\^(\d+)\]")
FRONT = ("symbol", "organ", "session", "place", "dates", "title", "notice")
LINE_COLUMNS = 72  # 36 Han characters of two columns each
# A token is what may not be broken: a Latin run or one Han character, with the opening sign
# before it and the closing signs after it.
TOKEN = re.compile(r"[“(]?(?:[!-'*-~]+|[^“(])[，。、；：”)¹²³]*")
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LINK_AFTER_LINE = {"11": 2, "21.row3": 1}  # pages ending in the middle of these blocks
NOTES_AFTER = {"6.item8": ("1",), "15": ("2", "3")}  # pages ending with these footnotes


def load(lang: str) -> Record:
    """Read the source of one language."""
    return json.loads((HERE / "source" / f"{lang}.json").read_text(encoding="utf-8"))


def target(report: Record, suffix: str) -> Path:
    """Name a built file as the United Nations does: the symbol, then the language."""
    return HERE / f"{report['symbol'].replace('/', '_')}.{report['lang']}.{suffix}"


def depth(block: Record) -> int:
    """Count the levels below a paragraph: 0 for 13, 1 for 6.item1 and 13(a), 2 for 13(a)(i)."""
    return block["number"].count("(") + (block["kind"] == "item")


def build_docx(report: Record, automatic: bool) -> bytes:
    """Write the report as DOCX; `automatic` leaves the main numbers to Word."""
    document = docx.Document()
    set_page(document, report["symbol"])
    set_styles(document, report["lang"])
    add_front(document, report)
    for kind, group in groupby(report["blocks"], key=lambda block: block["kind"]):
        if kind == "row":
            add_table(document, list(group))
        elif kind == "note":
            add_footnotes_part(document, list(group))
        else:
            for block in group:
                add_block(document, block, automatic)
    return frozen(document)


def element(tag: str, attribute: str, value: str) -> BaseOxmlElement:
    """Make a WordprocessingML element that python-docx has no call for."""
    made = OxmlElement(f"w:{tag}")
    made.set(qn(f"w:{attribute}"), value)
    return made


def set_page(document: Document, symbol: str) -> None:
    """Set A4, with a running header and a page number from the second page on."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(34)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = symbol
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer._p.append(element("fldSimple", "instr", "PAGE"))


def set_styles(document: Document, lang: str) -> None:
    """Dress the template's styles as a report: one serif face, black, and the language."""
    styles: Any = document.styles  # python-docx does not tell which kind of style a name gives
    for name, size in (("Normal", 11), ("Title", 16), ("Heading 1", 14), ("Heading 2", 12)):
        style = styles[name]
        style.font.size, style.font.name = Pt(size), "Times New Roman"
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(8), 1.2
        fonts = style.element.rPr.rFonts
        for attribute in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[attribute]  # a theme font would win over the name given here
    styles["Normal"].element.rPr.append(element("lang", "val", lang))


def add_front(document: Document, report: Record) -> None:
    """Write the front matter, a paragraph for each field."""
    for field in FRONT:
        style = "Title" if field == "title" else "Normal"
        paragraph = document.add_paragraph(report[field], style=style)
        paragraph.runs[0].italic = field == "notice"
        if field == "symbol":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    properties = document.core_properties
    properties.title, properties.author = report["title"], "Rapporteur"
    properties.comments, properties.created, properties.modified = report["notice"], STAMP, STAMP


def add_block(document: Document, block: Record, automatic: bool) -> None:
    """Write a heading, a paragraph or an item of a list."""
    if block["kind"] == "section":
        document.add_heading(f"{block['mark']}\t{block['text']}", level=block["level"])
        return
    paragraph, level = document.add_paragraph(), depth(block)
    paragraph.paragraph_format.left_indent = Mm(10 * level)
    paragraph.paragraph_format.first_line_indent = Mm(0)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(10 * (level + 1)))
    if automatic and level == 0:
        # The template's own numbered list serves: decimal, with a full stop, from 1.
        style = document.styles["List Number"].element
        numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbering.get_or_add_ilvl().val = 0
        numbering.get_or_add_numId().val = style.pPr.numPr.numId.val
    else:
        paragraph.add_run(f"{block['mark']}\t")
    add_text(paragraph, block["text"])


def add_text(paragraph: Paragraph, text: str) -> None:
    """Write a text, turning each `[^n]` into a real footnote reference."""
    for index, piece in enumerate(REFERENCE.split(text)):
        run = paragraph.add_run("" if index % 2 else piece)
        if index % 2:
            run.font.superscript = True
            run._r.append(element("footnoteReference", "id", piece))


def add_table(document: Document, rows: list[Record]) -> None:
    """Write the table of documents."""
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.columns[0].width, table.columns[1].width = Mm(58), Mm(84)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row["cells"], strict=True):
            cell.text = text


def add_footnotes_part(document: Document, notes: list[Record]) -> None:
    """Add the part that python-docx has no call for; ids -1 and 0 are Word's separators."""
    footnotes = ""
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        rule = f"<w:p><w:r><w:{kind}/></w:r></w:p>"
        footnotes += f'<w:footnote w:type="{kind}" w:id="{number}">{rule}</w:footnote>'
    for note in notes:
        footnotes += (
            f'<w:footnote w:id="{note["mark"]}"><w:p><w:r><w:rPr><w:sz w:val="18"/>'
            '<w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
            '<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve"> '
            f"{escape(note['text'], quote=False)}</w:t></w:r></w:p></w:footnote>"
        )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    xml = f"{head}<w:footnotes {nsdecls('w')}>{footnotes}</w:footnotes>"
    name, package = PackURI("/word/footnotes.xml"), document.part.package
    part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, xml.encode("utf-8"), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def frozen(document: Document) -> bytes:
    """Save without the clock: the archive of a DOCX otherwise carries the time of saving."""
    saved, fixed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(fixed, "w") as copy:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, STAMP.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # or the bytes would tell one operating system from another
            copy.writestr(entry, source.read(name))
    return fixed.getvalue()


def write_pdf(report: Record) -> None:
    """Print the DOCX of the report to PDF, with a LibreOffice profile of its own."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / target(report, "docx").name
        draft.write_bytes(build_docx(report, automatic=False))
        profile = f"-env:UserInstallation={Path(folder).as_uri()}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*command, str(draft)], check=True, capture_output=True, timeout=180)
        target(report, "pdf").write_bytes(draft.with_suffix(".pdf").read_bytes())


def build_html(report: Record, ordered: bool) -> str:
    """Write the report as HTML; `ordered` leaves the numbers of the list to the browser."""
    direction = "rtl" if report["lang"] == "ar" else "ltr"
    front = {field: escape(report[field], quote=False) for field in FRONT}
    head = [
        f'<!DOCTYPE html>\n<html lang="{report["lang"]}" dir="{direction}">\n<head>',
        f'<meta charset="utf-8">\n<title>{front["title"]}</title>\n</head>\n<body>\n<header>',
        *(f'<p class="{field}">{front[field]}</p>' for field in FRONT[:5]),
        f'<h1>{front["title"]}</h1>\n<p class="notice">{front["notice"]}</p>\n</header>\n<main>',
    ]
    body: list[str] = []
    for kind, group in groupby(report["blocks"], key=lambda block: block["kind"]):
        body += html_group(kind, list(group), ordered)
    return "\n".join([*head, *body, "</body>\n</html>\n"])


def html_group(kind: str, blocks: list[Record], ordered: bool) -> list[str]:
    """Write a run of blocks of one kind."""
    if kind == "row":
        rows = ("".join(f"<td>{escape(c, quote=False)}</td>" for c in b["cells"]) for b in blocks)
        return ["<table>", *(f"<tr>{row}</tr>" for row in rows), "</table>"]
    if kind == "note":
        notes = (f'<li id="fn{b["mark"]}">{html_text(b["text"])}</li>' for b in blocks)
        return ["</main>", '<section class="footnotes">', "<ol>", *notes, "</ol>", "</section>"]
    if kind == "item" and ordered:
        return ["<ol>", *(f"<li>{html_text(b['text'])}</li>" for b in blocks), "</ol>"]
    tags = (f"h{b['level'] + 1}" if kind == "section" else "p" for b in blocks)
    marked = (f"{b['mark']} {html_text(b['text'])}" for b in blocks)
    return [f"<{tag}>{text}</{tag}>" for tag, text in zip(tags, marked, strict=True)]


def html_text(text: str) -> str:
    """Escape a text and link its footnote references."""
    return REFERENCE.sub(r'<sup><a href="#fn\1">\1</a></sup>', escape(text, quote=False))


def build_text(report: Record) -> str:
    """Write the report as the text drawn from a PDF looks: broken lines and page furniture."""
    notes = {b["mark"]: b["text"] for b in report["blocks"] if b["kind"] == "note"}
    lines = [line for field in FRONT for line in wrapped("", report[field])]
    for block in (b for b in report["blocks"] if b["kind"] != "note"):
        number = block.get("number", "")
        broken = wrapped(text_prefix(block), block.get("text") or block["cells"][1])
        if number in LINK_AFTER_LINE:
            link = f"https://undocs.org/{report['lang']}/{report['symbol']}"
            broken.insert(LINK_AFTER_LINE[number], link)
        lines += broken
        for mark in NOTES_AFTER.get(number, ()):
            lines += wrapped(f"{mark.translate(SUPERSCRIPT)} ", notes[mark])
    return "\n\n".join(lines) + "\n"


def text_prefix(block: Record) -> str:
    """Indent the first line of a block and write its mark."""
    if block["kind"] == "row":
        return f"{block['cells'][0]} "
    indent = 2 if block["kind"] == "section" else 4 * (depth(block) + 1)
    return f"{' ' * indent}{block['mark']} "


def wrapped(prefix: str, text: str) -> list[str]:
    """Break a text into lines, between any two Han characters as a page of Chinese does."""
    text = REFERENCE.sub(lambda match: match[1].translate(SUPERSCRIPT), text)
    lines, line = [], prefix
    for token in TOKEN.findall(text):
        columns = sum(1 if char.isascii() else 2 for char in line + token)
        if columns > LINE_COLUMNS and line.strip():
            lines.append(line)
            line = ""
        line += token
    return [*lines, line]


def main() -> None:
    """Rebuild the files of the sample library."""
    parser = argparse.ArgumentParser(description="Rebuild the sample report in six languages.")
    parser.add_argument("--pdf", action="store_true", help="rebuild the English PDF too")
    if parser.parse_args().pdf:
        write_pdf(load("en"))
    fr, ru, es, ar, zh = (load(lang) for lang in ("fr", "ru", "es", "ar", "zh"))
    target(fr, "docx").write_bytes(build_docx(fr, automatic=False))
    target(ru, "docx").write_bytes(build_docx(ru, automatic=True))
    target(es, "html").write_bytes(build_html(es, ordered=True).encode("utf-8"))
    target(ar, "html").write_bytes(build_html(ar, ordered=False).encode("utf-8"))
    target(zh, "txt").write_bytes(build_text(zh).encode("utf-8"))


if __name__ == "__main__":
    main()
