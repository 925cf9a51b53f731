"""The main job on the real report, where it is kept beside the project; skipped elsewhere."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
REPORT = ROOT.parent / "shared" / "reports" / "npt-wg-2023.zh.txt"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not REPORT.exists(), reason="the real report is kept beside the project"),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    rapporteur("ingest", REPORT, "--data", folder)
    return folder


def rapporteur(*arguments) -> dict:
    command = [sys.executable, "-m", "app.cli", *map(str, arguments), "--json"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("RAPPORTEUR_")}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def shown(data):
    return rapporteur("show", REPORT.name, "--data", data)


def test_the_report_has_its_thirteen_paragraphs_and_their_sub_paragraphs(shown):
    numbers = [p["paragraph"] for p in shown["paragraphs"] if p["kind"] == "paragraph"]
    subs = ["8(a)", "8(b)", *(f"8(b)({n})" for n in ("i", "ii", "iii", "iv", "v"))]
    eight = 8
    assert numbers == [
        *map(str, range(1, eight + 1)),
        *subs,
        *map(str, range(eight + 1, 14)),
    ]


def test_the_agenda_belongs_to_paragraph_6_and_the_table_to_13(shown):
    parents = {(p["kind"], p["parent"]) for p in shown["paragraphs"] if p["kind"] != "paragraph"}
    assert parents == {("item", "6"), ("row", "13")}
    assert sum(p["kind"] == "item" for p in shown["paragraphs"]) == 9
    assert sum(p["kind"] == "row" for p in shown["paragraphs"]) == 27


def test_the_country_list_runs_on_across_the_page_break(shown):
    (four,) = [p for p in shown["paragraphs"] if p["paragraph"] == "4"]
    text = shown["text"][four["start"] : four["end"]]
    assert "undocs.org" not in text
    assert "\n" not in text
    assert text.count("、") == 99  # 101 names: commas between all but the last two


def test_page_end_links_are_kept_as_links(shown):
    assert "http" not in shown["text"]
    assert len(shown["links"]) == 24


def test_front_matter_is_recovered(shown):
    assert shown["symbol"] == "NPT/CONF.2026/WG.I/3"
    assert shown["dates"] == "2023 年 7 月 24 日至 28 日"
    assert shown["lang"] == "zh"


def test_every_quote_is_the_report_at_its_offsets(data, shown, tmp_path):
    questions = tmp_path / "questions.jsonl"
    asked = [
        "who chaired the working group",
        "工作组举行了几次全体会议？",
        "¿Qué idiomas se usaron?",
    ]
    questions.write_text("\n".join(json.dumps({"question": q}) for q in asked), encoding="utf-8")
    command = [sys.executable, "-m", "app.cli", "ask", "--batch", str(questions), "--json"]
    done = subprocess.run(
        [*command, "--data", str(data)], capture_output=True, text=True, check=True
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    cited = [c for answer in answers for c in answer["citations"]]
    assert cited
    for c in cited:
        assert c["quote"] == shown["text"][c["start"] : c["end"]]
        assert c["start"] <= c["answer_start"] < c["answer_end"] <= c["end"]
