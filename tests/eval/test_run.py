"""A run keeps every question, and says how it was made."""

import json
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from eval.baselines import systems
from eval.failures import reasons
from eval.provenance import about, git
from eval.run import as_dict, made, simpler
from ingest.errors import NotFound


def quiet(done, total):
    pass


def timeless(done):
    return [replace(r, answer=replace(r.answer, timings={})) for r in done.results]


def test_nothing_is_dropped_and_two_runs_are_the_same(lighthouse, lighthouse_set):
    first = timeless(made(lighthouse_set, lighthouse, quiet))
    assert [r.question.id for r in first] == [
        json.loads(line)["id"] for line in lighthouse_set.read_text("utf-8").splitlines()
    ]
    assert timeless(made(lighthouse_set, lighthouse, quiet)) == first


def test_every_failed_question_has_its_reason(lighthouse, lighthouse_set):
    why = {r.question.id: reasons(r) for r in made(lighthouse_set, lighthouse, quiet).results}
    assert why["chair-en"] == ()
    assert why["cost"] == ()
    (said,) = why["meetings-en"]
    assert said.startswith("the first citation is another paragraph; para. 2 was passage ")
    assert why["price"] == ("answered, where there is no answer: the report does not say it",)


def test_the_json_has_the_keys_of_before_and_the_new_ones(lighthouse, lighthouse_set):
    said = as_dict(made(lighthouse_set, lighthouse, quiet))
    json.dumps(said)
    assert {"set", "snapshot", "settings", "measures", "questions", "about", "kinds"} <= set(said)
    assert {"value", "count", "low", "high"} == set(said["measures"]["all"]["F1"])
    assert set(said["measures"]) == {"all", "ar", "en"}
    first = said["questions"][0]
    assert {"rank", "cited", "said", "exact", "answer", "right", "failed", "scores"} <= set(first)
    assert first["scores"]["first citation right"] == 1.0
    assert "refusal precision" not in first["scores"]  # who counts hangs on the answers


def test_a_run_says_how_it_was_made(lighthouse, lighthouse_set):
    how = about(lighthouse_set, lighthouse, datetime.now(UTC))
    assert how["reports"] == ["cso-conf-2027-1.en"]
    assert how["encoder"] == "hashing-64"
    assert how["settings"]["read"] == 24
    assert {"python", "rapporteur", "chromadb"} <= set(how["versions"])
    assert how["memory_megabytes"] > 10


def test_a_run_over_which_the_library_changes_ends_with_the_remedy(
    lighthouse, lighthouse_set, monkeypatch
):
    ask, index = lighthouse.ask, lighthouse.index

    def changed(*args, **kw):
        answer = ask(*args, **kw)
        monkeypatch.setattr(index, "folder", Path("gone"))
        monkeypatch.setattr(type(lighthouse), "index", SimpleNamespace(folder=Path("new")))
        return answer

    monkeypatch.setattr(lighthouse, "ask", changed)
    with pytest.raises(NotFound, match="run the set again"):
        made(lighthouse_set, lighthouse, quiet, fresh=True)


def test_what_is_published_of_the_settings_shapes_answers_and_holds_no_secret(
    lighthouse, lighthouse_set, monkeypatch
):
    named = {"may_ask": "ada@example.org", "base_url": "http://u:secret@10.0.0.5/v1", "model": "m"}
    monkeypatch.setattr(lighthouse, "settings", lighthouse.settings.model_copy(update=named))
    said = json.dumps(about(lighthouse_set, lighthouse, datetime.now(UTC)))
    assert "secret" not in said
    assert "ada@" not in said


@pytest.fixture
def tree(tmp_path):
    """A git tree with a commit of two files, one of which is not UTF-8."""

    def run(*arguments):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)

    run("init", "-q")
    (tmp_path / "a.py").write_text("1")
    (tmp_path / "latin.txt").write_bytes("é\n".encode("latin-1"))
    run("add", ".")
    run("-c", "user.name=n", "-c", "user.email=e@x", "commit", "-qm", "one")
    return tmp_path


def test_other_differences_from_a_commit_have_another_name(tree):
    tmp_path = tree
    assert git(tmp_path)["changed"] is False
    (tmp_path / "a.py").write_text("2")
    first = git(tmp_path)
    (tmp_path / "a.py").write_text("3")
    second = git(tmp_path)
    (tmp_path / "b.py").write_text("4")
    assert len({first["differences"], second["differences"], git(tmp_path)["differences"]}) == 3


def test_files_of_any_name_and_encoding_are_among_the_differences(tree):
    def named():
        return git(tree)["differences"]

    (tree / "проба.py").write_text("1")
    first = named()
    (tree / "проба.py").write_text("2")
    (tree / 'a "b".py').write_text("1")
    second = named()
    (tree / 'a "b".py').write_bytes(b"\xe9")
    (tree / "gone.py").symlink_to("nowhere.py")
    third = named()
    (tree / "latin.txt").write_bytes("éè\n".encode("latin-1"))
    assert len({first, second, third, named()}) == 4


def test_where_there_is_no_git_there_is_no_commit(tmp_path):
    assert git(tmp_path) is None
    here = git(Path(__file__).parents[2])
    assert here is None or len(here["commit"]) == 40


def test_simpler_systems_answer_the_same_questions(lighthouse, lighthouse_set):
    asked = systems(lighthouse.index)
    assert len(asked) == 4
    for name, ask in asked.items():
        results = simpler(lighthouse_set, lighthouse, name, ask, quiet)
        assert len(results) == 6, name
        assert all(r.exact for r in results), name
        first = results[0]
        # one default chunk of LlamaIndex is the whole report: it begins with paragraph 1
        assert first.rank == (2 if name.startswith("LlamaIndex") else 1), name
        assert len(first.ranked) == len(set(first.ranked)), name


def test_the_first_sentence_is_quoted_alone(lighthouse, lighthouse_set):
    name = "first sentence of the best"
    ask = systems(lighthouse.index)[name]
    results = simpler(lighthouse_set, lighthouse, name, ask, quiet)
    quotes = {r.answer.citations[0].quote for r in results if r.answer.citations}
    assert "The Group met in Oslo from 3 to 7 May 2027." in quotes
