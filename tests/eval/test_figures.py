"""README's table of figures is that of the file which runs write."""

import json

import pytest

from eval import figures
from eval.bootstrap import Estimate
from eval.figures import Kept
from eval.readme_table import BEGIN, END, README, renewed, table
from eval.run import made
from ingest.errors import BadInput


def quiet(done, total):
    pass


def test_the_readme_is_current():
    readme = README.read_text(encoding="utf-8")
    assert readme.count(BEGIN) == readme.count(END) == 1
    assert renewed(readme, figures.read()) == readme, "make figures"


def test_a_run_takes_the_place_of_the_one_before_and_of_no_other(
    lighthouse, lighthouse_set, tmp_path
):
    path = tmp_path / "figures.json"
    run = made(lighthouse_set, lighthouse, quiet)
    figures.keep(path, [run])
    path.write_text(json.dumps({"z": json.loads(path.read_text())["lights.jsonl"]}))
    figures.keep(path, [run])
    found = figures.read(path)
    assert list(found) == ["lights.jsonl", "z"]
    kept = found["lights.jsonl"]
    assert (kept.questions, kept.claims) == (6, 0)
    assert kept.figures["all"]["hit@5"].count == 4
    assert set(kept.figures) == {"all", "ar", "en"}


def test_the_table_has_intervals_and_denominators():
    row = {"hit@5": Estimate(0.9, 192, 0.85, 0.94)}
    found = {"questions.jsonl": Kept("2027-01-02T", "", "", "", 210, 0, {"all": row, "zh": row})}
    lines = list(table(found))
    assert lines[-1] == "| hit@5 | 0.90 (0.85–0.94), 192 | – | 0.90 | – | – | – | – |"
    assert "**the sample library**, 2027-01-02" in lines[-2]
    assert len({line.count("|") for line in lines}) == 1


def test_a_file_of_something_else_is_told(tmp_path):
    path = tmp_path / "figures.json"
    path.write_text('{"a": 1}')
    with pytest.raises(BadInput, match="no file of figures"):
        figures.read(path)
