"""Files that are no reports, and text in every encoding."""

import io
import json
import zipfile

import pytest

from ingest.errors import NotAReport, UnreadableFile
from ingest.extract import extract
from ingest.parse import parse
from ingest.report import REF_CLOSE, REF_OPEN

TEXT = "1. The Working Group met in Oslo from 3 to 7 May 2027, and closed.\n"
RUSSIAN = (
    "1. Рабочая группа провела свою первую сессию в Осло с 3 по 7 мая 2027 года.\n"
    "2. Председателем была избрана представительница Норвегии, докладчиком - представитель Чили.\n"
)
SPANISH = (
    "1. El Grupo de Trabajo celebró su primera sesión en Oslo del 3 al 7 de mayo de 2027.\n"
    "2. La Sra. Núñez, de España, fue elegida Presidenta; el Sr. Muñoz, Relator, este año.\n"
)
FRENCH = (
    "1. Le Groupe de travail a tenu sa première session à Oslo du 3 au 7 mai 2027.\n"
    "2. Il a élu une présidente, Mme Lefèvre, et noté que le phare de l’île brûlait où il faut.\n"
)
ARABIC = (
    "1. عقد الفريق العامل دورته الأولى في أوسلو في الفترة من 3 إلى 7 أيار 2027.\n"
    "2. وانتخب الفريق ممثلة النرويج رئيسة له وممثل شيلي مقررا.\n"
)
CHINESE = (
    "1. 工作组于二〇二七年五月三日至七日在奥斯陆举行了第一届会议。\n"
    "2. 工作组以鼓掌方式选举挪威代表担任主席，选举智利代表担任报告员。\n"
)


def lines(data, name="report.txt"):
    return [line.text for line in extract(data, name).lines]


def zipped(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "content")
    return buffer.getvalue()


def pdf(*objects, trailer=b""):
    """A small PDF of these objects, numbered from 1; the first is the catalog."""
    out, offsets = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n" % (size, trailer, start)
    return out + b"%%EOF\n"


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s >>"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\x00\x00\x00"])
def test_an_empty_file_is_told(data):
    with pytest.raises(UnreadableFile, match=r"report\.txt: the file is empty"):
        extract(data, "report.txt")


def test_a_binary_file_is_told_and_the_remedy_named():
    with pytest.raises(UnreadableFile, match="a binary file, not a report; give a PDF, DOCX"):
        extract(bytes(range(256)) * 20, "photo.jpg")


def test_a_damaged_pdf_is_told_and_the_remedy_named():
    with pytest.raises(UnreadableFile, match="download or export it again"):
        extract(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "report.pdf")


def test_a_pdf_cut_off_in_the_middle_is_told(sample_pdf):
    for part in (0.1, 0.5, 0.9):
        cut = sample_pdf[: int(part * len(sample_pdf))]
        with pytest.raises(UnreadableFile):
            extract(cut, "report.pdf")


@pytest.fixture(scope="module")
def sample_pdf(sample_path):
    return sample_path("en").read_bytes()


def test_a_pdf_with_a_password_is_told_and_the_remedy_named():
    key = b"<41>" + b" " * 8
    lock = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
    data = pdf(CATALOG, PAGES, PAGE % b"", lock, trailer=b"/Encrypt 4 0 R /ID [%s %s]" % (key, key))
    with pytest.raises(UnreadableFile, match="save a copy without a password"):
        extract(data, "report.pdf")


def test_a_scan_is_told_and_the_remedy_named():
    with pytest.raises(UnreadableFile, match=r"no text layer.*OCR"):
        extract(pdf(CATALOG, PAGES, PAGE % b""), "scan.pdf")


def drawn(*lines):
    """A PDF page with each of these (x, y, text), in this order."""
    content = b"\n".join(b"BT /F 10 Tf %d %d Td (%s) Tj ET" % line for line in lines)
    font = b"<< /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    page = PAGE % (b"/Resources << /Font %s >> /Contents 4 0 R" % font)
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
    return extract(pdf(CATALOG, PAGES, page, stream), "report.pdf").lines


def test_a_small_pdf_of_one_line_is_read():
    (line,) = drawn((72, 720, b"1. The Group met in Oslo."))
    assert (line.text, line.page) == ("1. The Group met in Oslo.", 1)


def test_two_columns_are_read_one_after_the_other():
    left = [(72, 700 - 14 * i, b"%d. The left column says this" % i) for i in range(1, 4)]
    right = [(320, 700 - 14 * i, b"%d. The right column says this" % (i + 3)) for i in range(1, 4)]
    lines = drawn(*left, *right)
    assert [line.text[:1] for line in lines] == ["1", "2", "3", "4", "5", "6"]


def test_two_columns_written_line_by_line_are_read_one_after_the_other():
    rows = [
        line
        for i in range(8)
        for line in (
            (72, 700 - 14 * i, b"left column has its words in row %d" % i),
            (320, 700 - 14 * i, b"right column has other words in row %d" % i),
        )
    ]
    texts = [line.text for line in drawn((72, 720, b"A title over both of the columns"), *rows)]
    assert texts[0] == "A title over both of the columns"
    assert [text.split()[0] for text in texts[1:]] == ["left"] * 8 + ["right"] * 8


def test_a_table_of_symbols_and_titles_is_no_text_in_two_columns():
    rows = [
        line
        for i in range(8)
        for line in (
            (72, 700 - 14 * i, b"LHC/CONF.2031/WG.I/%d" % i),
            (320, 700 - 14 * i, b"Note by the secretariat on lamps %d" % i),
        )
    ]
    assert drawn(*rows)[0].text == "LHC/CONF.2031/WG.I/0 Note by the secretariat on lamps 0"


def test_cells_of_a_table_in_small_type_are_told_apart():
    text = [
        (72, 700 - 14 * i, b"%d. The Group considered the lamps of the north" % i) for i in range(6)
    ]
    rows = [(72, 500, b"Lamps"), (200, 500, b"12"), (300, 500, b"1 340")]
    small = drawn(*text, *((x, y, b") Tj /F 7 Tf (" + t) for x, y, t in rows))[-1]
    assert small.cells == ("Lamps", "12", "1 340")


def test_a_line_goes_on_after_a_raised_reference():
    raised = (
        b"as amended by the States) Tj /F 6 Tf 4 Ts (1) Tj /F 10 Tf 0 Ts ( which all lamps obey."
    )
    (line,) = drawn((72, 720, raised))
    assert line.text.replace(REF_OPEN, "[").replace(REF_CLOSE, "]") == (
        "as amended by the States[1] which all lamps obey."
    )


@pytest.mark.parametrize(("foot", "kept"), [("2031/9", True), ("9/12", False), ("iv", False)])
def test_a_decision_s_number_at_the_edge_of_a_page_is_no_page_number(foot, kept):
    texts = [
        line.text for line in drawn((72, 720, b"The lamps were lit."), (72, 60, foot.encode()))
    ]
    assert (foot in texts) == kept


def test_a_zip_that_is_no_docx_is_passed_over():
    with pytest.raises(NotAReport, match="a ZIP archive"):
        extract(zipped("a.txt", "b.txt"), "files.zip")


def test_a_damaged_docx_is_told_and_the_remedy_named(sample_path):
    whole = sample_path("fr").read_bytes()
    with pytest.raises(UnreadableFile, match=r"a damaged DOCX file.*save it again"):
        extract(whole[: len(whole) // 2], "report.docx")


def test_an_archive_with_word_parts_but_no_document_is_told():
    with pytest.raises(UnreadableFile, match="a damaged DOCX file"):
        extract(zipped("word/other.xml"), "report.docx")


@pytest.mark.parametrize(
    "data",
    [
        json.dumps({"id": 1, "text": "x"}).encode(),
        json.dumps([1, 2, 3], indent=1).encode(),
        b'{"id": 1}\n{"id": 2}\n',
        b'\xef\xbb\xbf{"id": 1}',
    ],
)
def test_data_is_passed_over(data):
    with pytest.raises(NotAReport, match="JSON"):
        extract(data, "questions.jsonl")


def test_a_report_that_begins_with_a_bracket_is_a_report():
    assert lines(b"[Original: English]\n1. The Group met.\n")[0] == "[Original: English]"


def test_what_is_passed_over_is_unreadable_too():
    assert issubclass(NotAReport, UnreadableFile)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TEXT, "utf-8"),
        (TEXT, "utf-8-sig"),
        (TEXT, "utf-16"),
        (CHINESE, "utf-8"),
        (CHINESE, "utf-16"),
        (CHINESE, "gb18030"),
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (SPANISH, "windows-1252"),
        (FRENCH, "windows-1252"),
        (ARABIC, "windows-1256"),
    ],
)
def test_text_is_read_in_its_encoding(text, encoding):
    assert lines(text.encode(encoding)) == text.splitlines()


def test_a_format_is_told_by_content_and_not_by_the_name(sample_path):
    named = extract(sample_path("en").read_bytes(), "report.txt")
    assert len(named.lines) > 100
    assert lines(b"<!DOCTYPE html><html><body><p>1. Met.</p></body></html>", "a.pdf") == ["1. Met."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f"])
def test_every_kind_of_line_end_is_one(end):
    assert lines(f"one{end}two".encode()) == ["one", "two"]


def test_blank_lines_part_blocks_only_where_not_every_line_has_one():
    wide = extract(b"a\n\nb\n\nc\n\nd\n", "x.txt").lines
    assert not any(line.after_gap for line in wide)
    blocks = extract(b"a\nb\n\nc\nd\n\ne\nf\n", "x.txt").lines
    assert [line.text for line in blocks if line.after_gap] == ["c", "e"]


def test_a_link_inside_a_sentence_stays_in_it():
    found = extract(b"1. See https://example.org/a for more.\nhttps://example.org/b\n", "x.txt")
    assert [line.text for line in found.lines] == ["1. See https://example.org/a for more."]
    assert [link.url for link in found.links] == ["https://example.org/b"]


def test_running_headers_and_page_numbers_are_removed_and_counted(sample_path):
    found = extract(sample_path("en").read_bytes(), "report.pdf")
    reasons = {r.reason for r in found.removed}
    assert {"page number", "running header or footer"} <= reasons
    assert [r.text for r in found.removed if r.reason == "page number"] == ["2", "3", "4", "5"]


def html(body):
    return f"<!DOCTYPE html><html><head><title>T</title></head><body>{body}</body></html>".encode()


def test_scripts_styles_and_comments_of_a_page_are_never_text():
    body = "<script>var x</script><style>p{}</style><!-- note --><p>1. Met.</p>"
    assert lines(html(body)) == ["1. Met."]


@pytest.mark.parametrize(
    "data",
    [
        b"<p>1. Met.</p>",
        b"<center><b>1. Met.</b></center>",
        b"1. Met.</p><div></div><p></p>",
    ],
)
def test_a_page_without_a_beginning_is_a_page(data):
    assert lines(data) == ["1. Met."]


def test_a_text_that_mentions_a_tag_is_a_text():
    assert lines(b"1. Use <p> and </p>.") == ["1. Use <p> and </p>."]


def test_an_ordered_list_of_a_page_has_the_numbers_that_a_browser_shows():
    body = "<ol start='3'><li>Opening.</li><li>Closing.</li></ol><ul><li>Other.</li></ul>"
    assert lines(html(body)) == ["3. Opening.", "4. Closing.", "Other."]


def test_a_list_s_number_stands_before_a_paragraph_inside_its_item():
    assert lines(html("<ol><li><p>Opening.</p></li><li><p>Closing.</p></li></ol>")) == [
        "1. Opening.",
        "2. Closing.",
    ]


def test_a_list_item_can_set_its_number():
    body = "<ol><li>Opening.</li><li value='4'>Closing.</li></ol>"
    assert lines(html(body)) == ["1. Opening.", "4. Closing."]


@pytest.mark.parametrize("wrapper", ["center", "font", "span", "details", "custom-element"])
def test_blocks_inside_any_wrapper_are_blocks(wrapper):
    body = f"<{wrapper}><p>1. Met.</p><p>2. Closed.</p></{wrapper}>"
    assert lines(html(body)) == ["1. Met.", "2. Closed."]


def test_two_paragraphs_of_a_cell_are_joined_by_a_space():
    page = html("<table><tr><td><p>Norway</p><p>Chile</p></td><td>2</td></tr></table>")
    assert extract(page, "x").lines[0].cells == ("Norway Chile", "2")


def test_a_table_row_of_a_page_has_cells():
    (line,) = extract(html("<table><tr><td>WG/1</td><td>Agenda</td></tr></table>"), "x").lines
    assert line.cells == ("WG/1", "Agenda")


def test_entities_of_a_page_are_characters():
    assert lines(html("<p>1. C&ocirc;te d&#8217;Ivoire &amp; Peru</p>")) == [
        "1. Côte d’Ivoire & Peru"
    ]


def test_outside_links_of_a_page_are_kept():
    found = extract(html("<p><a href='https://example.org/a'>a</a><a href='#b'>b</a></p>"), "x")
    assert [link.url for link in found.links] == ["https://example.org/a"]


@pytest.mark.parametrize(
    ("attribute", "marks"),
    [
        ("type='a'", ["(a)", "(b)"]),
        ("type='i'", ["(i)", "(ii)"]),
        ("type='A'", ["A.", "B."]),
        ("type='I'", ["I.", "II."]),
        ("type='1'", ["1.", "2."]),
        ("style='list-style-type: lower-alpha'", ["(a)", "(b)"]),
        ("style='list-style: upper-roman inside'", ["I.", "II."]),
        ("type='i' start='1000000000'", ["1000000000.", "1000000001."]),
    ],
)
def test_a_list_of_a_page_counts_in_its_own_letters(attribute, marks):
    body = f"<ol {attribute}><li>Opening.</li><li>Closing.</li></ol>"
    assert lines(html(body)) == [f"{marks[0]} Opening.", f"{marks[1]} Closing."]


def test_a_list_without_marks_gets_none():
    body = "<ol style='list-style: none'><li>4. Opening.</li></ol>"
    assert lines(html(body)) == ["4. Opening."]


def test_a_text_that_was_put_into_a_page_as_it_was_has_lines():
    found = extract(html("<pre>1. The Group\nmet.\n\n2. It <b>closed</b>.<br>3. So.</pre>"), "x")
    assert [line.text.strip() for line in found.lines] == [
        *("1. The Group", "met.", "2. It closed.", "3. So."),
    ]
    assert [line.after_gap for line in found.lines] == [False, False, True, False]


PAGED = """\
Report of the Working Group on Lighthouses

Contents
I. Introduction ....... 3
II. Lamps and all
that belongs to them . . . . . . . 5
III. Money ....... 15

I. Introduction

1. The Working Group met in Oslo at the invitation of the Government.

2. It decided to light the lamps of all the
lighthouses of the

31-00042                                  2/3
\f
LHC/CONF.2031/3

north, and to keep them lit.

3. It spent 40 dollars.

                                          3/3
\f
LHC/CONF.2031/3

4. It closed.
"""


def test_what_stands_at_the_edges_of_pages_of_a_text_is_removed_and_told():
    found = extract(PAGED.encode(), "report.txt")
    assert [(r.text, r.page) for r in found.removed if r.reason != "table of contents"] == [
        ("31-00042 2/3", 1),
        ("LHC/CONF.2031/3", 2),
        ("3/3", 2),
        ("LHC/CONF.2031/3", 3),
    ]


def test_the_table_of_contents_of_a_text_is_removed_and_told():
    found = extract(PAGED.replace("\f", "").encode(), "report.txt")
    assert [r.text.partition(" .")[0] for r in found.removed] == [
        *("Contents", "I. Introduction", "II. Lamps and all", "that belongs to them", "III. Money"),
    ]
    assert {r.reason for r in found.removed} == {"table of contents"}


def test_a_sentence_of_a_text_goes_on_overleaf(parsed):
    found = parsed(PAGED)
    assert found.slice(found.paragraph("2")) == (
        "It decided to light the lamps of all the lighthouses of the north, and to keep them lit."
    )
    assert found.paragraph("4").heading == ("I. Introduction",)
    assert found.symbol == "LHC/CONF.2031/3"


def test_a_footnote_of_a_text_ends_with_its_page():
    text = "1. The Group met in the State¹ of the\n¹ Norway.\n\fnorth, as it had been asked.\n"
    assert [line.note for line in extract(text.encode(), "x.txt").lines] == ["", "1", ""]


def test_markdown_s_headings_and_footnotes_are_what_they_say():
    text = (
        "# Report on Lamps\n\n## I. Introduction\n\n1. It met in Oslo.[^1]\n\n"
        "## II. Organization\n\n### A. Agenda\n\n2. It adopted its agenda.\n\n"
        "[^1]: The record is in the archive.\n\n3. It ended.\n"
    )
    report = parse(extract(text.encode(), "r.md"), "r.md", "0", "r.md")
    assert report.title == "Report on Lamps"
    assert [(p.number, p.heading[-1:]) for p in report.paragraphs] == [
        ("1", ("I. Introduction",)),
        ("2", ("A. Agenda",)),
        ("3", ("A. Agenda",)),
        ("note1", ()),
    ]
    assert "^" not in report.text
