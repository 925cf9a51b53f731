"""Settings come from one file and the environment, and a mistake is told in one line."""

from pathlib import Path

import pytest

from app import settings
from ingest.errors import BadInput, BadSetting


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    """Without what the tests as a whole set."""
    for name in ("RAPPORTEUR_WORKERS", "RAPPORTEUR_CACHE"):
        monkeypatch.delenv(name, raising=False)


def test_without_a_file_the_defaults_hold(tmp_path):
    assert settings.load(tmp_path) == settings.Settings()


def test_the_file_in_the_data_folder_is_read(tmp_path):
    (tmp_path / "settings.toml").write_text("top = 7\n")
    assert settings.load(tmp_path).top == 7


def test_the_environment_wins_over_the_file(tmp_path, monkeypatch):
    (tmp_path / "settings.toml").write_text("top = 7\n")
    monkeypatch.setenv("RAPPORTEUR_TOP", "9")
    assert settings.load(tmp_path).top == 9


def test_an_unknown_setting_is_refused_and_the_known_ones_are_named(tmp_path):
    (tmp_path / "settings.toml").write_text("tops = 7\n")
    with pytest.raises(BadSetting, match=r"unknown setting 'tops'.*\btop\b"):
        settings.load(tmp_path)


def test_an_unknown_setting_in_the_environment_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_COLOUR", "blue")
    with pytest.raises(BadSetting, match="unknown setting 'colour'"):
        settings.load(tmp_path)


def test_a_value_out_of_range_is_refused_with_the_meaning_of_the_setting(tmp_path):
    (tmp_path / "settings.toml").write_text("top = 0\n")
    with pytest.raises(BadSetting, match=r"setting top: .*passages that are ranked"):
        settings.load(tmp_path)


def test_a_file_that_is_no_toml_is_refused(tmp_path):
    (tmp_path / "settings.toml").write_text("top: 7\n")
    with pytest.raises(BadSetting, match="not TOML"):
        settings.load(tmp_path)


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(BadSetting, match=r"settings\.toml: .*; make it a file"):
        settings.load(tmp_path)


def test_a_data_folder_inside_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("no folder")
    for inside in ("file", "file/x", "file/x/y"):
        with pytest.raises(BadInput, match=r"file: not a folder; give another with --data"):
            settings.data_folder(str(tmp_path / inside))
    assert settings.data_folder(str(tmp_path / "new" / "x")) == tmp_path / "new" / "x"


def test_another_value_gives_another_fingerprint():
    assert settings.Settings(top=3).fingerprint != settings.Settings().fingerprint


def test_the_data_folder_is_the_given_one_else_the_environments_else_data(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_DATA", "/somewhere")
    assert settings.data_folder("/given") == Path("/given")
    assert settings.data_folder(None) == Path("/somewhere")
    monkeypatch.delenv("RAPPORTEUR_DATA")
    assert settings.data_folder(None) == Path("data")
