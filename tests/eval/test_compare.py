"""Two runs side by side."""

import json

import pytest

from eval.compare import as_text, compare, mcnemar
from ingest.errors import BadInput


def written(path, rights, *, key="a", snapshot="s", scores=True):
    questions = [
        {
            "id": f"{key}{i}-en",
            "lang": "en",
            "question": f"Question {i}?",
            "unanswerable": False,
            "rank": 1 if right else 2,
            "cited": right,
            "said": right,
            "answer": {"status": "answered", "citations": [{"label": f"para. {1 + right}"}]},
            "scores": {"right": float(right), "F1": right / 2} if scores else {},
        }
        for i, right in enumerate(rights)
    ]
    run = {"set": "set.jsonl", "snapshot": snapshot, "settings": "t", "questions": questions}
    path.write_text(json.dumps({"runs": [run]}), encoding="utf-8")
    return path


def test_differences_are_paired_and_changes_are_named(tmp_path):
    a = written(tmp_path / "a.json", [True, False, False, True])
    b = written(tmp_path / "b.json", [True, True, False, False])
    found = compare(a, b)
    assert (found.questions, found.gained, found.lost, found.p) == (4, 1, 1, 1.0)
    assert found.means["right"] == (0.5, 0.5)
    assert found.differences["F1"].value == 0
    assert found.differences["F1"].low < 0 < found.differences["F1"].high
    assert [(c.id, c.better) for c in found.changes] == [("a1-en", True), ("a3-en", False)]
    assert "+ set.jsonl a1-en: Question 1?" in as_text(found)


@pytest.mark.parametrize(
    ("gained", "lost", "p"), [(0, 0, 1.0), (5, 5, 1.0), (6, 0, 2 / 64), (1, 7, 2 * 9 / 256)]
)
def test_mcnemars_test_is_the_exact_one(gained, lost, p):
    assert mcnemar(gained, lost) == pytest.approx(p)


def test_a_run_with_itself_differs_in_nothing(tmp_path):
    a = written(tmp_path / "a.json", [True, False])
    found = compare(a, a)
    assert not found.changes
    assert not found.notes
    assert all(e.value == 0 for e in found.differences.values())


def test_questions_that_one_run_lacks_are_counted_and_another_snapshot_is_told(tmp_path):
    a = written(tmp_path / "a.json", [True, False, True])
    b = written(tmp_path / "b.json", [True], snapshot="other")
    found = compare(a, b)
    assert found.only == (2, 0)
    assert found.notes == ("snapshot: s and other",)


def test_a_run_of_before_there_were_scores_is_compared_by_what_it_has(tmp_path):
    a = written(tmp_path / "a.json", [True, False], scores=False)
    b = written(tmp_path / "b.json", [True, True], scores=False)
    assert compare(a, b).differences["hit@1"].value == 0.5


def test_runs_of_two_sets_of_one_name_are_not_compared(tmp_path):
    a, b = (written(tmp_path / f"{x}.json", [True, False]) for x in "ab")
    both = [run for path in (a, b) for run in json.loads(path.read_text())["runs"]]
    b.write_text(json.dumps({"runs": both}))
    with pytest.raises(BadInput, match=r"sets called set\.jsonl; give each set a name of its own"):
        compare(a, b)


def test_what_is_no_run_is_told(tmp_path):
    a = written(tmp_path / "a.json", [True])
    other = tmp_path / "other.json"
    other.write_text('{"answers": []}')
    with pytest.raises(BadInput, match="rapporteur eval SET --json"):
        compare(a, other)
    with pytest.raises(BadInput, match="rapporteur eval SET --json"):
        compare(a, tmp_path / "none.json")
    with pytest.raises(BadInput, match="no question in common"):
        compare(a, written(tmp_path / "b.json", [True], key="b"))
