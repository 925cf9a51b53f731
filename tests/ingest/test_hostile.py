"""Files that would hang, flood or mislead a reader: each ends as a report or with one clear line.

The fuzz test damages our own samples; `make bench-ingest` does the same to real reports.
"""

import ctypes
import io
import shutil
import subprocess
import zipfile

import pypdfium2
import pytest

from eval.fuzz import damaged
from ingest.errors import UnreadableFile
from ingest.extract import extract
from ingest.parse import parse
from ingest.report import Report

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(data, name="report"):
    return parse(extract(data, name), name, "0" * 64)


def docx_with(sample_path, part, content):
    """The French sample with one part of the package replaced."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(sample_path("fr")) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            new.writestr(item.filename, content if item.filename == part else old.read(item))
    return buffer.getvalue()


def drawn_pdf(*pages):
    """A PDF of our own: a tuple of lines for each page."""
    document = pypdfium2.PdfDocument.new()
    font = pypdfium2.raw.FPDFText_LoadStandardFont(document.raw, b"Helvetica")
    for lines in pages:
        page = document.new_page(595, 842)
        for n, text in enumerate(lines):
            piece = pypdfium2.raw.FPDFPageObj_CreateTextObj(document.raw, font, 10.0)
            said = (text + "\0").encode("utf-16-le")
            wide = (ctypes.c_ushort * (len(said) // 2)).from_buffer_copy(said)
            pypdfium2.raw.FPDFText_SetText(piece, wide)
            pypdfium2.raw.FPDFPageObj_Transform(piece, 1, 0, 0, 1, 72, 780 - 14 * n)
            pypdfium2.raw.FPDFPage_InsertObject(page.raw, piece)
        page.gen_content()
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "remedy"),
    [
        (PNG, "a picture; run text recognition"),
        (b"\xff\xd8\xff\xe0" + bytes(200), "a picture; run text recognition"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as DOCX, without a password"),
        (b"{\\rtf1\\ansi 1. The Group met.}", "an RTF file; save it as DOCX"),
    ],
)
def test_a_format_that_is_not_read_says_how_to_make_one_that_is(data, remedy):
    with pytest.raises(UnreadableFile, match=remedy):
        read(data, "report.pdf")


def test_an_opendocument_text_says_so():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(UnreadableFile, match="an OpenDocument text; save it as DOCX"):
        read(buffer.getvalue())


def test_a_pdf_without_pages_is_told():
    document = pypdfium2.PdfDocument.new()
    buffer = io.BytesIO()
    document.save(buffer)
    with pytest.raises(UnreadableFile, match="it has no pages"):
        read(buffer.getvalue())


def test_a_docx_that_unpacks_to_gigabytes_is_refused_unopened(sample_path):
    bomb = docx_with(sample_path, "word/document.xml", b" " * (400 * 2**20))
    assert len(bomb) < 2**20
    with pytest.raises(UnreadableFile, match="unpacks to 4"):
        read(bomb)


def test_entities_are_not_unfolded(sample_path):
    levels = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' if n else '<!ENTITY e0 "lamp">' for n in range(9)
    )
    body = "<w:body><w:p><w:r><w:t>1. &e8; met.</w:t></w:r></w:p></w:body>"
    xml = f'<!DOCTYPE d [{levels}]><w:document xmlns:w="{WORD}">{body}</w:document>'
    try:
        report = read(docx_with(sample_path, "word/document.xml", xml.encode()))
    except UnreadableFile:
        return
    assert len(report.text) < 10_000


def test_a_file_outside_is_not_read_through_an_entity(sample_path, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    body = "<w:body><w:p><w:r><w:t>1. The Group met. &x;</w:t></w:r></w:p></w:body>"
    xml = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    xml += f'<w:document xmlns:w="{WORD}">{body}</w:document>'
    try:
        report = read(docx_with(sample_path, "word/document.xml", xml.encode()))
    except UnreadableFile:
        return
    assert "secret" not in report.text


def test_scripts_are_no_text():
    page = "<script>alert('1. The Group')</script><p>1. The Group met.</p><style>p {}</style>"
    assert read(page.encode()).text == "1. The Group met."


def test_a_fragment_of_markup_is_markup():
    report = read("<h2>I. Introduction</h2>\n<p>1. The Group met.</p>".encode("utf-16"))
    assert [s.title for s in report.sections] == ["I. Introduction"]


def test_elements_nested_ten_thousand_deep_are_survived():
    deep = b"<html><body>" + b"<div>" * 10_000 + b"1. The Group met." + b"</div>" * 10_000
    try:
        text = read(deep).text
    except UnreadableFile:
        return
    assert "The Group met" in text


def test_a_page_of_a_hundred_thousand_letters_is_read():
    lines = ["1. The Group met.", *["lamp " * 2_000 for _ in range(10)]]
    assert len(read(drawn_pdf(lines)).text) > 99_000


def test_a_document_of_many_pages_is_read_whole():
    names = ("Oslo", "Lima", "Riga", "Rome")
    pages = [
        (f"{n}. The Group met in {names[n % 4]}.", "It was cold.", "It was dark.", "It ended.")
        for n in range(1, 201)
    ]
    report = read(drawn_pdf(*[(*page, f"- {n} -") for n, page in enumerate(pages, 1)]))
    assert [p.number for p in report.paragraphs] == [str(n) for n in range(1, 201)]
    assert [p.page for p in report.paragraphs] == list(range(1, 201))


def test_a_page_without_text_is_told():
    data = drawn_pdf(("1. The Group met.",), (), ("2. It ended.",))
    removed = extract(data, "report.pdf").removed
    assert [(r.page, r.reason) for r in removed] == [
        (2, "a page without text: empty, a picture or a scan")
    ]


@pytest.mark.parametrize("lang", ["en", "fr", "ar", "zh"])
def test_a_damaged_file_gives_a_report_or_one_clear_line(sample_path, lang):
    data = sample_path(lang).read_bytes()
    ends = [end_of(copy) for copy in damaged(data, seed=11, count=12)]
    assert all(isinstance(end, Report) or end.count("\n") == 0 for end in ends)


def end_of(data):
    """A report, or the line that says why there is none; whatever else is raised fails the test."""
    try:
        return read(data)
    except UnreadableFile as e:
        return str(e)


@pytest.mark.skipif(
    not shutil.which("tesseract"), reason="needs tesseract: apt install tesseract-ocr"
)
def test_a_scan_is_read_with_ocr():
    from PIL import Image, ImageDraw, ImageFont

    languages = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True)
    if "eng" not in languages.stdout:
        pytest.skip("needs tesseract's English")
    image = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(40)
    draw.text((150, 200), "1. The Group met in Oslo from 3 to 7 May.", font=font)
    draw.text((150, 400), "2. It elected a Chair.", font=font)
    buffer = io.BytesIO()
    image.save(buffer, "PDF", resolution=200)
    with pytest.raises(UnreadableFile, match="--ocr"):
        read(buffer.getvalue())
    found = parse(extract(buffer.getvalue(), "scan.pdf", ocr=True), "scan.pdf", "0" * 64)
    assert [p.number for p in found.paragraphs] == ["1", "2"]
    assert found.slice(found.paragraphs[1]) == "It elected a Chair."


def test_the_languages_that_a_scan_needs_are_named(monkeypatch):
    from ingest.extract import ocr

    monkeypatch.setattr(ocr, "missing", lambda: ("ara", "chi_sim", "eng", "fra", "rus", "spa"))
    page = pypdfium2.PdfDocument.new().new_page(100, 100)
    packs = "ara, tesseract-ocr-chi-sim, tesseract-ocr-eng, tesseract-ocr-fra, tesseract-ocr-rus"
    with pytest.raises(UnreadableFile, match=f"tesseract-ocr-{packs}, tesseract-ocr-spa"):
        list(ocr.lines(page, 1))
