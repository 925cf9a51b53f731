"""DOCX: numbers that Word computes, headings, tables, revisions."""

import io

import docx
import lxml.etree as etree
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn

from ingest.errors import UnreadableFile
from ingest.extract import extract
from ingest.parse import parse
from ingest.report import REF_CLOSE, REF_OPEN

LETTERS = ("lowerLetter", "(%2)")


def element(tag, **values):
    made = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def properties(*inside):
    made = element("rPr")
    made.extend(inside)
    return made


class Word:
    """A document whose lists are defined by (format, template) of each level."""

    def __init__(self):
        self.document = docx.Document()
        self._numbering = self.document.part.numbering_part.element
        self._made = 500

    def list(self, *levels, start=1):
        self._made += 1
        abstract = element("abstractNum", abstractNumId=self._made)
        for i, (form, template) in enumerate(levels):
            level = element("lvl", ilvl=i)
            level.append(element("start", val=start))
            level.append(element("numFmt", val=form))
            level.append(element("lvlText", val=template))
            abstract.append(level)
        self._numbering.insert(0, abstract)
        return self._number(self._made)

    def abstract(self, list_id):
        """The element that defines a list."""
        return next(a for a in self._numbering if a.get(qn("w:abstractNumId")) == str(list_id))

    def again(self, list_id, level=0):
        """A list in the form of another one that counts from 1 at its first paragraph."""
        self._made += 1
        override = element("lvlOverride", ilvl=level)
        override.append(element("startOverride", val=1))
        return self._number(list_id, override)

    def _number(self, abstract, *overrides):
        number = element("num", numId=self._made)
        number.append(element("abstractNumId", val=abstract))
        number.extend(overrides)
        self._numbering.append(number)
        return self._made

    def paragraph(self, text, list_id=None, level=0, style=None):
        made = self.document.add_paragraph(text, style=style)
        if list_id is not None:
            properties = made._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = level
            properties.get_or_add_numId().val = list_id
        return made

    def extracted(self):
        buffer = io.BytesIO()
        self.document.save(buffer)
        return extract(buffer.getvalue(), "report.docx")

    def lines(self):
        return self.extracted().lines

    def texts(self):
        return [line.text for line in self.lines()]


@pytest.fixture
def word():
    return Word()


def test_an_automatic_list_gets_the_numbers_that_word_shows(word):
    numbers = word.list(("decimal", "%1."))
    for text in ("Met.", "Agreed.", "Closed."):
        word.paragraph(text, numbers)
    assert word.texts() == ["1. Met.", "2. Agreed.", "3. Closed."]


def test_text_in_between_does_not_end_an_automatic_list(word):
    numbers = word.list(("decimal", "%1."))
    word.paragraph("Met.", numbers)
    word.paragraph("Plain.")
    word.paragraph("Closed.", numbers)
    assert word.texts() == ["1. Met.", "Plain.", "2. Closed."]


@pytest.mark.parametrize(
    ("form", "template", "marks"),
    [
        ("lowerLetter", "(%1)", ["(a)", "(b)", "(c)"]),
        ("lowerRoman", "%1)", ["i)", "ii)", "iii)"]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("upperLetter", "%1.", ["A.", "B.", "C."]),
        ("russianLower", "%1)", ["а)", "б)", "в)"]),
        ("arabicAbjad", "(%1)", ["(أ)", "(ب)", "(ج)"]),
        ("arabicAlpha", "(%1)", ["(أ)", "(ب)", "(ت)"]),
        ("chineseCounting", "（%1）", ["（一）", "（二）", "（三）"]),
        ("japaneseCounting", "%1、", ["一、", "二、", "三、"]),
        ("decimalEnclosedCircle", "%1", ["①", "②", "③"]),
        ("decimalEnclosedParen", "%1", ["(1)", "(2)", "(3)"]),
        ("hindiNumbers", "%1 -", ["١ -", "٢ -", "٣ -"]),
        ("decimalZero", "%1.", ["1.", "2.", "3."]),
        ("a form of the future", "%1.", ["1.", "2.", "3."]),
    ],
)
def test_an_automatic_list_counts_in_its_own_letters(word, form, template, marks):
    numbers = word.list((form, template))
    for _ in marks:
        word.paragraph("Text.", numbers)
    assert word.texts() == [f"{mark} Text." for mark in marks]


@pytest.mark.parametrize("form", ["russianLower", "arabicAbjad", "arabicAlpha", "chineseCounting"])
def test_sub_paragraphs_are_counted_whatever_their_letters(word, form):
    numbers = word.list(("decimal", "%1."), (form, "(%2)"))
    for level in (0, 1, 1, 1, 1, 1):
        word.paragraph("The Group met.", numbers, level)
    subs = ["i", "ii", "iii", "iv", "v"] if form == "chineseCounting" else "abcde"
    found = [p.number for p in parse(word.extracted(), "r.docx", "0").paragraphs]
    assert found == ["1", *(f"1({sub})" for sub in subs)]


def test_a_deeper_level_starts_again_under_each_number(word):
    numbers = word.list(("decimal", "%1."), ("lowerLetter", "(%2)"))
    for level in (0, 1, 1, 0, 1):
        word.paragraph("Text.", numbers, level)
    assert [text.split()[0] for text in word.texts()] == ["1.", "(a)", "(b)", "2.", "(a)"]


def test_a_level_can_show_the_numbers_above_it(word):
    numbers = word.list(("decimal", "%1."), ("decimal", "%1.%2"))
    for level in (0, 1, 0, 1, 1):
        word.paragraph("Text.", numbers, level)
    assert [text.split()[0] for text in word.texts()] == ["1.", "1.1", "2.", "2.1", "2.2"]


def test_a_list_can_start_at_another_number(word):
    numbers = word.list(("decimal", "%1."), start=41)
    word.paragraph("Met.", numbers)
    word.paragraph("Closed.", numbers)
    assert word.texts() == ["41. Met.", "42. Closed."]


def test_two_lists_count_apart(word):
    first, second = word.list(("decimal", "%1.")), word.list(("decimal", "%1."))
    for numbers in (first, second, first):
        word.paragraph("Text.", numbers)
    assert [text.split()[0] for text in word.texts()] == ["1.", "1.", "2."]


def test_a_list_that_starts_again_counts_from_one_and_then_goes_on(word):
    first = word.list(("decimal", "%1."))
    again = word.again(first)
    for numbers in (first, first, again, again):
        word.paragraph("Text.", numbers)
    assert [text.split()[0] for text in word.texts()] == ["1.", "2.", "1.", "2."]


def test_sub_paragraphs_that_start_again_count_from_a(word):
    numbers, letters = word.list(("decimal", "%1.")), word.list(("decimal", "%1."), LETTERS)
    again = word.again(letters, level=1)
    for list_id, level in ((numbers, 0), (letters, 1), (letters, 1), (numbers, 0), (again, 1)):
        word.paragraph("Text.", list_id, level)
    assert [text.split()[0] for text in word.texts()] == ["1.", "(a)", "(b)", "2.", "(a)"]


def test_bullets_give_no_mark(word):
    bullets = word.list(("bullet", "•"))
    word.paragraph("Met.", bullets)
    assert word.texts() == ["Met."]


def test_a_list_set_by_a_style_counts_too(word):
    word.paragraph("Met.", style="List Number")
    word.paragraph("Closed.", style="List Number")
    assert word.texts() == ["1. Met.", "2. Closed."]


def test_a_paragraph_can_leave_the_list_of_its_style(word):
    word.paragraph("Met.", style="List Number")
    word.paragraph("Plain.", 0, style="List Number")
    assert word.texts() == ["1. Met.", "Plain."]


def test_a_heading_s_style_gives_its_level_and_the_title_s_style_the_title(word):
    word.document.add_heading("Report", level=0)
    word.document.add_heading("I. Introduction", level=1)
    word.document.add_heading("A. Officers", level=2)
    assert [(line.heading, line.title) for line in word.lines()] == [
        *((0, True), (1, False), (2, False)),
    ]


def test_a_table_s_row_has_cells_and_a_merged_cell_counts_once(word):
    table = word.document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("WG/1", "Agenda", "3"), strict=True):
        cell.text = text
    table.rows[1].cells[0].merge(table.rows[1].cells[1]).text = "WG/2"
    table.rows[1].cells[2].text = "4"
    assert [line.cells for line in word.lines()] == [("WG/1", "Agenda", "3"), ("WG/2", "4")]


def test_a_deleted_revision_is_no_text(word):
    paragraph = word.paragraph("1. The Group met ")
    deleted = element("del", id=1, author="x")
    run = element("r")
    text = element("delText")
    text.text = "in Lima "
    run.append(text)
    deleted.append(run)
    paragraph._p.append(deleted)
    paragraph.add_run("in Oslo.")
    assert word.texts() == ["1. The Group met in Oslo."]


def test_text_that_was_moved_away_is_no_text_there(word):
    paragraph = word.paragraph("1. The Group met")
    moved, run, text = element("moveFrom", id=1, author="x"), element("r"), element("t")
    text.text = " in Lima"
    run.append(text)
    moved.append(run)
    paragraph._p.append(moved)
    assert word.texts() == ["1. The Group met"]


def test_a_paragraph_in_a_content_control_is_read(word):
    control, content = element("sdt"), element("sdtContent")
    content.append(word.paragraph("1. The Group met.")._p)
    control.append(content)
    word.document.element.body.insert(0, control)
    assert word.texts() == ["1. The Group met."]


def wrapped(tag, inner):
    wrapper = element(tag)
    content = wrapper if tag == "customXml" else element("sdtContent")
    if tag == "sdt":
        wrapper.append(content)
    inner.getparent().replace(inner, wrapper)
    content.append(inner)


@pytest.mark.parametrize("tag", ["sdt", "customXml"])
def test_nothing_in_a_content_control_or_custom_xml_is_lost(word, tag):
    wrapped(tag, word.paragraph("1. The Group met.")._p)
    table = word.document.add_table(rows=2, cols=2)
    for i, row in enumerate(table.rows):
        row.cells[0].text, row.cells[1].text = f"Lamp {i}", str(i)
    wrapped(tag, table.rows[0].cells[1]._tc)
    wrapped(tag, table.rows[1]._tr)
    found = word.lines()
    assert [line.text for line in found] == ["1. The Group met.", "", ""]
    assert [line.cells for line in found[1:]] == [("Lamp 0", "0"), ("Lamp 1", "1")]


def test_what_stands_on_other_pages_edges_and_in_the_contents_is_told(word):
    section = word.document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "LHC/CONF.2031/WG.I/3"
    section.header.paragraphs[0].text = "On lighthouses"
    section.footer.paragraphs[0].text = "31-00042"
    word.document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    word.paragraph("I. Opening\t3", style="toc 1")
    word.paragraph("1. The Group met.")
    removed = {(r.text, r.reason) for r in word.extracted().removed}
    assert removed == {
        ("I. Opening\t3", "table of contents"),
        ("On lighthouses", "running header or footer"),
        ("31-00042", "running header or footer"),
    }


def test_a_cell_that_goes_on_below_is_read_in_each_of_its_rows(word):
    table = word.document.add_table(rows=2, cols=2)
    table.rows[0].cells[0].merge(table.rows[1].cells[0]).text = "Norway"
    for row, text in zip(table.rows, ("5", "6"), strict=True):
        row.cells[1].text = text
    assert [line.cells for line in word.lines()] == [("Norway", "5"), ("Norway", "6")]


def test_a_column_that_is_empty_in_the_whole_table_is_none(word):
    table = word.document.add_table(rows=2, cols=4)
    for row, texts in zip(
        table.rows, (("", "", "2030", "2031"), ("Norway", "", "", "6")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    assert [line.cells for line in word.lines()] == [("", "2030", "2031"), ("Norway", "", "6")]


def test_an_odd_table_and_an_odd_list_are_read_all_the_same(word):
    numbers = word.list(("decimal", "%1."), start="abc")
    word.paragraph("The Group met.", numbers)
    table = word.document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Norway", "5"
    table.rows[0].cells[0]._tc.get_or_add_tcPr().append(element("vMerge"))
    assert [line.text or line.cells for line in word.lines()] == [
        *("1. The Group met.", ("Norway", "5")),
    ]


def test_a_document_that_is_damaged_inside_is_told(word):
    word.paragraph("The Group met.", 5)._p.pPr.numPr.numId.set(qn("w:val"), "abc")
    with pytest.raises(UnreadableFile, match="a damaged DOCX file"):
        word.extracted()


def test_two_cells_of_one_text_are_two_cells(word):
    table = word.document.add_table(rows=1, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Votes", "5", "5"), strict=True):
        cell.text = text
    assert [line.cells for line in word.lines()] == [("Votes", "5", "5")]


def test_a_line_break_parts_lines_and_a_bold_paragraph_is_bold(word):
    word.paragraph("").add_run("First\nSecond").bold = True
    assert [(line.text, line.bold, line.whole) for line in word.lines()] == [
        *(("First", True, True), ("Second", True, True)),
    ]


def test_the_letterhead_of_the_first_page_comes_first(word):
    section = word.document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    section.first_page_header.paragraphs[0].text = "LHC/CONF.2031/WG.I/3"
    section.header.paragraphs[0].text = "a running header"
    word.paragraph("1. The Group met.")
    assert word.texts() == ["LHC/CONF.2031/WG.I/3", "1. The Group met."]


def test_the_table_of_contents_is_no_text_and_is_told(word):
    word.paragraph("Contents")
    table = word.document.add_table(rows=2, cols=2)
    for row, (title, page) in zip(
        table.rows, (("I. Opening", "3"), ("II. Rest", "5")), strict=True
    ):
        row.cells[0].text, row.cells[1].text = title, page
    word.paragraph("1. The Group met.")
    extracted = word.extracted()
    assert [line.text for line in extracted.lines] == ["1. The Group met."]
    assert [r.text for r in extracted.removed] == ["Contents", "I. Opening 3", "II. Rest 5"]
    assert {r.reason for r in extracted.removed} == {"table of contents"}


def test_a_table_inside_a_cell_is_read_in_its_place(word):
    cell = word.document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = "Votes:"
    inner = cell.add_table(rows=1, cols=2)
    inner.rows[0].cells[0].text, inner.rows[0].cells[1].text = "for", "5"
    assert [line.cells for line in word.lines()] == [("Votes: for 5 ",)]


def test_a_text_box_is_read_once_and_apart_from_the_paragraph_that_it_hangs_on(word):
    paragraph = word.paragraph("1. The Group met.")
    box = (
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:AlternateContent><mc:Choice Requires='wps'>{0}</mc:Choice>"
        "<mc:Fallback>{0}</mc:Fallback></mc:AlternateContent></w:r>"
    ).format("<w:txbxContent><w:p><w:r><w:t>Box 1</w:t></w:r></w:p></w:txbxContent>")
    paragraph._p.append(etree.fromstring(box))
    assert word.texts() == ["1. The Group met.", "Box 1"]


def with_notes(word, **notes):
    """The document's bytes with a part of footnotes or endnotes: `footnotes={"7": "See WG/1."}`."""
    word_ns = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    for kind, texts in notes.items():
        inside = "".join(
            f'<w:{kind[:-1]} w:id="{i}"><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:{kind[:-1]}>'
            for i, t in texts.items()
        )
        blob = f'<w:{kind} xmlns:w="{word_ns}">{inside}</w:{kind}>'.encode()
        content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        part = Part(PackURI(f"/word/{kind}.xml"), content, blob, word.document.part.package)
        base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        word.document.part.relate_to(part, f"{base}/{kind}")


def refer(paragraph, kind, note_id, **values):
    run = element("r")
    run.append(element(f"{kind}Reference", id=note_id, **values))
    paragraph._p.append(run)


def test_notes_have_the_numbers_that_word_shows_in_the_order_of_their_references(word):
    first, second = word.paragraph("1. The Group met."), word.paragraph("2. It ended.")
    refer(first, "footnote", 9)
    refer(second, "endnote", 2)
    refer(second, "footnote", 4)
    with_notes(word, footnotes={4: "Late.", 9: "In Oslo.", 5: "Unused."}, endnotes={2: "At last."})
    lines = word.lines()
    assert [(line.note, line.text) for line in lines if line.note] == [
        *(("2", "Late."), ("1", "In Oslo."), ("3", "At last.")),
    ]
    assert lines[0].text == f"1. The Group met.{REF_OPEN}1{REF_CLOSE}"
    assert lines[1].text.endswith(f"{REF_OPEN}3{REF_CLOSE}{REF_OPEN}2{REF_CLOSE}")


def test_a_note_with_a_mark_of_its_own_is_not_counted_among_the_others(word):
    title, first = word.paragraph("Report of the Board"), word.paragraph("1. The Board met.")
    refer(title, "footnote", 2, customMarkFollows=1)
    refer(first, "footnote", 3, customMarkFollows=0)
    refer(first, "endnote", 5)
    with_notes(word, footnotes={2: "Reissued.", 3: "In Oslo."}, endnotes={5: "At last."})
    assert [(line.note, line.text) for line in word.lines() if line.note] == [
        *(("3", "Reissued."), ("1", "In Oslo."), ("2", "At last.")),
    ]


def test_a_list_that_only_names_a_style_has_the_levels_of_the_style(word):
    numbers = word.list(("decimal", "%1."), LETTERS)
    word.abstract(numbers).insert(0, element("styleLink", val="Board"))
    linked = word.list()
    word.abstract(linked).append(element("numStyleLink", val="Board"))
    for level in (0, 1, 0):
        word.paragraph("Text.", linked, level)
    assert word.texts() == ["1. Text.", "(a) Text.", "2. Text."]


def test_a_list_that_names_a_style_which_is_not_there_gives_no_mark(word):
    linked = word.list()
    word.abstract(linked).append(element("numStyleLink", val="Board"))
    word.paragraph("Met.", linked)
    assert word.texts() == ["Met."]


@pytest.mark.parametrize(("end", "marks"), [("del", "12"), ("moveFrom", "12"), ("ins", "13")])
def test_a_numbered_paragraph_that_is_gone_is_not_counted(word, end, marks):
    numbers = word.list(("decimal", "%1."))
    word.paragraph("Met.", numbers)
    word.paragraph("", numbers)._p.pPr.append(properties(element(end, id=1, author="x")))
    word.paragraph("Closed.", numbers)
    assert word.texts() == [f"{marks[0]}. Met.", f"{marks[1]}. Closed."]


def test_a_numbered_paragraph_in_a_table_has_its_number_and_is_counted_once(word):
    numbers = word.list(("decimal", "%1."))
    word.paragraph("Met.", numbers)
    table = word.document.add_table(rows=2, cols=2)
    boxed = table.rows[0].cells[0].merge(table.rows[1].cells[0])
    boxed.paragraphs[0]._p.append(word.paragraph("", numbers)._p.pPr)
    boxed.paragraphs[0].add_run("Lamps.")
    table.rows[0].cells[1].text, table.rows[1].cells[1].text = "5", "6"
    word.paragraph("Closed.", numbers)
    assert [line.text or line.cells for line in word.lines()] == [
        *("1. Met.", ("2. Lamps.", "5"), ("2. Lamps.", "6"), "3. Closed."),
    ]


def test_hidden_text_is_no_text_and_is_told(word):
    paragraph = word.paragraph("1. The Board met.")
    paragraph.add_run("<<JOB>>31-00042").font.hidden = True
    paragraph.add_run(" It rose.").font.hidden = False
    cell = word.document.add_table(rows=1, cols=2).rows[0].cells[0]
    cell.text = "Norway"
    cell.paragraphs[0].add_run("(draft)").font.hidden = True
    word.document.sections[0].header.paragraphs[0].add_run("job 7").font.hidden = True
    found = word.extracted()
    assert [line.text or line.cells for line in found.lines] == [
        *("1. The Board met. It rose.", ("Norway",)),
    ]
    assert [(r.text, r.reason) for r in found.removed] == [
        (text, "hidden text") for text in ("<<JOB>>31-00042", "(draft)", "job 7")
    ]


def test_text_in_a_hidden_style_is_hidden(word):
    for kind in (WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER):
        word.document.styles.add_style(f"Unseen {kind}", kind).font.hidden = True
    word.paragraph("Bottom of form", style=f"Unseen {WD_STYLE_TYPE.PARAGRAPH}")
    word.paragraph("1. Met.").add_run("job 7", style=f"Unseen {WD_STYLE_TYPE.CHARACTER}")
    assert word.texts() == ["1. Met."]


@pytest.mark.parametrize(("marks", "last"), [(["vanish"], "2."), (["vanish", "specVanish"], "3.")])
def test_a_numbered_paragraph_that_is_hidden_is_not_counted(word, marks, last):
    numbers = word.list(("decimal", "%1."))
    word.paragraph("Met.", numbers)
    hidden = word.paragraph("", numbers)
    hidden.add_run("Draft.").font.hidden = True
    hidden._p.pPr.append(properties(*map(element, marks)))
    word.paragraph("Closed.", numbers)
    assert [text.split()[0] for text in word.texts()] == ["1.", last]


@pytest.mark.parametrize(
    ("equation", "text"),
    [
        ("<m:r><m:t>x=5</m:t></m:r>", "x=5"),
        (
            "<m:f><m:fPr/><m:num><m:r><m:t>1</m:t></m:r></m:num>"
            "<m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>",
            "1/2",
        ),
        (
            "<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num>"
            "<m:den><m:r><m:t>0.5</m:t></m:r></m:den></m:f>",
            "(a+b)/(0.5)",
        ),
        (
            "<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e>"
            "<m:sup><m:r><m:t>6</m:t></m:r></m:sup></m:sSup>",
            "10^6",
        ),
        (
            "<m:r><m:t>2</m:t></m:r><m:d><m:e><m:r><m:t>a+b</m:t></m:r></m:e></m:d>",
            "2(a+b)",
        ),
        ("<m:r><m:t>5</m:t></m:r><w:del><m:r><m:t>6</m:t></m:r></w:del>", "5"),
        ("<m:rad><m:deg/><m:e><m:r><m:t>2</m:t></m:r></m:e></m:rad>", "√2"),
    ],
)
def test_an_equation_is_read_in_its_place(word, equation, text):
    paragraph = word.paragraph("1. The limit is ")
    names = f'xmlns:m="{nsmap["m"]}" xmlns:w="{nsmap["w"]}"'
    paragraph._p.append(etree.fromstring(f"<m:oMath {names}>{equation}</m:oMath>"))
    paragraph.add_run(" at most.")
    assert word.texts() == [f"1. The limit is {text} at most."]
