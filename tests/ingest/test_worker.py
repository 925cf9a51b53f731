"""Limits: a hostile file fails alone, with a reason, and costs no other."""

import time

import pytest

from ingest.report import Report
from ingest.worker import Failure, Limits, fingerprint, read, read_apart

TEXT = "I. Introduction\n\n1. The Working Group on Lighthouses met in Oslo.\n"


@pytest.fixture
def write(tmp_path):
    def write_file(name, content=TEXT):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path, name  # the name serves as fingerprint

    return write_file


# what a worker runs in place of `read`: it must be importable there
def slow(path, sha256, ocr):
    if path.name.startswith("slow"):
        time.sleep(60)
    return read(path, sha256)


def greedy(path, sha256, ocr):
    if path.name.startswith("greedy"):
        return Failure(str(len(bytes(4 * 2**30))))
    return read(path, sha256)


def dying(path, sha256, ocr):
    if path.name.startswith("dying"):
        import os

        os._exit(11)
    return read(path, sha256)


def raising(path, sha256, ocr):
    if path.name.startswith("raising"):
        raise RuntimeError("a bug\nof ours")
    return read(path, sha256)


@pytest.mark.parametrize(
    ("reader", "word"),
    [
        (slow, "file_seconds"),
        (greedy, "file_memory"),
        (dying, "file_memory"),
        (raising, "RuntimeError: a bug of ours"),
    ],
)
def test_a_hostile_file_fails_alone_with_a_reason(write, monkeypatch, reader, word):
    files = [write("a.txt"), write(f"{reader.__name__}.txt"), write("b.txt"), write("c.txt")]
    monkeypatch.setattr("ingest.worker.read", reader)
    limits = Limits(seconds=4, memory=2000)
    a, bad, b, c = read_apart(files, limits, workers=2)
    assert all(isinstance(r, Report) for r in (a, b, c))
    assert [r.source for r in (a, b, c)] == ["a.txt", "b.txt", "c.txt"]
    assert isinstance(bad, Failure)
    assert word in bad.reason
    assert "\n" not in bad.reason
    assert bad.within == (limits if word.startswith("file_") else None)


def test_workers_give_what_one_process_gives(write):
    files = [write("a.txt"), write("b.txt", b""), write("c.json", "[1]")]
    assert list(read_apart(files, Limits(), workers=2)) == list(read_apart(files, Limits(), 0))


def test_who_stops_listening_leaves_no_process(write):
    run = read_apart([write("a.txt"), write("b.txt")], Limits(), workers=1)
    assert isinstance(next(run), Report)
    run.close()


def test_nothing_to_read_starts_nothing():
    assert list(read_apart([], Limits(), workers=2)) == []


def test_a_fingerprint_tells_content_apart_and_not_names(write):
    (a, _), (b, _), (c, _) = write("a.txt"), write("b.txt"), write("c.txt", TEXT + "2. It ended.")
    assert fingerprint(a, Limits()) == fingerprint(b, Limits()) != fingerprint(c, Limits())


def test_a_file_over_the_size_limit_is_not_opened(write):
    path, _ = write("a.txt", b"1" * (2 * 2**20))
    failure = fingerprint(path, Limits(size=1))
    assert isinstance(failure, Failure)
    assert "2 MB, over the limit of 1" in failure.reason
    assert not failure.lasting


def test_a_name_with_a_line_break_gives_a_reason_of_one_line(write):
    path, name = write("a\nb.txt", b"")
    failure = read(path, name)
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("a\\nb.txt: ")


def test_a_file_that_went_away_is_told_and_not_remembered(tmp_path):
    for failure in (fingerprint(tmp_path / "a", Limits()), read(tmp_path / "a", "x")):
        assert isinstance(failure, Failure)
        assert "check the path" in failure.reason
        assert not failure.lasting
