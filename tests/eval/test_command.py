"""`rapporteur eval` over a small library."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import main

SAMPLE = Path(__file__).parents[2] / "eval" / "sets" / "sample"


def run(*arguments):
    clean = {k: v for k, v in os.environ.items() if not k.startswith("RAPPORTEUR_")}
    command = [sys.executable, "-m", "app.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=clean)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("eval") / "data"
    (zh,) = SAMPLE.glob("*.zh.txt")
    assert run("ingest", zh, "--data", folder).returncode == 0
    return folder


@pytest.fixture(scope="module")
def small(data):
    path = data.parent / "small.jsonl"
    lines = (SAMPLE / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(lines[:12]), encoding="utf-8")
    return path


def test_the_table_has_every_measure_with_its_count_and_every_language(data, small):
    done = run("eval", small, "--data", data)
    assert done.returncode == 0, done.stderr
    for name in ("hit@1", "hit@5", "MRR", "first citation right", "quotes exact"):
        (row,) = [line for line in done.stdout.splitlines() if line.startswith(f"{name}  ")]
        assert "(12)" in row
    head = done.stdout.splitlines()[1].split()
    assert head == ["all", "ar", "en", "es", "fr", "ru", "zh"]


def test_the_json_holds_every_question_with_its_answer(data, small):
    done = run("eval", small, "--data", data, "--json")
    (said,) = json.loads(done.stdout)["runs"]
    assert len(said["questions"]) == 12
    assert said["measures"]["all"]["hit@1"]["count"] == 12
    assert all(q["answer"]["passages"] for q in said["questions"])
    assert all(q["exact"] for q in said["questions"])


def test_a_set_about_a_report_that_is_not_indexed_is_told(data, tmp_path):
    path = tmp_path / "set.jsonl"
    path.write_text(
        '{"id": "a", "lang": "en", "question": "Who?", "kind": "who", "report": "nowhere.txt", '
        '"paragraphs": ["1"], "answers": ["Ada"]}'
    )
    done = run("eval", path, "--data", data)
    assert done.returncode == 2
    assert "rapporteur ingest" in done.stderr


@pytest.fixture
def told(lighthouse, lighthouse_set, monkeypatch, capsys):
    """`told(words)`: exit code, output and errors of `rapporteur eval` with an assistant that needs
    no model."""
    monkeypatch.setattr("app.commands.assistant", lambda arguments: lighthouse)

    def do(*words):
        code = main(["eval", *map(str, words), "--data", str(lighthouse.data)])
        return code, *capsys.readouterr()

    return do


def test_reports_are_written_where_they_are_wanted(told, lighthouse_set, tmp_path):
    page, notes = tmp_path / "r.html", tmp_path / "r.md"
    assert told(lighthouse_set, "--report-html", page, "--report-md", notes)[0] == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert notes.read_text(encoding="utf-8").startswith("# How right")


@pytest.fixture
def unasked(lighthouse, monkeypatch):
    """Nothing may be asked."""

    def asked(*args, **kw):
        raise AssertionError("a question was asked")

    monkeypatch.setattr(lighthouse, "ask", asked)


@pytest.mark.parametrize("option", ["--report-html", "--report-md", "--figures"])
def test_a_place_that_cannot_be_written_is_told_before_the_run(
    told, lighthouse_set, tmp_path, option, unasked
):
    for place, said in ((tmp_path / "none" / "r.html", "no such folder"), (tmp_path, "a folder")):
        code, _, err = told(lighthouse_set, option, place, "--fresh")
        assert (code, err.count("\n")) == (2, 1)
        assert said in err
    assert not (tmp_path / "none").exists()


def test_a_file_that_holds_no_figures_is_told_before_the_run(
    told, lighthouse_set, tmp_path, unasked
):
    path = tmp_path / "notes.txt"
    path.write_text("not to be lost")
    code, _, err = told(lighthouse_set, "--figures", path, "--fresh")
    assert (code, "no file of figures" in err) == (2, True)


def test_a_set_that_is_wrong_is_told_before_the_others_are_run(told, lighthouse_set, unasked):
    assert told(lighthouse_set, "typo.jsonl", "--fresh")[0] == 2


def test_two_sets_of_one_name_are_not_mixed_up(told, lighthouse_set, tmp_path, unasked):
    other = tmp_path / lighthouse_set.name
    other.write_bytes(lighthouse_set.read_bytes())
    code, _, err = told(lighthouse_set, other, "--fresh")
    assert (code, err.count("\n")) == (2, 1)
    assert "a name of its own" in err


def test_a_figure_under_its_limit_fails_the_command(told, lighthouse_set):
    assert told(lighthouse_set, "--fail-under", "hit@5=0.1")[0] == 0
    code, out, err = told(lighthouse_set, "--fail-under", "hit@1=1", "--json")
    assert code == 1
    assert json.loads(out)["runs"]
    assert "hit@1" in err
    assert told(lighthouse_set, "--fail-under", "speed=1")[0] == 2


def test_simpler_systems_stand_in_the_same_output(told, lighthouse_set):
    code, out, _ = told(lighthouse_set, "--baselines")
    assert code == 0
    head = next(line for line in out.splitlines() if "dense alone" in line)
    assert "this assistant" in head
    _, out, _ = told(lighthouse_set, "--baselines", "--json")
    assert "lexical alone" in json.loads(out)["runs"][0]["baselines"]


def test_figures_are_put_into_a_file(told, lighthouse_set, tmp_path):
    path = tmp_path / "figures.json"
    code, out, _ = told(lighthouse_set, "--figures", path, "--fresh")
    assert code == 0
    assert "most memory" in out
    assert json.loads(path.read_text())["lights.jsonl"]["questions"] == 6


def test_two_outputs_are_compared(told, lighthouse_set, tmp_path):
    path = tmp_path / "a.json"
    path.write_text(told(lighthouse_set, "--json")[1], encoding="utf-8")
    code, out, _ = told("compare", path, path)
    assert code == 0
    assert "right now: 0; wrong now: 0" in out
    _, out, _ = told("compare", path, path, "--json")
    assert json.loads(out)["p"] == 1.0
    assert told("compare", path)[0] == 2
    assert told("compare", path, path, "--fail-under", "right=0")[0] == 0
    code, _, err = told("compare", path, path, "--fail-under", "right=0.01")
    assert (code, "right differs by +0.000, under 0.01" in err) == (1, True)


def test_differences_have_limits_by_the_names_that_are_printed(told, lighthouse_set, tmp_path):
    path = tmp_path / "a.json"
    path.write_text(told(lighthouse_set, "--json")[1], encoding="utf-8")
    printed = json.loads(told("compare", path, path, "--json")[1])["differences"]
    for name in printed:
        assert told("compare", path, path, "--fail-over", f"{name}=0.1")[0] == 0, name
    code, _, err = told("compare", path, path, "--fail-over", "latency p95=1")
    assert (code, "seconds" in err) == (2, True)
    assert told(lighthouse_set, "--fail-over", "seconds=1")[0] == 2


def test_a_set_is_checked(told, lighthouse_set, tmp_path):
    code, out, err = told("check", lighthouse_set)
    assert code == 1
    assert out == "lights.jsonl: 6 questions, 1 wrong\n"
    assert "lights.jsonl, line 3 (meetings-en): " in err
    _, out, _ = told("check", lighthouse_set, "--json")
    assert json.loads(out)["checked"][0]["remarks"][0]["line"] == 3
    assert told("check")[0] == 2


def test_questions_of_others_are_imported(told, tmp_path):
    path = tmp_path / "set.csv"
    path.write_text("question,paragraphs,answers\nWho was Chair?,2,Ada Obi\n", encoding="utf-8")
    code, out, err = told("import", path, "--report", "lights.txt")
    assert code == 0
    assert json.loads(out)["paragraphs"] == ["2"]
    assert "1 of 1" in err


def test_questions_are_drafted(told):
    code, out, _ = told("draft", "CSO/CONF.2027/1")
    assert code == 0
    assert all(json.loads(line)["draft"] for line in out.splitlines())
    assert told("draft", "nowhere")[0] == 2
