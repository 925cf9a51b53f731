"""Snapshots: whole or not there at all."""

import json
from itertools import count

import pytest

from index import snapshot
from index.encoder import HashingEncoder
from index.search import Index
from index.snapshot import Recipe, build, current
from ingest.errors import NotFound, RapporteurError

TEXT = "1. The Working Group on {} met in Oslo from 7 to 11 April 2031.\n\n2. It closed.\n"


class BreakingEncoder(HashingEncoder):
    """The same model by name, which cannot encode any more."""

    def passages(self, texts):
        raise MemoryError("the encoder broke down")


@pytest.fixture(scope="module")
def reports(parsed):
    return [parsed(TEXT.format(name), f"{name}.txt") for name in ("Lamps", "Tides", "Winds")]


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


RECIPE = Recipe(HashingEncoder(), 400)


def folders(data):
    return sorted(p.name for p in (data / "snapshots").iterdir() if p.is_dir())


def served(data):
    index = Index(current(data), HashingEncoder(), 400)
    try:
        return [r.id for r in index.listed]
    finally:
        index.close()


def test_a_build_makes_its_snapshot_current(data, reports):
    fingerprint = build(data, reports[:2], RECIPE, keep=2)
    assert (data / "CURRENT").read_text() == fingerprint + "\n"
    assert current(data).name == fingerprint
    assert served(data) == [r.id for r in reports[:2]]


def test_the_manifest_says_what_was_made_and_how(data, reports):
    fingerprint = build(data, reports[:1], RECIPE, keep=2)
    manifest = json.loads((current(data) / "manifest.json").read_text())
    assert manifest["fingerprint"] == fingerprint
    assert (manifest["encoder"], manifest["limit"]) == ("hashing-64", 400)
    assert manifest["chunks"] == 2
    assert [r["id"] for r in manifest["reports"]] == [reports[0].id]


def test_an_encoder_that_breaks_down_leaves_the_old_snapshot_serving(data, reports):
    before = build(data, reports[:1], RECIPE, keep=2)
    with pytest.raises(MemoryError):
        build(data, reports, Recipe(BreakingEncoder(), 400), keep=2)
    assert (data / "CURRENT").read_text() == before + "\n"
    assert folders(data) == [before]
    assert served(data) == [reports[0].id]


@pytest.mark.parametrize("breaks_at", range(1, 6))
def test_a_build_that_breaks_at_any_file_leaves_the_old_snapshot_and_no_draft(
    data, reports, monkeypatch, breaks_at
):
    before = build(data, reports[:1], RECIPE, keep=2)
    writes, dump = count(1), snapshot._dump

    def full(path, value):
        if next(writes) == breaks_at:
            raise OSError(28, "No space left on device")
        dump(path, value)

    monkeypatch.setattr(snapshot, "_dump", full)
    with pytest.raises(RapporteurError, match="No space left on device"):
        build(data, reports, RECIPE, keep=2)  # three reports, the chunks and the manifest
    assert folders(data) == [before]
    assert served(data) == [reports[0].id]


def test_the_manifest_is_written_last(data, reports, monkeypatch):
    written, dump = [], snapshot._dump

    def watched(path, value):
        written.append(path.name)
        dump(path, value)

    monkeypatch.setattr(snapshot, "_dump", watched)
    build(data, reports, RECIPE, keep=2)
    assert written[-1] == "manifest.json"
    assert written.count("manifest.json") == 1


def test_an_unchanged_library_builds_nothing(data, reports):
    first = build(data, reports, RECIPE, keep=2)
    stamp = (current(data) / "manifest.json").stat().st_mtime_ns
    assert build(data, reports, Recipe(BreakingEncoder(), 400), keep=2) == first
    assert (current(data) / "manifest.json").stat().st_mtime_ns == stamp


def test_the_order_of_the_reports_makes_no_other_snapshot(reports):
    assert RECIPE.fingerprint(reports) == RECIPE.fingerprint(reports[::-1])


def test_what_shapes_an_index_changes_its_fingerprint(reports):
    class Other(HashingEncoder):
        name = "other"

    made = {
        RECIPE.fingerprint(reports),
        RECIPE.fingerprint(reports[:2]),
        Recipe(HashingEncoder(), 200).fingerprint(reports),
        Recipe(Other(), 400).fingerprint(reports),
    }
    assert len(made) == 4


def test_only_the_newest_snapshots_are_kept(data, reports):
    made = [build(data, reports[:n], RECIPE, keep=2) for n in (1, 2, 3)]
    assert folders(data) == sorted(made[1:])


def test_the_current_snapshot_is_never_pruned(data, reports):
    old = build(data, reports[:1], RECIPE, keep=3)
    build(data, reports[:2], RECIPE, keep=3)
    build(data, reports, RECIPE, keep=3)
    assert build(data, reports[:1], RECIPE, keep=1) == old
    assert folders(data) == [old]
    assert served(data) == [reports[0].id]


def test_a_folder_without_a_manifest_is_no_snapshot_and_is_built_again(data, reports):
    fingerprint = build(data, reports, RECIPE, keep=2)
    (data / "snapshots" / fingerprint / "manifest.json").unlink()
    with pytest.raises(NotFound, match="incomplete; run `rapporteur index rebuild`"):
        current(data)
    assert build(data, reports, RECIPE, keep=2) == fingerprint
    assert served(data) == [r.id for r in reports]


def test_where_nothing_was_built_the_first_step_is_named(data):
    with pytest.raises(NotFound, match="rapporteur ingest FILE_OR_FOLDER"):
        current(data)


class OtherEncoder(HashingEncoder):
    name = "other"


@pytest.mark.parametrize(("encoder", "limit"), [(HashingEncoder(), 200), (OtherEncoder(), 400)])
def test_an_index_made_with_other_settings_is_refused_with_the_remedy(
    data, reports, encoder, limit
):
    build(data, reports[:1], RECIPE, keep=2)
    with pytest.raises(NotFound, match="run `rapporteur index rebuild`"):
        Index(current(data), encoder, limit)


def test_a_snapshot_of_another_format_is_refused(data, reports):
    build(data, reports[:1], RECIPE, keep=2)
    path = current(data) / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 0}))
    with pytest.raises(NotFound, match="rapporteur index rebuild"):
        Index(current(data), HashingEncoder(), 400)


def test_a_library_without_reports_is_a_snapshot_too(data):
    build(data, [], RECIPE, keep=2)
    assert served(data) == []


class CountingEncoder(HashingEncoder):
    """Remembers what it was asked to encode."""

    def __init__(self):
        self.asked = []

    def passages(self, texts):
        self.asked += texts
        return super().passages(texts)


def test_a_rebuild_encodes_only_what_is_new(data, reports):
    build(data, reports[:2], RECIPE, keep=2)
    encoder = CountingEncoder()
    build(data, reports, Recipe(encoder, 400), keep=2)
    assert len(encoder.asked) == 1  # "It closed." stands in all three


def test_one_report_more_in_five_hundred_encodes_only_its_paragraphs(data, parsed):
    many = [parsed(TEXT.format(f"number {n}"), f"{n}.txt") for n in range(501)]
    build(data, many[:-1], RECIPE, keep=2)
    encoder = CountingEncoder()
    build(data, many, Recipe(encoder, 400), keep=2)
    assert encoder.asked == ["The Working Group on number 500 met in Oslo from 7 to 11 April 2031."]
    assert len(served(data)) == 501


def test_a_reader_of_the_old_snapshot_is_not_disturbed_by_a_build(data, reports):
    build(data, reports[:1], RECIPE, keep=2)
    index = Index(current(data), HashingEncoder(), 400)
    try:
        before = index.search("Where did the Group meet?", "en", 5)
        build(data, reports, RECIPE, keep=2)
        assert index.search("Where did the Group meet?", "en", 5) == before
        assert [r.id for r in index.listed] == [reports[0].id]
    finally:
        index.close()
