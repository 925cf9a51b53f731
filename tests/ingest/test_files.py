"""Which files the given paths hold: in order, once, and not out of their folder."""

import os

import pytest

from ingest.errors import NotFound
from ingest.files import files, shown, write_whole


@pytest.fixture
def write(tmp_path):
    def write_file(name):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("1. The Group met.")
        return path

    return write_file


def test_files_of_a_folder_come_in_order_without_hidden_ones(write, tmp_path):
    for name in ("in/b.txt", "in/a.txt", "in/deep/c.txt", "in/.hidden.txt", "in/.git/d.txt"):
        write(name)
    found = [str(f.path.relative_to(tmp_path)) for f in files([tmp_path / "in"])]
    assert found == ["in/a.txt", "in/b.txt", "in/deep/c.txt"]


def test_a_file_that_is_given_twice_is_read_once(write):
    path = write("in/a.txt")
    assert [f.path for f in files([path, path.parent, path])] == [path]


def test_a_path_that_is_not_there_is_told(tmp_path):
    with pytest.raises(NotFound, match="no such file or folder"):
        files([tmp_path / "none"])


def test_a_folder_that_links_to_itself_ends(write, tmp_path):
    path = write("in/a.txt")
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in")
    assert [f.path for f in files([tmp_path / "in"])] == [path]


def test_a_link_out_of_the_folder_is_passed_over_and_one_inside_is_followed(write, tmp_path):
    inside, outside = write("in/a.txt"), write("out/secret.txt")
    (tmp_path / "in" / "b.txt").symlink_to(outside)
    (tmp_path / "in" / "c.txt").symlink_to(inside)
    found = {f.path.name: f.passed_over for f in files([tmp_path / "in"])}
    assert found["a.txt"] == found["c.txt"] == ""
    assert "out of the folder" in found["b.txt"]


def test_a_link_to_nothing_is_left_to_the_reader_to_tell(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").symlink_to(tmp_path / "in" / "none.txt")
    assert [f.path.name for f in files([tmp_path / "in"])] == ["a.txt"]


def test_a_pipe_is_passed_over_since_reading_it_would_not_end(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    (found,) = files([tmp_path])
    assert "no regular file" in found.passed_over


def test_a_folder_that_cannot_be_opened_is_told_and_the_rest_is_read(write, tmp_path, monkeypatch):
    write("in/a.txt")
    write("in/closed/b.txt")
    scandir = os.scandir

    def refusing(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found = files([tmp_path / "in"])
    assert [(f.path.name, bool(f.failed)) for f in found] == [("a.txt", False), ("closed", True)]
    assert "Permission denied" in found[1].failed


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (b"a.txt", "a.txt"),
        ("报告.txt".encode(), "报告.txt"),
        (b"a\nb.txt", "a\\nb.txt"),
        (b"a\xffb.txt", "a\\xffb.txt"),
    ],
)
def test_any_name_is_shown_as_one_line_of_text(name, line):
    assert shown(os.fsdecode(name)) == line


def test_a_whole_write_makes_the_folder_and_leaves_only_the_file(tmp_path):
    path = tmp_path / "new" / "a.json"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert os.listdir(path.parent) == ["a.json"]


def test_a_whole_write_that_fails_leaves_what_was_there_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    write_whole(path, b"one")

    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(path), "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"half")
    assert path.read_bytes() == b"one"
    assert os.listdir(tmp_path) == ["a.json"]
