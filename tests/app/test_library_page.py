"""The library's page: uploads with their limits, states, removal, room on disk."""

import re
from pathlib import Path

import pytest

from app import disk, uploads
from app.library import CATALOG, Library
from app.settings import Settings
from app.ui import library_cards, words
from index.snapshot import current
from ingest.catalog import Catalog
from ingest.errors import NotFound
from tests.app.seen import CHAIR, LIGHTS, TIDES, ask, html, ingest

PAGE = "views/library.py"
BIRDS = """Report of the Group on Birds

1. The Group met in Rome from 1 to 2 July 2027.

2. The Group elected Ms. Eva Lind as Chair.
"""


def upload(test, *files):
    test.get("file_uploader")[0].set_value(files).run()
    test.button(key="add").click().run()
    assert not test.exception
    return html(test)


class File:
    """What the browser sends."""

    def __init__(self, name, content=b"1. The Group met.", size=None):
        self.name, self._content = name, content
        self.size = len(content) if size is None else size

    def getvalue(self):
        return self._content


def test_an_uploaded_report_is_told_listed_and_answers(pages, data):
    test = pages(data, page=PAGE)
    shown = upload(test, ("birds.txt", BIRDS.encode(), "text/plain"))
    assert f"birds.txt</bdi></strong> – {words.STATE_new}" in shown
    assert "Report of the Group on Birds" in shown
    question = "Who was elected Chair of the Group on Birds?"
    asked = ask(test.switch_page("views/ask.py").run(), question)
    assert "Eva Lind" in html(asked)


def test_the_first_report_can_be_uploaded_into_an_empty_library(pages, tmp_path):
    test = pages(tmp_path / "data", page=PAGE)
    assert words.EMPTY in html(test)
    assert "Group on Birds" in upload(test, ("birds.txt", BIRDS.encode(), "text/plain"))
    assert "birds.txt" in html(pages(tmp_path / "data", page=PAGE))


def test_a_broken_upload_is_told_with_its_reason_and_not_kept(pages, data):
    test = pages(data, page=PAGE)
    files = (("x.pdf", b"%PDF-1.7 broken", "application/pdf"), ("y.exe", b"MZ", "x/y"))
    shown = upload(test, *files)
    assert "rap-fate-failed" in shown
    assert words.BAD_TYPE in shown
    assert "x.pdf" in shown
    assert not list((data / uploads.UPLOADS).iterdir())
    assert "Ada Obi" in html(ask(test.switch_page("views/ask.py").run(), CHAIR))


@pytest.mark.parametrize(
    ("file", "refused"),
    [
        (File("a.exe"), "BAD_TYPE"),
        (File("a"), "BAD_TYPE"),
        (File(".txt"), "BAD_NAME"),
        (File("x" * 200 + ".txt"), "BAD_NAME"),
        (File("a.txt", b""), "NO_BYTES"),
        (File("a.txt", size=600 * 2**20), "TOO_BIG"),
        (File("taken.txt"), "NAME_TAKEN"),
        (File("../../evil.exe"), "BAD_TYPE"),
    ],
)
def test_what_is_refused_is_told_why_and_leaves_no_trace(tmp_path, file, refused):
    folder = tmp_path / uploads.UPLOADS
    folder.mkdir()
    (folder / "taken.txt").write_text("another", encoding="utf-8")
    (fate,) = uploads.take(Library(tmp_path, Settings(workers=0)), [file])
    assert fate.refused == refused
    assert [p.name for p in folder.iterdir()] == ["taken.txt"]
    assert getattr(words, refused).format(count=1, size=1)


def test_more_files_than_allowed_at_once_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(uploads, "MOST", 1)
    files = [File("a.exe"), File("b.txt")]
    fates = uploads.take(Library(tmp_path, Settings(workers=0)), files)
    assert [f.refused for f in fates] == ["BAD_TYPE", "TOO_MANY"]


def test_of_two_files_with_one_name_the_first_is_taken(tmp_path):
    files = [File("a.txt", BIRDS.encode()), File("b/a.txt", BIRDS.encode())]
    first, second = uploads.take(Library(tmp_path, Settings(workers=0)), files)
    assert first.outcome.state == "new"
    assert second.refused == "NAME_TAKEN"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\temp\\a.pdf", "a.pdf"),
        ("a\x00\u202eb.pdf", "ab.pdf"),
        ("تقرير.pdf", "تقرير.pdf"),
        (".hidden.txt", ""),
        ("..", ""),
    ],
)
def test_a_name_cannot_lead_out_of_the_folder(name, plain):
    assert uploads.plain_name(name) == plain


def test_a_report_is_removed_when_it_is_confirmed_and_cannot_be_cited_then(pages, data):
    test = pages(data, page=PAGE)
    upload(test, ("birds.txt", BIRDS.encode(), "text/plain"))
    box = test.selectbox(key="to_remove")
    box.select(next(o for o in box.options if "Birds" in o)).run()
    (ask_first,) = [b for b in test.button if (b.key or "").startswith("remove_")]
    ask_first.click().run()
    assert [w.value for w in test.warning] == [words.REMOVE_SURE]
    next(b for b in test.button if (b.key or "").startswith("yes_remove_")).click().run()
    assert not test.exception
    assert "Birds" not in html(test)
    assert not list((data / uploads.UPLOADS).iterdir())
    test.switch_page("views/ask.py").run()
    assert "Eva Lind" not in html(ask(test, "Who was elected Chair of the Group on Birds?"))


def test_a_report_that_is_read_but_not_indexed_is_told_and_indexed_with_a_click(pages, data):
    (data.parent / "birds.txt").write_text(BIRDS, encoding="utf-8")
    catalog = Catalog(data / CATALOG)
    list(catalog.add(uploads_found(data.parent / "birds.txt")))
    test = pages(data, page=PAGE)
    assert words.WAITING in html(test)
    test.button(key="reindex").click().run()
    assert words.WAITING not in html(test)


def test_an_index_of_other_settings_is_made_again_with_a_click(pages, data):
    test = pages(data, page=PAGE)
    (data / "settings.toml").write_text('reader = "sentence"\nchunk_tokens = 100\n')
    test.run()
    assert words.WAITING in html(test)
    test.button(key="reindex").click().run()
    assert not test.exception
    assert words.WAITING not in html(test)


def about_to_remove(test):
    """The first report is chosen, and its removal asked for; the button that confirms it."""
    box = test.selectbox(key="to_remove")
    box.select(box.options[0]).run()
    (asks,) = [b for b in test.button if (b.key or "").startswith("remove_")]
    asks.click().run()
    return next(b for b in test.button if (b.key or "").startswith("yes_remove_"))


def test_who_may_not_manage_any_more_changes_nothing(pages, data):
    test = pages(data)
    rest = (data / "settings.toml").read_text()
    signed = f"{rest}sign_in = true\nmay_ask = '*'\n"
    (data / "settings.toml").write_text(f"{signed}may_manage = 'mia@example.org'\n")
    test.user = {"is_logged_in": True, "iss": "i", "sub": "mia", "email": "mia@example.org"}
    test.run().switch_page(PAGE).run()
    before = current(data)
    yes = about_to_remove(test)
    (data / "settings.toml").write_text(signed)
    yes.click().run()
    assert len(Catalog(data / CATALOG).listed()) == 2
    (data / "settings.toml").write_text(f"{signed}may_manage = 'mia@example.org'\n")
    test.run().switch_page(PAGE).run()
    assert len(Catalog(data / CATALOG).listed()) == 2, "a click does not wait for its day"
    reindex = test.button(key="reindex")
    (data / "settings.toml").write_text(signed)
    reindex.click().run()
    assert current(data) == before


def test_a_report_that_another_manager_removed_first_is_no_failure(pages, data):
    one, two = pages(data, page=PAGE), pages(data, page=PAGE)
    first, second = about_to_remove(one), about_to_remove(two)
    first.click().run()
    second.click().run()
    assert not two.exception
    assert len(Catalog(data / CATALOG).listed()) == 1
    assert html(two).count("rap-state") == html(one).count("rap-state")


def test_what_a_removal_cannot_do_is_told_in_words(pages, data, monkeypatch):
    def gone(self, name):
        raise NotFound(f"no report {name}")

    test = pages(data, page=PAGE)
    yes = about_to_remove(test)
    monkeypatch.setattr(Library, "remove", gone)
    yes.click().run()
    assert not test.exception
    assert "no report" in html(test)
    assert words.REMOVED not in [s.value for s in test.success]


def test_the_snapshots_are_listed_and_the_index_can_always_be_made_again(pages, data):
    test = pages(data, page=PAGE)
    shown = html(test)
    before = current(data)
    assert f"<code>{before.name}</code>" in shown
    assert words.SERVES in shown
    assert words.KEPT not in shown
    test.button(key="reindex").click().run()
    assert not test.exception
    assert current(data) != before
    assert f"<code>{current(data).name}</code>" in html(test)


def test_only_a_number_of_paragraphs_is_marked_as_such_where_it_is_narrow(pages, data):
    shown = html(pages(data, page=PAGE))
    assert shown.count("rap-paragraphs") == len(Catalog(data / CATALOG).listed())
    style = (Path(library_cards.__file__).parent / "style.css").read_text(encoding="utf-8")
    assert re.findall(r"([^\s{}]+)::after", style) == [".rap-paragraphs"]


def uploads_found(path):
    from ingest.files import files

    return files([path])


def test_the_room_that_is_taken_is_told(pages, data):
    shown = html(pages(data, page=PAGE))
    assert words.DISK_snapshots in shown
    sizes = disk.usage(data, data / "cache")
    assert sizes["snapshots"] > 0
    assert sizes["free"] > 0
    assert disk.megabytes(3 * 2**20) == "3.0 MB"


def test_a_report_that_was_removed_does_not_take_the_users_own_file_along(pages, tmp_path):
    ingest(tmp_path / "data", lights=LIGHTS, tides=TIDES)
    library = Library(tmp_path / "data", Settings(workers=0))
    for gone in library.remove("lights.txt"):
        uploads.forget(library.data, gone)
    assert (tmp_path / "lights.txt").exists()
