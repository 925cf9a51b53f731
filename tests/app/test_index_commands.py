"""Looking after the index from the command line."""

import json
import os

import pytest

from app import cli, settings
from app.library import Library
from index.encoder import HashingEncoder
from index.search import Index
from index.snapshot import current
from ingest.errors import NotFound

TEXT = "1. The Working Group on {} met in Oslo from 7 to 11 April 2031.\n\n2. It closed.\n"
NAMES = ("Lamps", "Tides", "Winds", "Fogs")


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr("app.library.named", lambda *_: HashingEncoder())


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def add(data, tmp_path):
    """`add("Lamps")`: ingest a report of that name; the fingerprint of the new snapshot."""

    def added(name, text=TEXT):
        file = tmp_path / f"{name}.txt"
        file.write_text(text.format(name), encoding="utf-8")
        return library(data).ingest([file]).snapshot

    return added


def library(data):
    return Library(data, settings.load(data), HashingEncoder())


def opened(data):
    return Index(current(data), HashingEncoder(), 400)


def run(capsys, data, *words):
    code = cli.main(["index", *words, "--data", str(data), "--json"])
    return code, json.loads(capsys.readouterr().out)


def listed(capsys, data):
    return run(capsys, data, "status")[1]["snapshots"]


def test_status_lists_the_snapshots_the_one_that_serves_first(capsys, data, add):
    first, second = add("Lamps"), add("Tides")
    code, said = run(capsys, data, "status")
    assert code == 0
    assert (said["current"], said["keep"]) == (second, 2)
    assert [(s["snapshot"], s["current"]) for s in said["snapshots"]] == [
        (second, True),
        (first, False),
    ]
    newest = said["snapshots"][0]
    assert (newest["reports"], newest["chunks"], newest["held_by"]) == (2, 4, [])
    assert newest["bytes"] > 1000
    assert newest["since"][:2] == "20"


def test_status_says_who_holds_a_snapshot(capsys, data, add):
    add("Lamps")
    index = opened(data)
    assert listed(capsys, data)[0]["held_by"] == [os.getpid()]
    cli.main(["index", "status", "--data", str(data)])
    assert f"held by {os.getpid()}" in capsys.readouterr().out
    index.close()
    assert listed(capsys, data)[0]["held_by"] == []


def test_where_there_is_no_index_status_lists_nothing_and_writes_nothing(capsys, data):
    assert run(capsys, data, "status") == (0, {"current": None, "keep": 2, "snapshots": []})
    assert not data.exists()


@pytest.mark.parametrize("action", ["rebuild", "rollback", "gc"])
def test_where_there_is_no_index_the_first_step_is_named(capsys, data, action):
    assert cli.main(["index", action, "--data", str(data)]) == 2
    assert "rapporteur ingest FILE_OR_FOLDER" in capsys.readouterr().err
    assert not data.exists()


def test_rebuild_mends_a_damaged_snapshot_and_encodes_nothing(capsys, data, add, monkeypatch):
    made = add("Lamps")
    (current(data) / "chunks.json").write_text("{")
    with pytest.raises(ValueError, match="Expecting"):
        opened(data)
    monkeypatch.setattr(HashingEncoder, "passages", None)  # asking it would be an error
    assert run(capsys, data, "rebuild") == (0, {"current": made})
    index = opened(data)
    assert index.fingerprint == made
    index.close()
    assert len(listed(capsys, data)) == 1  # the damaged one is gone


def test_rebuild_leaves_what_a_reader_holds_until_it_lets_go(capsys, data, add):
    made = add("Lamps")
    index = opened(data)
    before = index.search("Where did the Group meet?", "en", 5)
    assert run(capsys, data, "rebuild") == (0, {"current": made})
    assert index.search("Where did the Group meet?", "en", 5) == before
    assert [s["folder"] for s in listed(capsys, data)] == [f"{made}-2", made]
    index.close()
    assert run(capsys, data, "gc")[1]["removed"] == [made]


def test_rebuild_follows_the_settings(capsys, data, add, monkeypatch):
    made = add("Lamps")
    monkeypatch.setenv("RAPPORTEUR_CHUNK_TOKENS", "50")
    with pytest.raises(NotFound, match="rapporteur index rebuild"):
        Index(current(data), HashingEncoder(), 50)
    assert run(capsys, data, "rebuild")[1]["current"] != made
    Index(current(data), HashingEncoder(), 50).close()


def test_rollback_lets_the_snapshot_before_serve_until_the_next_change(capsys, data, add):
    first, second = add("Lamps"), add("Tides")
    assert run(capsys, data, "rollback") == (0, {"current": first})
    index = opened(data)
    assert [r.id for r in index.listed] == [library(data).catalog.listed()[0].id]
    index.close()
    assert library(data).index() == second
    assert run(capsys, data, "rollback") == (0, {"current": first})


def test_a_second_rollback_goes_one_further_or_says_that_there_is_none(capsys, data, add):
    add("Lamps")
    add("Tides")
    assert cli.main(["index", "rollback", "--data", str(data)]) == 0
    assert cli.main(["index", "rollback", "--data", str(data)]) == 2
    assert "no snapshot before" in capsys.readouterr().err


def test_rollback_brings_nothing_back_that_was_removed(capsys, data, add):
    add("Lamps")
    add("Tides")
    library(data).remove("Tides.txt")
    add("Winds")  # of the two snapshots kept, the one before is that of Lamps alone
    library(data).remove("Lamps.txt")
    assert cli.main(["index", "rollback", "--data", str(data)]) == 2
    assert "was removed since" in capsys.readouterr().err


def test_rollback_to_a_snapshot_of_other_settings_is_refused(capsys, data, add, monkeypatch):
    add("Lamps")
    monkeypatch.setenv("RAPPORTEUR_CHUNK_TOKENS", "50")
    run(capsys, data, "rebuild")
    assert cli.main(["index", "rollback", "--data", str(data)]) == 2
    assert "other settings" in capsys.readouterr().err


def test_gc_removes_what_is_neither_kept_nor_held(capsys, data, add, monkeypatch):
    first = add("Lamps")
    index = opened(data)
    second, third, fourth = map(add, NAMES[1:])
    assert {s["snapshot"] for s in listed(capsys, data)} == {first, third, fourth}
    assert second not in {p.name for p in (data / "snapshots").iterdir()}
    assert run(capsys, data, "gc")[1] == {"removed": [], "freed_bytes": 0}
    index.close()
    monkeypatch.setenv("RAPPORTEUR_KEEP_SNAPSHOTS", "1")
    code, said = run(capsys, data, "gc")
    assert (code, set(said["removed"])) == (0, {first, third})
    assert said["freed_bytes"] > 1000
    assert [s["snapshot"] for s in listed(capsys, data)] == [fourth]


def test_gc_removes_what_processes_that_died_left(capsys, data, add):
    add("Lamps")
    for name in (".draft-1", ".gone-1", "without-a-manifest"):
        (data / "snapshots" / name).mkdir()
    assert cli.main(["index", "gc", "--data", str(data)]) == 0
    assert [p.name for p in (data / "snapshots").iterdir() if p.is_dir()] == [current(data).name]


def test_the_actions_are_shown_where_one_is_missing(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["index"])
    assert left.value.code == 2
    assert "ACTION" in capsys.readouterr().err
