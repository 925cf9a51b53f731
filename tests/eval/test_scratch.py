"""A set over the reports that it names, beside the library."""

import pytest

from app.settings import Settings
from eval.run import made
from eval.scratch import named, scratch
from index.encoder import HashingEncoder
from ingest.errors import NotFound
from tests.eval.conftest import TEXT, WholeReader


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "lights.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "reports" / "other.txt").write_text("Other\n\n1. No lamps.", encoding="utf-8")
    return tmp_path / "reports"


def test_only_the_files_that_a_set_names_are_read(folder, lighthouse_set):
    assert named([lighthouse_set], [folder]) == [folder / "lights.txt"]


def test_a_set_that_names_a_symbol_has_all_files(folder, lighthouse_set, tmp_path):
    path = tmp_path / "set.jsonl"
    text = lighthouse_set.read_text("utf-8").replace("lights.txt", "CSO/CONF.2027/1")
    path.write_text(text, encoding="utf-8")
    assert named([path], [folder]) == [folder]


def test_the_set_is_run_there_and_the_library_stays_as_it_is(
    folder, lighthouse_set, tmp_path, monkeypatch
):
    monkeypatch.setattr("app.assistant._reader", lambda *_: WholeReader())
    monkeypatch.setattr("app.library.named", lambda *_: HashingEncoder())
    data = tmp_path / "data"
    with scratch([lighthouse_set], [folder], data, Settings(workers=0)) as assistant:
        done = made(lighthouse_set, assistant, lambda done, total: None, data=data)
    assert done.about["reports"] == ["cso-conf-2027-1.en"]
    assert len(done.results) == 6
    assert not (data / "CURRENT").exists()


def test_a_place_that_is_not_there_is_told(lighthouse_set, tmp_path):
    with (
        pytest.raises(NotFound, match="check the path"),
        scratch([lighthouse_set], [tmp_path / "none"], tmp_path, Settings()),
    ):
        pass
