"""Runs and sets in the data folder."""

import json

import pytest

from eval import kept, report_html
from eval.compare import compare
from eval.run import made
from ingest.errors import BadInput


def quiet(done, total):
    pass


@pytest.fixture(scope="module")
def done(lighthouse, lighthouse_set):
    return made(lighthouse_set, lighthouse, quiet)


def test_a_run_is_read_as_it_was_kept(tmp_path, done):
    path = kept.keep(tmp_path, done)
    assert kept.kept(tmp_path) == [path]
    (again,) = kept.read(path)
    assert again.results == done.results
    assert report_html.page([again]) == report_html.page([done])


def test_two_runs_that_are_kept_can_be_compared(tmp_path, done):
    found = compare(kept.keep(tmp_path, done), kept.keep(tmp_path, done))
    assert found.questions == len(done.results)
    assert not found.changes


def test_the_newest_run_is_first_and_named_by_its_time_and_set(tmp_path, done):
    first, second = kept.keep(tmp_path, done), kept.keep(tmp_path, done)
    assert kept.kept(tmp_path) == [second, first]
    date, _, name = kept.called(first).partition(" · ")
    assert len(date) == len("2027-05-07 10:02:31")
    assert name == "lights"
    assert kept.called(second) != kept.called(first)


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"runs": [{"set": "s", "questions": []}]}', '{"runs": [1]}']
)
def test_a_file_that_is_no_run_is_told_with_its_remedy(tmp_path, content):
    path = tmp_path / "x.json"
    path.write_text(content)
    with pytest.raises(BadInput, match="rapporteur eval SET --json"):
        kept.read(path)


def test_a_run_of_an_older_version_is_told_with_what_it_lacks(tmp_path, done):
    path = kept.keep(tmp_path, done)
    raw = json.loads(path.read_text(encoding="utf-8"))
    del raw["runs"][0]["questions"][0]["proof"]
    path.write_text(json.dumps(raw))
    with pytest.raises(BadInput, match="proof"):
        kept.read(path)


def test_only_sets_about_reports_that_are_there_are_offered(lighthouse, lighthouse_set, tmp_path):
    assert kept.sets(tmp_path, lighthouse.index) == []
    own = kept.add_set(tmp_path, "../my lights.jsonl", lighthouse_set.read_bytes())
    assert kept.sets(tmp_path, lighthouse.index) == [own]
    assert kept.set_called(own) == "my lights.jsonl"
    assert own == tmp_path / "evaluations" / "sets" / "my lights.jsonl"


@pytest.mark.parametrize("name", ["set.json", ".jsonl", f"{'x' * 200}.jsonl", "\x00.jsonl"])
def test_a_set_of_another_name_is_refused(tmp_path, lighthouse_set, name):
    with pytest.raises(BadInput, match=r"ends in \.jsonl"):
        kept.add_set(tmp_path, name, lighthouse_set.read_bytes())


def test_a_set_that_breaks_the_schema_is_told_with_its_line_and_not_kept(tmp_path):
    with pytest.raises(BadInput, match=r"^mine\.jsonl, line 1: not JSON"):
        kept.add_set(tmp_path, "mine.jsonl", b"no\n")
    assert not list((tmp_path / "evaluations" / "sets").iterdir())
