"""`rapporteur eval` over a small library."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

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
