"""The catalog: what happens to each file, and that nothing is ever half-done."""

import dataclasses
import os

import pytest

from ingest import catalog as catalog_module
from ingest.catalog import Catalog, files, from_dict, same_report, to_dict, write_atomically
from ingest.errors import NotFound

TEXT = """\
LHC/CONF.2031/WG.I/3

Report of the Working Group on Lighthouses

I. Introduction

1. The Working Group on Lighthouses met in Oslo from 7 to 11 April 2031.

2. It elected a Chair.
"""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "reports"


@pytest.fixture
def catalog(folder):
    return Catalog(folder)


@pytest.fixture
def write(tmp_path):
    def write_file(name, content=TEXT):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


def stored(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def test_a_file_is_new_with_its_report_and_the_number_of_its_paragraphs(catalog, write):
    path = write("a.txt")
    outcome = catalog.add(path)
    assert (outcome.state, outcome.report) == ("new", "lhc-conf-2031-wg-i-3.en")
    assert (outcome.file, outcome.paragraphs, outcome.reason) == (str(path), 2, None)


def test_the_same_file_again_is_unchanged_and_nothing_is_written(catalog, write, folder):
    catalog.add(write("a.txt"))
    before = stored(folder)
    assert catalog.add(write("a.txt")).state == "unchanged"
    assert stored(folder) == before


def test_a_file_with_other_content_is_changed(catalog, write):
    catalog.add(write("a.txt"))
    outcome = catalog.add(write("a.txt", TEXT + "\n3. It closed.\n"))
    assert (outcome.state, outcome.paragraphs) == ("changed", 3)
    assert len(list(catalog)) == 1


def test_a_file_that_holds_another_report_now_replaces_the_one_before(catalog, write):
    catalog.add(write("a.txt"))
    outcome = catalog.add(write("a.txt", TEXT.replace("WG.I/3", "WG.I/4")))
    assert outcome.state == "changed"
    assert [r.id for r in catalog] == ["lhc-conf-2031-wg-i-4.en"]


def test_the_same_report_from_another_file_is_skipped_and_the_reason_names_the_first(
    catalog, write, folder
):
    catalog.add(write("a.txt"))
    before = stored(folder)
    outcome = catalog.add(write("b.txt", TEXT + "\n3. It closed.\n"))
    assert outcome.state == "skipped"
    assert "a.txt" in outcome.reason
    assert stored(folder) == before


def test_a_copy_of_a_file_is_unchanged(catalog, write):
    catalog.add(write("a.txt"))
    assert catalog.add(write("b.txt")).state == "unchanged"


def test_a_file_that_was_moved_is_changed_not_skipped(catalog, write):
    first = write("a.txt")
    catalog.add(first)
    first.unlink()
    assert catalog.add(write("b.txt", TEXT + "\n3. It closed.\n")).state == "changed"
    assert [r.source for r in catalog] == ["b.txt"]


@pytest.mark.parametrize("content", [b"", bytes(range(256)) * 20, b"%PDF-1.7 broken"])
def test_a_file_that_cannot_be_read_fails_and_changes_nothing(catalog, write, folder, content):
    catalog.add(write("a.txt"))
    before = stored(folder)
    outcome = catalog.add(write("a.txt", content))
    assert outcome.state == "failed"
    assert outcome.reason.startswith("a.txt: ")
    assert stored(folder) == before
    assert [r.id for r in Catalog(folder)] == ["lhc-conf-2031-wg-i-3.en"]


def test_a_file_that_is_not_there_fails_with_the_remedy(catalog, tmp_path):
    outcome = catalog.add(tmp_path / "none.txt")
    assert outcome.state == "failed"
    assert "check the path" in outcome.reason


def test_data_is_skipped_and_not_failed(catalog, write):
    outcome = catalog.add(write("questions.jsonl", '{"id": 1}\n'))
    assert outcome.state == "skipped"
    assert "JSON" in outcome.reason


def test_a_removed_report_is_gone_for_this_and_every_later_reader(catalog, write, folder):
    catalog.add(write("a.txt"))
    (report,) = catalog
    catalog.remove(report)
    assert list(catalog) == []
    assert list(Catalog(folder)) == []
    assert catalog.add(write("a.txt")).state == "new"


def test_a_report_read_back_is_the_report_that_was_put(catalog, write, folder):
    catalog.add(write("a.txt"))
    assert list(Catalog(folder)) == list(catalog)


@pytest.mark.parametrize("lang", ["ar", "zh", "en"])
def test_a_report_becomes_data_and_back_again_without_a_change(sample, lang):
    assert from_dict(to_dict(sample(lang))) == sample(lang)


def test_reports_come_in_the_order_of_their_ids(catalog, write):
    for n in (7, 3, 5):
        catalog.add(write(f"{n}.txt", TEXT.replace("WG.I/3", f"WG.I/{n}")))
    assert [r.source for r in catalog] == ["3.txt", "5.txt", "7.txt"]


@pytest.mark.parametrize(
    "name",
    [
        "lhc-conf-2031-wg-i-3.en",
        "a.txt",
        "A.TXT",
        "LHC/CONF.2031/WG.I/3",
        "lhc conf 2031 wg.I 3",
        " lhc/conf.2031/wg.i/3 ",
    ],
)
def test_a_report_is_meant_by_its_id_its_file_and_its_symbol_loosely_typed(catalog, write, name):
    catalog.add(write("a.txt"))
    (report,) = catalog.find(name)
    assert same_report(report, name)


@pytest.mark.parametrize("name", ["LHC/CONF.2031/WG.I/30", "LHC/CONF.2031/WG.I", "a", ""])
def test_a_name_that_means_no_report_is_told_with_the_remedy(catalog, write, name):
    catalog.add(write("a.txt"))
    with pytest.raises(NotFound, match="rapporteur reports"):
        catalog.find(name)


def test_a_report_without_a_symbol_is_not_meant_by_an_empty_one(parsed):
    report = parsed("1. The Group met in Oslo.")
    assert report.symbol is None
    assert not same_report(report, "")
    assert not same_report(report, "---")


def test_a_symbol_names_all_its_languages(catalog, write):
    catalog.add(write("a.txt"))
    catalog.add(write("b.txt", TEXT.splitlines()[0] + "\n\n一. 导言\n\n1. 工作组举行了会议。\n"))
    assert [r.lang for r in catalog.find("LHC/CONF.2031/WG.I/3")] == ["en", "zh"]


def test_an_atomic_write_makes_the_folder_and_leaves_only_the_file(tmp_path):
    path = tmp_path / "new" / "a.json"
    write_atomically(path, "one")
    write_atomically(path, "two")
    assert path.read_text() == "two"
    assert os.listdir(path.parent) == ["a.json"]


def test_an_atomic_write_that_fails_leaves_what_was_there_and_nothing_else(tmp_path):
    path = tmp_path / "a.json"
    write_atomically(path, "one")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "half \ud800")  # a lone surrogate cannot be written
    assert path.read_text() == "one"
    assert os.listdir(tmp_path) == ["a.json"]


def test_a_report_that_cannot_be_written_leaves_the_catalog_as_it_was(
    catalog, write, folder, monkeypatch
):
    catalog.add(write("a.txt"))
    before = stored(folder)

    def full(path, text):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(catalog_module, "write_atomically", full)
    with pytest.raises(OSError, match="No space left"):
        catalog.add(write("a.txt", TEXT + "\n3. It closed.\n"))
    assert stored(folder) == before
    assert dataclasses.asdict(next(iter(catalog))) == dataclasses.asdict(
        next(iter(Catalog(folder)))
    )


def test_files_of_a_folder_come_in_order_without_hidden_ones(write, tmp_path):
    for name in ("in/b.txt", "in/a.txt", "in/deep/c.txt", "in/.hidden.txt", "in/.git/d.txt"):
        write(name)
    found = [str(p.relative_to(tmp_path)) for p in files([tmp_path / "in"])]
    assert found == ["in/a.txt", "in/b.txt", "in/deep/c.txt"]


def test_a_file_that_is_given_twice_is_read_once(write):
    path = write("in/a.txt")
    assert files([path, path.parent, path]) == [path]


def test_a_path_that_is_not_there_is_told(tmp_path):
    with pytest.raises(NotFound, match="no such file or folder"):
        files([tmp_path / "none"])
