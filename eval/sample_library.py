"""Build the sample report of Rapporteur in six languages and five kinds of file.

The report is fiction of our own writing, kept paragraph by paragraph in
``eval/sets/sample/source/<lang>.json``. Each language is written in another format, so that
the sample exercises every reader: en PDF, fr DOCX with typed numbers, ru DOCX with automatic
numbers, es HTML with an ordered list, ar HTML from right to left, zh TXT with broken lines.

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
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

Block = dict[str, Any]
Report = dict[str, Any]

HERE = Path(__file__).parent / "sets" / "sample"
STAMP = datetime(2027, 3, 12)  # the day the fictional report was adopted
REFERENCE = re.compile(r"\[\^(\d+)\]")
FRONT = ("symbol", "organ", "session", "place", "dates", "title", "notice")
FONT = "Times New Roman"
NUMBER_ID = 100  # above every list already defined in python-docx's template

LINE_COLUMNS = 72  # 36 Han characters of two columns each
# A token is what may not be broken: a Latin run or one Han character, with the opening sign
# before it and the closing signs after it.
TOKEN = re.compile(r"[“(]?(?:[!-'*-~]+|[^“(])[，。、；：”)¹²³]*")
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LINK_AFTER_LINE = {"11": 2, "21.row3": 1}  # pages ending in the middle of these blocks
NOTES_AFTER = {"6.item8": ("1",), "15": ("2", "3")}  # pages ending with these footnotes


def load(lang: str) -> Report:
    """Read the source of one language."""
    return json.loads((HERE / "source" / f"{lang}.json").read_text(encoding="utf-8"))


def target(report: Report, suffix: str) -> Path:
    """Name a built file as the United Nations does: the symbol, then the language."""
    return HERE / f"{report['symbol'].replace('/', '_')}.{report['lang']}.{suffix}"


def depth(block: Block) -> int:
    """Count the levels of sub-paragraph: 0 for 13, 1 for 13(a), 2 for 13(a)(i)."""
    return block["number"].count("(")


# --- DOCX -----------------------------------------------------------------------------------


def build_docx(report: Report, automatic: bool) -> bytes:
    """Write the report as DOCX; `automatic` leaves the main numbers to Word."""
    document = docx.Document()
    set_page(document, report)
    set_styles(document, report["lang"])
    if automatic:
        define_numbering(document)
    add_front(document, report)
    for kind, group in groupby(report["blocks"], key=lambda block: block["kind"]):
        blocks = list(group)
        if kind == "row":
            add_table(document, blocks)
        elif kind == "note":
            add_footnotes_part(document, blocks)
        else:
            for block in blocks:
                add_block(document, block, automatic)
    return frozen(document)


def set_page(document: Document, report: Report) -> None:
    """Set A4, with a running header and a page number from the second page on."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(34)
    section.top_margin = section.bottom_margin = Mm(28)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = report["symbol"]
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)


def set_styles(document: Document, lang: str) -> None:
    """Dress the template's styles as a report: one serif face, black, and the language."""
    sizes = {"Normal": 11, "Title": 16, "Heading 1": 14, "Heading 2": 12}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.size, style.font.name = Pt(size), FONT
        fonts = style.element.rPr.rFonts
        for attribute in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[attribute]  # a theme font would win over the name given here
        if name != "Normal":
            style.font.color.rgb = RGBColor(0, 0, 0)
    for border in document.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    normal = document.styles["Normal"]
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(8), 1.2
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), lang)
    normal.element.rPr.append(language)


def define_numbering(document: Document) -> None:
    """Define the list `1.`, `2.`, ... that Word counts by itself."""
    numbering = document.part.numbering_part.element
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/><w:pPr><w:tabs>'
        '<w:tab w:val="num" w:pos="567"/></w:tabs><w:ind w:left="0" w:firstLine="0"/></w:pPr>'
        "</w:lvl>"
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{NUMBER_ID}">{level}</w:abstractNum>'
    number = (
        f'<w:num {nsdecls("w")} w:numId="{NUMBER_ID}"><w:abstractNumId w:val="{NUMBER_ID}"/></w:num>'
    )
    numbering.insert(0, parse_xml(abstract))  # the schema wants abstract lists before lists
    numbering.append(parse_xml(number))


def add_front(document: Document, report: Report) -> None:
    """Write the front matter, a paragraph for each field."""
    for field in FRONT:
        style = "Title" if field == "title" else "Normal"
        paragraph = document.add_paragraph(report[field], style=style)
        if field == "symbol":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        elif field in ("organ", "notice"):
            paragraph.runs[0].bold, paragraph.runs[0].italic = field == "organ", field == "notice"
    properties = document.core_properties
    properties.title, properties.author = report["title"], "Rapporteur"
    properties.comments, properties.language = report["notice"], report["lang"]
    properties.created = properties.modified = STAMP


def add_block(document: Document, block: Block, automatic: bool) -> None:
    """Write a heading, a paragraph or an item of a list."""
    if block["kind"] == "section":
        document.add_heading(f"{block['mark']}\t{block['text']}", level=block["level"])
        return
    paragraph = document.add_paragraph()
    level = 1 if block["kind"] == "item" else depth(block)
    paragraph.paragraph_format.left_indent = Mm(10 * level)
    if automatic and block["kind"] == "paragraph" and level == 0:
        numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbering.get_or_add_ilvl().val, numbering.get_or_add_numId().val = 0, NUMBER_ID
    else:
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(10 * (level + 1)))
        paragraph.add_run(f"{block['mark']}\t")
    add_text(paragraph, block["text"])


def add_text(paragraph: Paragraph, text: str) -> None:
    """Write a text, turning each `[^n]` into a real footnote reference."""
    for index, piece in enumerate(REFERENCE.split(text)):
        if index % 2 == 0:
            paragraph.add_run(piece)
            continue
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), piece)
        run._r.append(reference)


def add_table(document: Document, rows: list[Block]) -> None:
    """Write the table of documents."""
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for row in rows:
        for cell, text, width in zip(table.add_row().cells, row["cells"], (58, 84), strict=True):
            cell.text, cell.width = text, Mm(width)
    document.add_paragraph()


def add_footnotes_part(document: Document, notes: list[Block]) -> None:
    """Add the part that python-docx has no call for; ids -1 and 0 are Word's separators."""
    small = '<w:rPr><w:sz w:val="18"/></w:rPr>'
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/><w:sz w:val="18"/></w:rPr><w:footnoteRef/></w:r>'
    body = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    for note in notes:
        run = f'<w:r>{small}<w:t xml:space="preserve"> {escape(note["text"], quote=False)}</w:t></w:r>'
        body += f'<w:footnote w:id="{note["mark"]}"><w:p>{mark}{run}</w:p></w:footnote>'
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:footnotes {nsdecls('w')}>{body}</w:footnotes>"
    )
    package = document.part.package
    name = PackURI("/word/footnotes.xml")
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


def write_pdf(report: Report) -> None:
    """Print the DOCX of the report to PDF, with a LibreOffice profile of its own."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / target(report, "docx").name
        draft.write_bytes(build_docx(report, automatic=False))
        profile = f"-env:UserInstallation={Path(folder).as_uri()}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*command, str(draft)], check=True, capture_output=True, timeout=180)
        target(report, "pdf").write_bytes(draft.with_suffix(".pdf").read_bytes())


# --- HTML -----------------------------------------------------------------------------------


def build_html(report: Report, ordered: bool) -> str:
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


def html_group(kind: str, blocks: list[Block], ordered: bool) -> list[str]:
    """Write a run of blocks of one kind."""
    if kind == "row":
        rows = ("".join(f"<td>{escape(c, quote=False)}</td>" for c in b["cells"]) for b in blocks)
        return ["<table>", *(f"<tr>{row}</tr>" for row in rows), "</table>"]
    if kind == "note":
        notes = (f'<li id="fn{b["mark"]}">{html_text(b["text"])}</li>' for b in blocks)
        return ["</main>", '<section class="footnotes">', "<ol>", *notes, "</ol>", "</section>"]
    if kind == "item" and ordered:
        return ["<ol>", *(f"<li>{html_text(b['text'])}</li>" for b in blocks), "</ol>"]
    if kind == "section":
        return [f"<h{b['level'] + 1}>{html_marked(b)}</h{b['level'] + 1}>" for b in blocks]
    return [f"<p>{html_marked(b)}</p>" for b in blocks]


def html_marked(block: Block) -> str:
    """Write a text after its typed mark."""
    return f"{block['mark']} {html_text(block['text'])}"


def html_text(text: str) -> str:
    """Escape a text and link its footnote references."""
    return REFERENCE.sub(r'<sup><a href="#fn\1">\1</a></sup>', escape(text, quote=False))


# --- TXT ------------------------------------------------------------------------------------


def build_text(report: Report) -> str:
    """Write the report as the text drawn from a PDF looks: broken lines and page furniture."""
    notes = {b["mark"]: b["text"] for b in report["blocks"] if b["kind"] == "note"}
    lines = [line for field in FRONT for line in wrapped("", report[field])]
    for block in report["blocks"]:
        if block["kind"] == "note":
            continue
        text = block["cells"][1] if block["kind"] == "row" else block["text"]
        number = block.get("number", "")
        broken = wrapped(text_prefix(block), text)
        if number in LINK_AFTER_LINE:
            link = f"https://undocs.org/{report['lang']}/{report['symbol']}"
            broken.insert(LINK_AFTER_LINE[number], link)
        lines += broken
        for mark in NOTES_AFTER.get(number, ()):
            lines += wrapped(f"{mark.translate(SUPERSCRIPT)} ", notes[mark])
    return "\n\n".join(lines) + "\n"


def text_prefix(block: Block) -> str:
    """Indent the first line of a block and write its mark."""
    if block["kind"] == "row":
        return f"{block['cells'][0]} "
    if block["kind"] == "section":
        return f"  {block['mark']} "
    level = 1 if block["kind"] == "item" else depth(block)
    return f"{'    ' * (level + 1)}{block['mark']} "


def wrapped(prefix: str, text: str) -> list[str]:
    """Break a text into lines, between any two Han characters as a page of Chinese does."""
    text = REFERENCE.sub(lambda match: match[1].translate(SUPERSCRIPT), text)
    lines, line = [], prefix
    for token in TOKEN.findall(text):
        if columns(line + token) > LINE_COLUMNS and line.strip():
            lines.append(line)
            line = ""
        line += token
    return [*lines, line]


def columns(text: str) -> int:
    """Measure a line in columns: one for a Latin character, two for any other."""
    return sum(1 if char.isascii() else 2 for char in text)


# --- the six files --------------------------------------------------------------------------


def main() -> None:
    """Rebuild the files of the sample library."""
    parser = argparse.ArgumentParser(description="Rebuild the sample report in six languages.")
    parser.add_argument("--pdf", action="store_true", help="rebuild the English PDF too")
    if parser.parse_args().pdf:
        write_pdf(load("en"))
    for lang in ("fr", "ru"):
        report = load(lang)
        target(report, "docx").write_bytes(build_docx(report, automatic=lang == "ru"))
    for lang in ("es", "ar"):
        report = load(lang)
        page = build_html(report, ordered=lang == "es")
        target(report, "html").write_bytes(page.encode("utf-8"))
    report = load("zh")
    target(report, "txt").write_bytes(build_text(report).encode("utf-8"))


if __name__ == "__main__":
    main()
