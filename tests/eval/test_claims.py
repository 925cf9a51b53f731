"""Claims with verdicts in a set: read, checked, run, measured, kept and reported."""

import json
from dataclasses import replace

import numpy as np
import pytest

from app.assistant import Assistant
from app.judge import VERDICTS
from app.settings import Settings
from eval import kept, report_html, report_md
from eval.bootstrap import weights
from eval.check import check
from eval.compare import compare
from eval.gate import limits, missed
from eval.questions import load
from eval.run import as_dict, made
from eval.verdict_scores import f1, macro_f1
from index.encoder import HashingEncoder
from ingest.catalog import Catalog
from ingest.errors import BadInput

CLAIM = {"lang": "en", "report": "lights.txt"}
CLAIMS = [
    {"id": "chair", "claim": "Ada Obi was elected Chair.", "verdict": "supported"},
    {"id": "not-chair", "claim": "Ada Obi was never elected Chair.", "verdict": "contradicted"},
    {"id": "price", "claim": "The lamps cost a lot of money.", "verdict": "not_found"},
    {"id": "many", "claim": "It held many meetings in Oslo.", "verdict": "contradicted"},
]
GOLD = {"chair": ["2"], "not-chair": ["2"], "price": [], "many": ["1"]}


class WordJudge:
    """Says what the claim's words say: `never` contradicts, money is not found."""

    def judge(self, claim, lang, texts):
        said = "contradicted" if "never" in claim else "supported"
        said = "not_found" if "cost" in claim else said
        row = np.full(3, 0.05)
        row[VERDICTS.index(said)] = 0.9
        return np.tile(row, (len(texts), 1))


def quiet(done, total):
    pass


def written(path, *rows):
    path.write_text("\n".join(json.dumps({**CLAIM, **row}) for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def judged(lighthouse, tmp_path_factory):
    rows = [{**row, "paragraphs": GOLD[row["id"]]} for row in CLAIMS]
    path = written(tmp_path_factory.mktemp("claims") / "claims.jsonl", *rows)
    assistant = Assistant(lighthouse.data, Settings(), HashingEncoder(), judge=WordJudge())
    return made(path, assistant, quiet)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"verdict": "true"}, "verdict"),
        ({"paragraphs": []}, "has paragraphs"),
        ({"verdict": "not_found"}, "has paragraphs, unless"),
        ({"answers": ["x"]}, "answers"),
    ],
)
def test_what_breaks_the_schema_is_told_with_its_line(tmp_path, change, told):
    good = {**CLAIMS[0], "paragraphs": ["2"]}
    path = written(tmp_path / "s.jsonl", good, {**good, "id": "b", **change})
    with pytest.raises(BadInput, match=rf"line 2: .*{told}"):
        load(path)


def test_a_claim_is_checked_against_its_report(lighthouse, tmp_path):
    path = written(tmp_path / "s.jsonl", {**CLAIMS[0], "paragraphs": ["9"]})
    _, (remark,) = check(path, Catalog(lighthouse.data / "catalog.sqlite"))
    assert "no paragraph 9" in remark.text


def test_every_claim_has_its_verdict_beside_the_known_one(judged):
    assert [(r.said, r.right) for r in judged.claims] == [
        ("supported", True),
        ("contradicted", True),
        ("not_found", True),
        ("supported", False),
    ]
    assert all(r.exact and r.seconds >= 0 for r in judged.claims)


def test_figures_of_claims_have_denominators_and_can_be_limited(judged):
    figures = judged.figures
    assert (figures["claims right"].value, figures["claims right"].count) == (0.75, 4)
    assert figures["claims supported F1"].value == pytest.approx(2 / 3)
    assert figures["claims macro-F1"].value == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)
    assert figures["claims first citation right"].count == 3
    assert list(missed(judged, limits(["claims right=0.9"], [])))


def test_macro_f1_leaves_out_a_verdict_that_nobody_says():
    w = weights(["a", "b"])
    assert macro_f1(w, ["supported"] * 2, ["supported"] * 2).value == 1.0
    assert f1(w, ["supported"] * 2, ["supported"] * 2, "not_found").value is None
    assert macro_f1(w, [], []).value is None


def test_macro_f1_of_what_is_all_right_is_one_in_every_draw():
    verdicts = ["not_found", *["supported"] * 9]
    found = macro_f1(weights([str(n) for n in range(10)]), verdicts, verdicts)
    assert found.value == 1.0
    assert found.low is None


def test_a_run_of_claims_is_kept_compared_and_reported(judged, tmp_path):
    path = kept.keep(tmp_path, judged)
    (again,) = kept.read(path)
    assert again.claims == judged.claims
    assert report_html.page([again]) == report_html.page([judged])
    worse = replace(judged, claims=judged.claims[:1] * 1 + judged.claims[1:])
    assert compare(path, kept.keep(tmp_path, worse)).means["claims right"] == (0.75, 0.75)


def test_the_reports_show_the_claims_that_failed(judged):
    html, notes = report_html.page([judged]), report_md.page([judged])
    assert "Claims that failed: 1 of 4" in html
    assert "contradicted, but judged supported" in html
    assert "Claims that failed: 1 of 4" in notes
    assert "Questions that failed" not in html, "the set asks nothing"
    assert as_dict(judged)["claims"][3]["said"] == "supported"
