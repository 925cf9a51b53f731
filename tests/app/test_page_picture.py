"""The page of a PDF beside its paragraph: drawn from the file that was read, or told why not."""

import re
import shutil
import time
from base64 import b64decode

import pytest
import streamlit as st

from app.library import Library
from app.settings import Settings
from app.ui import words
from ingest import worker
from ingest.errors import UnreadableFile
from ingest.extract import pdf
from ingest.worker import Failure, Limits
from tests.app.seen import html

PAGE = "views/read.py"
PNG = b"\x89PNG\r\n"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory, sample_path):
    """A data folder with the sample report, read from a PDF beside it."""
    folder = tmp_path_factory.mktemp("drawn")
    shutil.copy(sample_path("en"), folder / "report.pdf")
    Library(folder / "data", Settings(workers=0)).ingest([folder / "report.pdf"])
    return folder / "data"


def pictures(test):
    return re.findall(r'src="data:image/png;base64,([^"]+)" alt="([^"]+)"', html(test))


def test_the_page_of_the_paragraph_is_shown_and_others_are_turned_to(pages, drawn):
    test = pages(drawn, page=PAGE, para="20")
    assert pictures(test) == []
    test.toggle(key="with_page").set_value(True).run()
    ((first, said),) = pictures(test)
    assert b64decode(first).startswith(PNG)
    number = int(re.search(r"\d+", said)[0])
    assert said == words.PAGE_OF.format(n=number, file="report.pdf")
    test.get("pagination")[-1].set_value(1 if number > 1 else 2).run()
    assert pictures(test)[0][0] != first
    assert "rap-asked" in html(test), "the paragraph stays beside it"
    assert pictures(pages(drawn, page=PAGE, para="20", pdf="1"))[0][0] == first


def test_a_report_that_is_no_pdf_offers_no_page(pages, data):
    assert not pages(data, page=PAGE).toggle


def test_a_file_that_is_gone_or_another_one_is_told(pages, drawn):
    file = drawn.parent / "report.pdf"
    content = file.read_bytes()
    try:
        for change in (lambda: file.write_bytes(content + b"\n"), file.unlink):
            change()
            st.cache_data.clear()
            test = pages(drawn, page=PAGE, para="1")
            test.toggle(key="with_page").set_value(True).run()
            assert "report.pdf: " in html(test)
            assert pictures(test) == []
            assert not test.exception
    finally:
        file.write_bytes(content)


# what the process runs in place of drawing: it must be importable there
def slow(path, page, width):
    time.sleep(60)


def test_a_page_is_drawn_in_a_process_with_limits(sample_path, monkeypatch):
    path = sample_path("en")
    sha256 = worker.fingerprint(path, Limits())
    assert worker.picture(path, sha256, 1, 200, Limits()).startswith(PNG)
    monkeypatch.setattr("ingest.worker._drawn", slow)
    failure = worker.picture(path, sha256, 1, 200, Limits(seconds=0.5))
    assert isinstance(failure, Failure)
    assert "not read within 0.5 seconds" in failure.reason


def test_a_page_that_is_not_there_is_told(sample_path):
    with pytest.raises(UnreadableFile, match="page 999 cannot be drawn"):
        pdf.picture(sample_path("en").read_bytes(), "report.pdf", 999, 200)
