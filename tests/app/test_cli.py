"""The commands as other programs use them: JSON out, one line of error, the exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = """Report of the Working Group on Lighthouses
LGT/CONF.2027/WG.I/3

I. Introduction

1. The Group met in Oslo from 3 to 7 May 2027.

2. The Group elected Ms. Ada Obi as Chair and decided as follows:

(a) The Vice-Chair is Mr. Ion Pop;

(b) The Group works in English.
"""


def run(*arguments, stdin=None, **environment):
    clean = {k: v for k, v in os.environ.items() if not k.startswith("RAPPORTEUR_")}
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        input=stdin,
        env={**clean, **environment},
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "lights.txt").write_text(REPORT, encoding="utf-8")
    done = run("ingest", folder / "lights.txt", "--data", folder / "data")
    assert done.returncode == 0, done.stderr
    return folder / "data"


def test_ingest_tells_what_became_of_each_file(data, tmp_path):
    again = run("ingest", data.parent / "lights.txt", "--data", data, "--json")
    said = json.loads(again.stdout)
    (row,) = said["unchanged"]
    assert row["report"] == "lgt-conf-2027-wg-i-3.en"
    assert row["paragraphs"] == 4
    assert said["new"] == said["changed"] == said["failed"] == []


def test_one_broken_file_among_good_ones_is_told_and_costs_only_itself(data, tmp_path):
    (tmp_path / "good.txt").write_text(REPORT.replace("WG.I/3", "WG.I/4"), encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    done = run("ingest", tmp_path, "--data", tmp_path / "data", "--json")
    said = json.loads(done.stdout)
    assert done.returncode == 1
    assert [Path(r["file"]).name for r in said["new"]] == ["good.txt"]
    assert [Path(r["file"]).name for r in said["failed"]] == ["broken.pdf"]
    assert said["failed"][0]["reason"]


def test_ask_prints_the_answer_with_the_keys_that_others_rely_on(data):
    done = run("ask", "Who was elected as Chair?", "--data", data, "--json", "--top", "2")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    keys = {"question", "status", "answer", "probability", "citations", "passages", "history"}
    assert keys | {"snapshot", "settings", "timings"} <= set(said)
    assert len(said["passages"]) == 2
    cited = said["citations"][0]
    assert cited["symbol"] == "LGT/CONF.2027/WG.I/3"
    assert cited["label"] == "para. 2"
    assert cited["heading"] == ["I. Introduction"]
    assert "Ada Obi" in cited["quote"]


def test_ask_in_a_terminal_shows_quote_label_section_and_score(data):
    said = run("ask", "Who was elected as Chair?", "--data", data).stdout
    assert "LGT/CONF.2027/WG.I/3, para. 2" in said
    assert "I. Introduction" in said
    assert "score" in said


def test_a_batch_answers_every_line_in_order(data, tmp_path):
    lines = [{"id": f"q{i}", "question": f"Who is number {i}?"} for i in range(3)]
    file = tmp_path / "batch.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = run("ask", "--batch", file, "--data", data, "--json")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["q0", "q1", "q2"]


def test_a_batch_with_a_wrong_line_is_refused_before_anything_is_asked(data):
    batch = '{"question": "Who?"}\n{"frage": "Wer?"}\n'
    done = run("ask", "--batch", "-", "--data", data, "--json", stdin=batch)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "line 2" in done.stderr


def test_a_question_in_a_batch_about_an_unknown_report_fails_alone(data):
    batch = (
        '{"id": "a", "question": "Who?", "reports": ["nowhere"]}\n{"id": "b", "question": "Who?"}'
    )
    done = run("ask", "--batch", "-", "--data", data, "--json", stdin=batch)
    first, second = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 1
    assert "nowhere" in first["error"]
    assert second["status"]


def test_json_may_hold_other_ends_of_lines_than_its_own(data):
    batch = '{"question": "Who\u2028chaired?"}\n'
    done = run("ask", "--batch", "-", "--data", data, "--json", stdin=batch, PYTHONUTF8="1")
    assert json.loads(done.stdout.split("\n")[0])["question"] == "Who\u2028chaired?"


@pytest.mark.parametrize(
    "line",
    [
        b'{"question": "\xff"}',
        b'{"question": "who \\ud83d?"}',
        b'{"question": "Who?", "history": [{"question": "\\ud800"}]}',
        b'{"question": "Who?", "history": [{"question": "Who?", "answer": "\\ud800"}]}',
        b'{"question": "Who?", "reports": ["\\ud800"]}',
        b"[" * 99_999,
    ],
)
def test_a_batch_of_bad_text_is_told_in_one_line(data, tmp_path, line):
    (tmp_path / "batch.jsonl").write_bytes(line)
    done = run("ask", "--batch", tmp_path / "batch.jsonl", "--data", data, "--json")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr


@pytest.mark.parametrize(
    "wrong", [["--lang", "xx"], ["--report", "nowhere"], ["--data", "/dev/null"]]
)
@pytest.mark.parametrize("command", ["ask", "verify"])
def test_what_is_wrong_for_a_whole_batch_is_wrong_usage(data, tmp_path, command, wrong):
    key = "question" if command == "ask" else "claim"
    (tmp_path / "batch.jsonl").write_text(json.dumps({key: "It met in Oslo."}))
    given = ["--batch", tmp_path / "batch.jsonl", "--data", data, "--json", *wrong]
    done = run(command, *given)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr


def test_a_statement_that_is_a_footnote_mark_alone_is_told(data):
    done = run("verify", "[1]", "--data", data)
    assert done.returncode == 2
    assert "the statement is empty" in done.stderr


def test_json_is_utf_8_whatever_the_locale(data):
    done = run(
        "reports", "--data", data, "--json", PYTHONIOENCODING="latin-1", PYTHONUTF8="0", LC_ALL="C"
    )
    assert done.returncode == 0, done.stderr


def test_show_gives_the_text_and_every_paragraph_as_a_span_of_it(data):
    said = json.loads(run("show", "lights.txt", "--data", data, "--json").stdout)
    texts = {p["paragraph"]: said["text"][p["start"] : p["end"]] for p in said["paragraphs"]}
    assert texts["2(b)"] == "The Group works in English."
    assert [p["mark"] for p in said["paragraphs"]] == ["1.", "2.", "(a)", "(b)"]


@pytest.mark.parametrize("name", ["lights.txt", "lgt conf 2027 wg.i 3", "LGT/CONF.2027/WG.I/3"])
def test_a_paragraph_is_shown_by_any_name_of_its_report(data, name):
    assert "Mr. Ion Pop" in run("show", name, "para. 2 (a)", "--data", data).stdout


def test_reports_lists_and_remove_removes(tmp_path):
    (tmp_path / "lights.txt").write_text(REPORT, encoding="utf-8")
    run("ingest", tmp_path / "lights.txt", "--data", tmp_path / "d")
    listed = json.loads(run("reports", "--data", tmp_path / "d", "--json").stdout)["reports"]
    assert [r["symbol"] for r in listed] == ["LGT/CONF.2027/WG.I/3"]
    assert run("remove", listed[0]["report"], "--data", tmp_path / "d").returncode == 0
    assert json.loads(run("reports", "--data", tmp_path / "d", "--json").stdout)["reports"] == []


@pytest.fixture
def two_of_a_name(tmp_path):
    """A data folder with different reports in files of one name, and their ids."""
    for folder, place in (("a", "Oslo"), ("b", "Lima")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.txt").write_text(f"1. The Group on Lamps met in {place}.\n")
    data = tmp_path / "data"
    done = run("ingest", tmp_path / "a", tmp_path / "b", "--data", data, "--json")
    return data, [row["report"] for row in json.loads(done.stdout)["new"]]


def test_different_reports_in_files_of_one_name_are_shown_and_removed_by_id(two_of_a_name):
    data, ids = two_of_a_name
    for command in ("show", "remove"):
        done = run(command, "report.txt", "--data", data)
        assert (done.returncode, done.stdout) == (2, "")
        assert (
            done.stderr == f"rapporteur: report.txt names {', '.join(sorted(ids))}; give the id\n"
        )
    assert "Oslo" in run("show", ids[0], "--data", data).stdout
    assert run("remove", ids[1], "--data", data).stdout == f"removed {ids[1]}\n"
    left = json.loads(run("reports", "--data", data, "--json").stdout)["reports"]
    assert [r["report"] for r in left] == ids[:1]


def told_in_one_line(done):
    """Whether a command ended as wrong input does."""
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    return done.stderr


@pytest.mark.parametrize(("command", "what"), [("ask", "question"), ("verify", "statement")])
def test_bytes_that_are_no_text_are_told(data, command, what):
    told = told_in_one_line(run(command, "who chaired \udcff", "--data", data))
    assert f"the {what} is not valid text; type it anew" in told


def test_a_data_folder_that_cannot_be_made_is_told(data, tmp_path):
    (tmp_path / "file").write_text("no folder")
    done = run("ingest", data.parent / "lights.txt", "--data", tmp_path / "file" / "x")
    assert "not a folder; give another with --data" in told_in_one_line(done)


def test_settings_that_are_a_folder_are_told(tmp_path):
    (tmp_path / "settings.toml").mkdir()
    told = told_in_one_line(run("ask", "Who?", "--data", tmp_path))
    assert "settings.toml: Is a directory" in told


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        (PermissionError(13, "Permission denied", "/x"), "/x: Permission denied"),
        (TimeoutError(), "TimeoutError"),
        (OSError("two\nlines"), "two lines"),
    ],
)
def test_what_the_system_refuses_is_told_in_one_line(monkeypatch, capsys, error, line):
    from app import cli, commands

    def refused(arguments):
        raise error

    monkeypatch.setattr(commands, "reports", refused)
    assert cli.main(["reports"]) == 2
    out, err = capsys.readouterr()
    remedy = "check the path, its permissions and the space there is"
    assert (out, err) == ("", f"rapporteur: {line}; {remedy}\n")


BAD = ("missing.txt", "empty.txt", "binary.bin", "data.json", "none")


def bad_inputs(folder: Path) -> dict[str, list]:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.bin").write_bytes(bytes(range(256)) * 40)
    (folder / "data.json").write_text('{"a": 1}')
    (folder / "none").mkdir()
    return {name: ["ingest", folder / name] for name in BAD}


@pytest.mark.parametrize("name", BAD)
def test_input_that_is_no_report_gives_one_line_and_leaves_nothing(tmp_path, name):
    done = run(*bad_inputs(tmp_path)[name], "--data", tmp_path / "data")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "; " in done.stderr  # what is wrong; what to do
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "Who?", "--batch", "x.jsonl"],
        ["ask", "Who?", "--top", "0"],
        ["ask", "Who?", "--colour", "blue"],
        ["ask", "Who?", "--lang", "de"],
        ["show", "nowhere"],
        ["remove", "nowhere"],
        ["dance"],
        [],
    ],
)
def test_wrong_usage_gives_one_line_and_exit_2(data, arguments):
    done = run(*arguments, RAPPORTEUR_DATA=str(data))
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_unknown_setting_gives_one_line_and_exit_2(data):
    done = run("ask", "Who?", "--data", data, RAPPORTEUR_TOPP="3")
    assert done.returncode == 2
    assert "unknown setting 'topp'" in done.stderr


def test_a_question_can_be_kept_to_a_year_and_a_section(data):
    asked = ("ask", "Who was elected Chair?", "--data", data, "--json")
    there = json.loads(run(*asked, "--year", "2027", "--section", "I").stdout)
    assert there["passages"]
    assert json.loads(run(*asked, "--year", "1999").stdout)["passages"] == []


def test_a_statement_is_verified_and_the_verdicts_written_as_a_table(data, tmp_path):
    claim = "The Group met in Oslo."
    done = run("verify", claim, "--data", data, "--json", "--table", tmp_path / "v.csv")
    said = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert said["claim"] == claim
    assert said["verdict"] in ("supported", "contradicted", "not_found")
    assert 0 <= said["probability"] <= 1
    assert claim in (tmp_path / "v.csv").read_text(encoding="utf-8-sig")


def test_many_claims_are_verified_in_order_and_a_bad_one_costs_only_itself(data):
    lines = ['{"id": "1", "claim": "The Group met in Oslo."}', '{"id": "2", "claim": " "}']
    done = run("verify", "--batch", "-", "--data", data, "--json", stdin="\n".join(lines))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["id"] for r in rows] == ["1", "2"]
    assert "error" in rows[1]
    assert "verdict" in rows[0]
    assert done.returncode == 1


def test_verify_wants_one_thing_to_verify(data):
    done = run("verify", "--data", data)
    assert done.returncode == 2
    assert "--batch" in done.stderr
