"""What goes wrong on real machines: the snapshot that served goes on serving."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from index.encoder import HashingEncoder
from index.filters import Filter
from index.search import Index
from index.snapshot import Recipe, build, current, prune, snapshots, writing
from index.vectors import VectorIndex
from ingest.catalog import to_dict
from ingest.errors import NotFound

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("KILLS", "4"))  # `KILLS=30 pytest tests/index/test_faults.py`
RECIPE = Recipe(HashingEncoder(), 400)
TEXT = """\
LHC/CONF.2031/WG.{n}/3

Report of the Working Group on Lighthouses on its third session

I. Introduction

1. The Working Group number {n} met in Oslo from 7 to 11 April 2031.

2. It closed.
"""
PREPARED = """\
import json, os, sys
from pathlib import Path
from index.encoder import HashingEncoder
from index.search import Index
from index.snapshot import Recipe, build, current, writing
from ingest.catalog import from_dict
import chromadb, bm25s
data = Path(sys.argv[1])
reports = [from_dict(r) for r in json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))]
recipe = Recipe(HashingEncoder(), 400)
def build_for_ever(count=1_000_000):
    for n in range(count):
        with writing(data):
            build(data, reports[: n % len(reports) + 1], recipe, keep=2)
"""
posix = pytest.mark.skipif(os.name != "posix", reason="needs signals and limits of POSIX")


@pytest.fixture(scope="module")
def reports(parsed):
    return [parsed(TEXT.format(n=n), f"{n}.txt") for n in range(1, 5)]


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def start(data, tmp_path, reports):
    """`start(code)`: a process that has read the reports, running some code."""
    running = []
    written = tmp_path / "reports.json"
    written.write_text(json.dumps([to_dict(r) for r in reports]), encoding="utf-8")

    def started(code):
        process = subprocess.Popen(
            [sys.executable, "-c", PREPARED + code, data, written],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        running.append(process)
        return process

    yield started
    for process in running:
        process.kill()
        process.communicate()


def opened(data):
    return Index(current(data), HashingEncoder(), 400)


def ask(index, question="Where did the Working Group meet?"):
    """What an index finds, each passage read from its report."""
    found = index.search(question, "en", 20)
    return [index.report(p.report).text[p.start : p.end] for p in found]


def served(data):
    """The ids of what is served, after asking."""
    index = opened(data)
    try:
        assert len(ask(index)) == 2 * len(index.listed)
        return [r.id for r in index.listed]
    finally:
        index.close()


def folders(data):
    return {p.name for p in (data / "snapshots").iterdir() if p.is_dir()}


@posix
def test_a_build_may_be_killed_at_any_moment(data, start, reports):
    ids = [r.id for r in reports]
    with writing(data):
        build(data, reports[:1], RECIPE, keep=2)
    parent = start("""
for line in sys.stdin:
    child = os.fork()
    if not child:
        build_for_ever()
    print(child, flush=True)
    os.waitpid(child, 0)
""")
    chance = random.Random(1)
    for _ in range(KILLS):
        parent.stdin.write("go\n")
        parent.stdin.flush()
        builder = int(parent.stdout.readline())
        time.sleep(chance.uniform(0.0, 0.8))
        os.kill(builder, signal.SIGKILL)
        found = served(data)
        assert found == ids[: len(found)]
    with writing(data).acquire(timeout=20):  # the lock of the dead is free
        build(data, reports, RECIPE, keep=2)
    assert served(data) == ids
    assert folders(data) == {s.folder.name for s in snapshots(data)}  # no draft is left
    assert len(folders(data)) <= 2


@posix
@pytest.mark.parametrize("limit", [3_000, 100_000])
def test_a_full_disk_leaves_the_snapshot_before_serving(data, start, reports, limit):
    """No file of the writer may become larger than `limit`: the cache, Chroma or the manifest
    cannot be written."""
    with writing(data):
        build(data, reports[:1], RECIPE, keep=2)
    writer = start(f"""
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
build(data, reports, recipe, keep=2)
""")
    _, said = writer.communicate(timeout=60)
    assert writer.returncode == 1
    assert said.splitlines()[-1].startswith("ingest.errors.RapporteurError: the index"), said
    assert served(data) == [reports[0].id]
    with writing(data):
        build(data, reports, RECIPE, keep=2)
    assert served(data) == [r.id for r in reports]
    assert len(folders(data)) == 2


@pytest.mark.parametrize(
    "damage", [b"no database at all" * 400, b"", b"SQLite format 3\0" + b"x" * 900]
)
def test_a_damaged_cache_is_set_aside_and_made_anew(data, reports, damage):
    cache = data / "cache" / "embeddings.sqlite"
    cache.parent.mkdir(parents=True)
    cache.write_bytes(damage)
    build(data, reports[:1], RECIPE, keep=2)
    assert served(data) == [reports[0].id]
    kept = cache.with_name("embeddings.sqlite.damaged")
    assert (kept.read_bytes() if kept.exists() else b"") == damage
    with sqlite3.connect(cache) as db:
        assert db.execute("SELECT count(*) FROM vectors").fetchone() == (2,)


def test_a_page_of_the_cache_that_was_overwritten_costs_only_encoding(data, parsed):
    many = [parsed(TEXT.format(n=n), f"{n}.txt") for n in range(300)]
    build(data, many, RECIPE, keep=2)
    cache = data / "cache" / "embeddings.sqlite"
    whole = bytearray(cache.read_bytes())
    whole[4096 * 2 : 4096 * 4] = b"\xff" * 8192
    cache.write_bytes(whole)
    build(data, many[:-1], RECIPE, keep=2)
    assert len(opened(data).listed) == 299


def test_a_vector_that_is_damaged_in_the_cache_is_made_anew(data, reports):
    build(data, reports[:1], RECIPE, keep=1)
    with sqlite3.connect(data / "cache" / "embeddings.sqlite") as db:
        db.execute("UPDATE vectors SET vector = zeroblob(length(vector))")
    build(data, reports[:1], RECIPE, keep=1, anew=True)
    asked = HashingEncoder().passages(["It closed."])[0]
    index = opened(data)
    assert index.dense.search(asked, 1)[0][1] == pytest.approx(1, abs=1e-3)
    index.close()


def test_an_encoder_that_raises_leaves_the_snapshot_before_serving(data, reports):
    class Raising(HashingEncoder):
        def passages(self, texts):
            raise RuntimeError("the endpoint is gone")

    build(data, reports[:1], RECIPE, keep=2)
    with pytest.raises(RuntimeError, match="endpoint"):
        build(data, reports, Recipe(Raising(), 400), keep=2)
    assert served(data) == [reports[0].id]
    assert len(folders(data)) == 1


def test_of_two_writers_one_waits(data, start, reports):
    writers = [start("build_for_ever(4)") for _ in range(2)]
    for writer in writers:
        _, said = writer.communicate(timeout=120)
        assert writer.returncode == 0, said
    assert served(data) == [r.id for r in reports]
    assert len(folders(data)) == 2


def test_what_a_reader_in_another_process_holds_stays_until_it_ends(data, start, reports):
    build(data, reports[:1], RECIPE, keep=1)
    held = current(data)
    reader = start("""
index = Index(current(data), HashingEncoder(), 400)
for line in sys.stdin:
    found = index.search("Where did the Working Group meet?", "en", 20)
    print(len(found), len({index.report(p.report).id for p in found}), flush=True)
""")

    def asked():
        reader.stdin.write("again\n")
        reader.stdin.flush()
        return reader.stdout.readline()

    before = asked()
    assert before == "2 1\n"
    for n in (2, 3, 4):
        build(data, reports[:n], RECIPE, keep=1)
        assert asked() == before
    assert folders(data) == {held.name, current(data).name}
    assert [s.held_by for s in snapshots(data)] == [(), (reader.pid,)]
    assert served(data) == [r.id for r in reports]
    reader.kill()
    reader.communicate()
    assert [s.folder for s in prune(data, 1)] == [held]
    assert folders(data) == {current(data).name}


def test_readers_come_and_go_while_snapshots_are_swapped(data, start, reports):
    build(data, reports[:1], RECIPE, keep=1)
    reader = start("""
from ingest.errors import NotFound
seen = set()
print("ready", flush=True)
while not (data / "stop").exists():
    try:
        index = Index(current(data), HashingEncoder(), 400)
    except NotFound as e:
        assert "removed in this moment" in str(e)
        continue
    found = index.search("Where did the Working Group meet?", "en", 20)
    assert len(found) == 2 * len(index.listed), found
    seen.add(len({index.report(p.report).id for p in found}))
    index.close()
print(len(seen), flush=True)
""")
    reader.stdout.readline()
    for n in range(12):
        build(data, reports[: n % 4 + 1], RECIPE, keep=1)
    (data / "stop").touch()
    out, said = reader.communicate(timeout=60)
    assert reader.returncode == 0, said
    assert int(out) > 1


def test_a_reader_that_was_overtaken_is_told_to_ask_again(data, reports):
    build(data, reports[:1], RECIPE, keep=1)
    folder = current(data)
    build(data, reports, RECIPE, keep=1)
    with pytest.raises(NotFound, match="ask again"):
        Index(folder, HashingEncoder(), 400)


def test_an_index_that_nobody_refers_to_lets_go_by_itself(data, reports):
    build(data, reports[:1], RECIPE, keep=1)
    index = opened(data)
    ask(index)
    assert snapshots(data)[0].held_by == (os.getpid(),)
    del index
    assert snapshots(data)[0].held_by == ()


def test_a_refused_index_is_not_held(data, reports):
    build(data, reports[:1], RECIPE, keep=1)
    with pytest.raises(NotFound, match="rapporteur index rebuild"):
        Index(current(data), HashingEncoder(), 200)
    assert snapshots(data)[0].held_by == ()


def test_a_folder_that_cannot_be_written_can_be_read(data, reports, monkeypatch):
    build(data, reports[:1], RECIPE, keep=1)

    def refused(self, *args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(FileLock, "acquire", refused)
    assert served(data) == [reports[0].id]
    assert snapshots(data)[0].held_by == ()


def test_nothing_that_was_deleted_is_ever_found(data, reports):
    build(data, reports, RECIPE, keep=2)
    gone = reports[1]
    build(data, [r for r in reports if r != gone], RECIPE, keep=2)
    index = opened(data)
    questions = [gone.slice(p) for p in gone.paragraphs]
    questions += [gone.symbol, f"paragraphs 1 and 2 of {gone.symbol}", gone.source, gone.id]
    for question in questions:
        for reports_asked, only in (
            (None, Filter()),
            ([gone.id], Filter()),
            (None, Filter(year=2031)),
        ):
            found = index.search(question, "en", 50, reports_asked, None, only)
            assert gone.id not in {p.report for p in found}
            assert gone.id not in {v for p in found for v in p.versions}
    for name in (gone.id, gone.symbol, gone.source):
        with pytest.raises(NotFound):
            index.reports_named([name])
    with pytest.raises(FileNotFoundError):
        index.report(gone.id)
    index.close()


def test_ten_thousand_vectors_in_one_batch(tmp_path):
    count, width = 10_000, 16  # Chroma takes 5,461 at a time
    vectors = np.random.default_rng(0).normal(size=(count, width)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    ids = [f"r#{n}" for n in range(count)]
    VectorIndex.build(tmp_path / "chroma", ids, ["r"] * count, vectors)
    made = VectorIndex(tmp_path / "chroma")
    try:
        for n in (0, 5_460, 5_461, 9_999):
            assert made.search(vectors[n], 1)[0][0] == f"r#{n}"
        assert len({chunk for chunk, _ in made.search(vectors[0], count)}) == count
    finally:
        made.close()
