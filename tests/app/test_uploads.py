"""Which uploaded files stay: those that a report was read from, as long as it is there."""

import pytest

from app import uploads
from app.library import Library
from app.settings import Settings
from ingest.errors import NotFound
from tests.app.test_library_page import BIRDS, File

CONTENT = BIRDS.encode()


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path, Settings(workers=0))


def take(library, *files):
    return [f.outcome.state if f.outcome else f.refused for f in uploads.take(library, files)]


def kept(library):
    return sorted(p.name for p in (library.data / uploads.UPLOADS).iterdir())


def removed(library):
    return uploads.remove(library, library.catalog.listed()[0].id)


def test_a_copy_under_another_name_is_told_and_not_kept(library):
    assert take(library, File("a.txt", CONTENT)) == ["new"]
    assert take(library, File("b.txt", CONTENT)) == ["unchanged"]
    assert take(library, File("c.txt", CONTENT), File("d.txt", CONTENT)) == ["unchanged"] * 2
    assert kept(library) == ["a.txt"]
    assert len(removed(library)) == 1
    assert kept(library) == []
    assert take(library, File("b.txt", CONTENT + b"\n3. The Group ended.\n")) == ["new"]


def test_of_two_copies_at_once_the_one_that_was_read_is_kept(library):
    assert take(library, File("a.txt", CONTENT), File("b.txt", CONTENT)) == ["new", "unchanged"]
    assert kept(library) == ["a.txt"]


def test_the_file_of_a_report_stays_when_it_is_handed_over_again(library):
    take(library, File("a.txt", CONTENT))
    assert take(library, File("a.txt", CONTENT)) == ["unchanged"]
    assert kept(library) == ["a.txt"]


def test_the_file_of_a_report_that_was_lost_can_be_handed_over_again(library):
    take(library, File("a.txt", CONTENT))
    (library.data / uploads.UPLOADS / "a.txt").unlink()
    assert take(library, File("a.txt", CONTENT)) == ["unchanged"]
    assert kept(library) == ["a.txt"]


def test_a_report_is_removed_with_its_uploaded_file_but_not_with_the_users_own(library, tmp_path):
    own = tmp_path / "own.txt"
    own.write_bytes(CONTENT)
    library.ingest([own])
    assert take(library, File("a.txt", CONTENT)) == ["unchanged"]
    assert kept(library) == []
    removed(library)
    assert own.exists()
    take(library, File("a.txt", CONTENT))
    removed(library)
    assert kept(library) == []
    with pytest.raises(NotFound):
        uploads.remove(library, "a.txt")
