"""The catalog: what happens to each file, and that nothing is ever half-done."""

import sqlite3

import pytest

from ingest.catalog import Catalog, from_dict, is_named, listed, to_dict
from ingest.errors import NotFound, UnreadableFile
from ingest.extract import extract
from ingest.files import Found
from ingest.worker import Limits

TEXT = """\
LHC/CONF.2031/WG.I/3

Report of the Working Group on Lighthouses

I. Introduction

1. The Working Group on Lighthouses met in Oslo from 7 to 11 April 2031.

2. It elected a Chair.
"""


@pytest.fixture
def file(tmp_path):
    return tmp_path / "data" / "catalog.sqlite"


@pytest.fixture
def catalog(file):
    return Catalog(file)


def add(catalog, path, **options):
    """The outcome of one file."""
    (outcome,) = catalog.add([Found(path)], **options)
    return outcome


@pytest.fixture
def write(tmp_path):
    def write_file(name, content=TEXT):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


def stored(file):
    """All reports, as they are on disk."""
    return {r.id: r for r in Catalog(file)}


def test_a_file_is_new_with_its_report_and_the_number_of_its_paragraphs(catalog, write):
    path = write("a.txt")
    outcome = add(catalog, path)
    assert (outcome.state, outcome.report) == ("new", "lhc-conf-2031-wg-i-3.en")
    assert (outcome.file, outcome.paragraphs, outcome.reason) == (str(path), 2, None)


def test_the_same_file_again_is_unchanged_and_nothing_is_written(catalog, write, file):
    add(catalog, write("a.txt"))
    before = stored(file)
    assert add(catalog, write("a.txt")).state == "unchanged"
    assert stored(file) == before


def test_a_file_with_other_content_is_changed(catalog, write):
    add(catalog, write("a.txt"))
    outcome = add(catalog, write("a.txt", TEXT + "\n3. It closed.\n"))
    assert (outcome.state, outcome.paragraphs) == ("changed", 3)
    assert len(list(catalog)) == 1


def test_a_file_that_holds_another_report_now_replaces_the_one_before(catalog, write):
    add(catalog, write("a.txt"))
    outcome = add(catalog, write("a.txt", TEXT.replace("WG.I/3", "WG.I/4")))
    assert outcome.state == "changed"
    assert [r.id for r in catalog] == ["lhc-conf-2031-wg-i-4.en"]


def test_the_same_report_from_another_file_is_skipped_and_the_reason_names_the_first(
    catalog, write, file
):
    add(catalog, write("a.txt"))
    before = stored(file)
    outcome = add(catalog, write("b.txt", TEXT + "\n3. It closed.\n"))
    assert outcome.state == "skipped"
    assert "a.txt" in outcome.reason
    assert stored(file) == before


def test_a_copy_of_a_file_is_unchanged(catalog, write):
    add(catalog, write("a.txt"))
    assert add(catalog, write("b.txt")).state == "unchanged"


def test_a_file_that_was_moved_is_changed_not_skipped(catalog, write):
    first = write("a.txt")
    add(catalog, first)
    first.unlink()
    assert add(catalog, write("b.txt", TEXT + "\n3. It closed.\n")).state == "changed"
    assert [r.source for r in catalog] == ["b.txt"]


@pytest.mark.parametrize("content", [b"", bytes(range(256)) * 20, b"%PDF-1.7 broken"])
def test_a_file_that_cannot_be_read_fails_and_changes_nothing(catalog, write, file, content):
    add(catalog, write("a.txt"))
    before = stored(file)
    outcome = add(catalog, write("a.txt", content))
    assert outcome.state == "failed"
    assert outcome.reason.startswith("a.txt: ")
    assert stored(file) == before
    assert [r.id for r in Catalog(file)] == ["lhc-conf-2031-wg-i-3.en"]


def test_a_file_that_is_not_there_fails_with_the_remedy(catalog, tmp_path):
    outcome = add(catalog, tmp_path / "none.txt")
    assert outcome.state == "failed"
    assert "check the path" in outcome.reason


def test_data_is_skipped_and_not_failed(catalog, write):
    outcome = add(catalog, write("questions.jsonl", '{"id": 1}\n'))
    assert outcome.state == "skipped"
    assert "JSON" in outcome.reason


def test_a_removed_report_is_gone_for_this_and_every_later_reader(catalog, write, file):
    add(catalog, write("a.txt"))
    (report,) = catalog
    catalog.remove(report)
    assert list(catalog) == []
    assert list(Catalog(file)) == []
    assert add(catalog, write("a.txt")).state == "new"


def test_a_report_read_back_is_the_report_that_was_put(catalog, write, file):
    add(catalog, write("a.txt"))
    assert list(Catalog(file)) == list(catalog)


@pytest.mark.parametrize("lang", ["ar", "zh", "en"])
def test_a_report_becomes_data_and_back_again_without_a_change(sample, lang):
    assert from_dict(to_dict(sample(lang))) == sample(lang)


def test_reports_come_in_the_order_of_their_ids(catalog, write):
    for n in (7, 3, 5):
        add(catalog, write(f"{n}.txt", TEXT.replace("WG.I/3", f"WG.I/{n}")))
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
    add(catalog, write("a.txt"))
    (report,) = catalog.find(name)
    assert is_named(name, report)


@pytest.mark.parametrize("name", ["LHC/CONF.2031/WG.I/30", "LHC/CONF.2031/WG.I", "a", ""])
def test_a_name_that_means_no_report_is_told_with_the_remedy(catalog, write, name):
    add(catalog, write("a.txt"))
    with pytest.raises(NotFound, match="rapporteur reports"):
        catalog.find(name)


def test_a_report_without_a_symbol_is_not_meant_by_an_empty_one(parsed):
    report = parsed("1. The Group met in Oslo.")
    assert report.symbol is None
    assert not is_named("", report)
    assert not is_named("---", report)


def test_a_symbol_names_all_its_languages(catalog, write):
    add(catalog, write("a.txt"))
    add(catalog, write("b.txt", TEXT.splitlines()[0] + "\n\n一. 导言\n\n1. 工作组举行了会议。\n"))
    assert [r.lang for r in catalog.find("LHC/CONF.2031/WG.I/3")] == ["en", "zh"]


def test_a_list_of_reports_says_what_they_are_without_their_text(catalog, write):
    add(catalog, write("a.txt"))
    (entry,) = catalog.listed()
    (report,) = catalog
    assert entry == listed(report)
    assert (entry.name, entry.paragraphs) == ("LHC/CONF.2031/WG.I/3", 2)


def test_what_failed_is_remembered_and_can_be_tried_again(catalog, write, monkeypatch):
    add(catalog, write("good.txt", TEXT.replace("WG.I/3", "WG.I/1")))
    path = write("a.txt", bytes(range(256)) * 20)
    first = add(catalog, path)
    monkeypatch.setattr("ingest.worker.extract", lambda data, name, ocr: pytest.fail("read again"))
    assert add(catalog, path) == first
    monkeypatch.undo()
    monkeypatch.setattr(
        "ingest.worker.extract", lambda data, name, ocr: extract(TEXT.encode(), name)
    )
    assert add(catalog, path, retry=True).state == "new"
    assert add(catalog, path).state == "unchanged"


def test_failures_alone_make_no_catalog_but_are_kept_once_there_is_one(catalog, write, file):
    bad, good = Found(write("a.txt", b"")), Found(write("b.txt"))
    assert [o.state for o in catalog.add([bad])] == ["failed"]
    assert not file.exists()
    assert [o.state for o in catalog.add([bad, good])] == ["failed", "new"]
    with sqlite3.connect(file) as db:
        assert db.execute("SELECT state FROM set_aside").fetchall() == [("failed",)]


def test_a_file_over_the_limit_is_not_remembered_since_the_limit_may_be_raised(catalog, write):
    path = write("a.txt", TEXT + " " * 2**20)
    outcome = add(catalog, path, limits=Limits(size=1))
    assert outcome.state == "failed"
    assert "file_megabytes" in outcome.reason
    assert add(catalog, path, limits=Limits(size=2)).state == "new"


def test_a_file_passed_over_for_another_is_read_once_that_one_is_removed(catalog, write):
    add(catalog, write("a.txt"))
    second = write("b.txt", TEXT + "\n3. It closed.\n")
    assert add(catalog, second).state == "skipped"
    assert add(catalog, second).state == "skipped"
    catalog.remove(next(iter(catalog)))
    assert add(catalog, second).state == "new"


def test_two_copies_in_one_run_are_one_report(catalog, write):
    outcomes = list(catalog.add([Found(write("a.txt")), Found(write("b.txt"))]))
    assert [o.state for o in outcomes] == ["new", "unchanged"]


def test_files_that_cannot_be_reached_keep_their_reasons(catalog, write):
    found = [Found(write("a.txt"), passed_over="a link"), Found(write("b.txt"), failed="closed")]
    outcomes = list(catalog.add(found))
    assert [(o.state, o.reason) for o in outcomes] == [("skipped", "a link"), ("failed", "closed")]


def test_an_interrupted_run_keeps_what_it_read_and_goes_on_there(catalog, write):
    found = [Found(write(f"{n}.txt", TEXT.replace("WG.I/3", f"WG.I/{n}"))) for n in (1, 2, 3)]
    run = catalog.add(found)
    next(run)
    run.close()
    assert [o.state for o in catalog.add(found)] == ["unchanged", "new", "new"]


def test_progress_counts_every_file(catalog, write):
    told = []
    found = [Found(write("a.txt")), Found(write("b.txt", b""))]
    list(catalog.add(found, progress=lambda done, total: told.append((done, total))))
    assert told == [(1, 2), (2, 2)]


def test_a_report_that_cannot_be_written_leaves_the_catalog_as_it_was(
    catalog, write, file, monkeypatch
):
    add(catalog, write("a.txt"))
    before = stored(file)
    changed = write("a.txt", TEXT + "\n3. It closed.\n")

    def full(report):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("ingest.catalog._row", full)  # after the old one was deleted
    with pytest.raises(sqlite3.OperationalError):
        add(catalog, changed)
    assert stored(file) == before


def test_a_damaged_catalog_is_told_with_the_remedy(catalog, file):
    file.parent.mkdir()
    file.write_bytes(b"no database" * 100)
    with pytest.raises(UnreadableFile, match="move it away"):
        list(catalog)


def test_a_catalog_that_is_only_read_is_not_made(catalog, file):
    assert catalog.listed() == []
    assert not file.exists()
