"""The catalog: what happens to each file, and that nothing is ever half-done."""

import sqlite3

import pytest

from ingest import worker
from ingest.catalog import Catalog, Outcome, from_dict, is_named, listed, one_work, to_dict
from ingest.errors import BadInput, NotFound, UnreadableFile
from ingest.extract import extract, ocr
from ingest.extract.page import Physical
from ingest.files import Found
from ingest.worker import Failure, Limits
from tests.ingest.test_hostile import drawn_pdf

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


def test_a_resolution_is_meant_with_its_year_and_without(catalog, write):
    add(catalog, write("a.txt", TEXT.replace("LHC/CONF.2031/WG.I/3", "LHC/RES/29 (2031)")))
    for name in ("LHC/RES/29 (2031)", "lhc/res/29 (2031)", "LHC/RES/29"):
        assert [r.symbol for r in catalog.find(name)] == ["LHC/RES/29"]


def test_files_of_one_name_are_not_one_report_and_the_id_means_one(catalog, write):
    for folder, place in (("a", "Oslo"), ("b", "Lima")):
        add(catalog, write(f"{folder}/report.txt", f"1. The Group on Lamps met in {place}.\n"))
    ids = [r.id for r in catalog]
    found = catalog.find("report.txt")
    assert [r.id for r in found] == ids
    with pytest.raises(BadInput, match=rf"^report\.txt names {', '.join(ids)}; give the id$"):
        one_work("report.txt", found)
    assert [r.id for r in one_work(ids[1], catalog.find(ids[1].upper()))] == [ids[1]]


def test_languages_of_one_report_are_one_work(catalog, write):
    add(catalog, write("a/report.txt"))
    add(catalog, write("b/report.txt", f"{TEXT.splitlines()[0]}\n\n一. 导言\n\n1. 工作组开会。\n"))
    assert [r.lang for r in one_work("report.txt", catalog.find("report.txt"))] == ["en", "zh"]


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


def test_a_remembered_reason_names_the_file_that_it_is_told_of(catalog, write):
    found = [Found(write(name, b"")) for name in ("e1.txt", "e2.txt")]
    add(catalog, write("good.txt"))
    for _ in range(2):
        reasons = [o.reason for o in catalog.add(found)]
        assert [r.partition(": ")[0] for r in reasons] == ["e1.txt", "e2.txt"]


@pytest.fixture
def over(monkeypatch):
    """`over(path)`: reading goes beyond whatever limits it has, until it is called with None."""
    read = []

    def start(failing):
        def read_apart(files, limits, workers):
            for path, sha256 in files:
                read.append(path.name)
                if path == failing:
                    yield Failure(f"{path.name}: not read; raise file_seconds", within=limits)
                else:
                    yield read_file(path, sha256, limits.ocr)

        monkeypatch.setattr("ingest.catalog.read_apart", read_apart)
        return read

    from ingest.worker import read as read_file

    return start


def test_a_file_over_the_limits_is_read_again_only_where_they_were_raised(catalog, write, over):
    add(catalog, write("good.txt", TEXT.replace("WG.I/3", "WG.I/1")))
    path = write("slow.txt")
    read = over(path)
    first = add(catalog, path, limits=Limits(seconds=300))
    for seconds, times in ((300, 1), (100, 1), (600, 2), (300, 2), (600, 2), (900, 3)):
        assert add(catalog, path, limits=Limits(seconds=seconds)) == first
        assert len(read) == times
    over(None)
    assert add(catalog, path, limits=Limits(seconds=900)).state == "failed"
    assert add(catalog, path, limits=Limits(seconds=900, memory=4000)).state == "new"
    assert add(catalog, path, limits=Limits(seconds=1)).state == "unchanged"


def test_a_file_over_the_limits_with_ocr_may_be_within_them_without_it(catalog, write, over):
    add(catalog, write("good.txt", TEXT.replace("WG.I/3", "WG.I/1")))
    path = write("slow.txt")
    over(path)
    assert add(catalog, path, limits=Limits(ocr=True), retry=True).state == "failed"
    over(None)
    assert add(catalog, path).state == "new"


@pytest.fixture
def recognised(monkeypatch):
    """Text recognition that finds this line on every page that it is given."""

    def lines(page, number):
        yield Physical("2. It closed in the dark.", number, 50, 300, 700, 700, 12, 12, bold=False)

    monkeypatch.setattr(ocr, "lines", lines)
    monkeypatch.setattr(ocr, "missing", lambda: ())


@pytest.mark.parametrize("symbol", ["", "LHC/CONF.2031/WG.I/3"])
def test_scanned_pages_of_a_report_that_is_known_are_read_with_ocr(
    catalog, write, recognised, symbol
):
    data = drawn_pdf((*filter(None, [symbol]), "1. The Group met in Oslo.", "It was cold."), ())
    path, copy = write("a.pdf", data), write("copy.pdf", data)
    assert add(catalog, path).paragraphs == 1
    with_ocr = {"limits": Limits(ocr=True), "retry": True}
    outcomes = list(catalog.add([Found(path), Found(copy)], **with_ocr))
    assert [(o.state, o.paragraphs) for o in outcomes] == [("changed", 2), ("unchanged", 2)]
    (report,) = catalog
    assert (report.id, report.removed) == (outcomes[0].report, ())
    assert add(catalog, path).state == add(catalog, path, **with_ocr).state == "unchanged"


def test_a_newer_version_does_not_lose_pages_that_were_read_with_ocr(
    catalog, write, recognised, monkeypatch
):
    path = write("a.pdf", drawn_pdf(("1. The Group met in Oslo.", "It was cold."), ()))
    with_ocr = Limits(ocr=True)
    add(catalog, path, limits=with_ocr)
    (before,) = catalog
    monkeypatch.setattr(worker, "PARSER_VERSION", worker.PARSER_VERSION + 1)
    kept = Outcome("unchanged", str(path), before.id, 2)
    assert add(catalog, path) == kept
    assert list(catalog) == [before]
    monkeypatch.setattr(worker, "extract", lambda *_, **__: pytest.fail("read again"))
    assert add(catalog, path) == kept
    monkeypatch.setattr(worker, "extract", extract)
    assert add(catalog, path, limits=with_ocr, retry=True).state == "changed"


def test_a_file_that_was_replaced_by_a_scan_is_read_anew(catalog, write, recognised):
    path = write("a.pdf", drawn_pdf(("1. The Group met in Oslo.", "It was cold."), ()))
    add(catalog, path, limits=Limits(ocr=True))
    write("a.pdf", drawn_pdf(("1. The Group met in Rome.", "It was hot."), ()))
    assert add(catalog, path).state == "changed"


def test_a_copy_of_a_known_scan_takes_its_place_with_ocr(catalog, write, recognised):
    data = drawn_pdf(("1. The Group met in Oslo.", "It was cold."), ())
    add(catalog, write("a.pdf", data))
    outcome = add(catalog, write("b.pdf", data), limits=Limits(ocr=True))
    assert (outcome.state, outcome.paragraphs) == ("changed", 2)
    assert [r.source for r in catalog] == ["b.pdf"]


def test_a_page_that_stays_empty_with_ocr_changes_nothing(catalog, write, monkeypatch):
    monkeypatch.setattr(ocr, "lines", lambda page, number: iter(()))
    path = write("a.pdf", drawn_pdf(("1. The Group met in Oslo.", "It was cold."), ()))
    add(catalog, path)
    assert add(catalog, path, limits=Limits(ocr=True)).state == "unchanged"


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
    with pytest.raises(UnreadableFile, match="disk is full"):
        add(catalog, changed)
    assert stored(file) == before


def test_a_damaged_catalog_is_told_with_the_remedy(catalog, file):
    file.parent.mkdir()
    file.write_bytes(b"no database" * 100)
    with pytest.raises(UnreadableFile, match="move it away"):
        list(catalog)


@pytest.mark.parametrize("folder", ["file/inside", "catalog.sqlite"])
def test_a_catalog_that_cannot_be_opened_is_told_with_the_remedy(tmp_path, write, folder):
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "catalog.sqlite").mkdir()
    name = "" if folder == "catalog.sqlite" else "catalog.sqlite"
    with pytest.raises(UnreadableFile, match=r"cannot be opened or written .*--data") as told:
        add(Catalog(tmp_path / folder / name), write("a.txt"))
    assert "\n" not in str(told.value)


def test_a_catalog_that_is_only_read_is_not_made(catalog, file):
    assert catalog.listed() == []
    assert not file.exists()
