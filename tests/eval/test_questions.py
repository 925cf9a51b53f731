"""Evaluation sets are checked when read, and a mistake is told with its line."""

import json
from pathlib import Path

import pytest

from eval.questions import load
from ingest.errors import BadInput
from ingest.language import LANGUAGES

SETS = Path(__file__).parents[2] / "eval" / "sets"
GOOD = {
    "id": "a",
    "lang": "en",
    "question": "Who?",
    "kind": "who",
    "report": "r.txt",
    "paragraphs": ["1"],
    "answers": ["Ada"],
}


def written(folder, *rows):
    path = folder / "set.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_a_set_is_read_in_order(tmp_path):
    path = written(tmp_path, GOOD, {**GOOD, "id": "b"})
    assert [q.id for q in load(path)] == ["a", "b"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "why"}, "kind"),
        ({"lang": "de"}, "lang"),
        ({"colour": "blue"}, "colour"),
        ({"answers": []}, "has paragraphs and answers"),
        ({"unanswerable": True}, "has no paragraphs"),
        ({"unanswerable": True, "paragraphs": [], "answers": []}, "has a reason"),
        ({"id": "a"}, "two questions have the id 'a'"),
    ],
)
def test_what_breaks_the_schema_is_told(tmp_path, change, told):
    path = written(tmp_path, GOOD, {**GOOD, "id": "b", **change})
    with pytest.raises(BadInput, match=told):
        load(path)


def test_the_line_that_is_wrong_is_named(tmp_path):
    path = written(tmp_path, GOOD, {**GOOD, "lang": "de"})
    with pytest.raises(BadInput, match="line 2"):
        load(path)


def test_answers_may_be_given_by_language(tmp_path):
    (q,) = load(written(tmp_path, {**GOOD, "answers": {"en": ["Ada"], "zh": ["艾达", "阿达"]}}))
    assert q.accepted("zh") == ("艾达", "阿达")
    assert q.accepted("fr") == q.accepted() == ("Ada", "艾达", "阿达")


def test_the_turns_of_a_conversation_end_with_the_question(tmp_path):
    (q,) = load(written(tmp_path, {**GOOD, "history": [{"question": "Where?", "answer": "Oslo"}]}))
    assert q.turns == ("Where?", "Who?")


def test_a_missing_or_empty_set_is_told(tmp_path):
    with pytest.raises(BadInput, match="check the path"):
        load(tmp_path / "none.jsonl")
    with pytest.raises(BadInput, match="no question in it"):
        load(written(tmp_path))


ALL_LANGUAGES = [
    "npt-wg-2023.jsonl",
    "sample/questions.jsonl",
    "sample/follow-ups.jsonl",
    "sample/claims.jsonl",
]


@pytest.mark.parametrize("name", ALL_LANGUAGES)
def test_our_sets_ask_every_fact_in_all_six_languages(name):
    facts: dict[str, set[str]] = {}
    for q in load(SETS / name):
        facts.setdefault(q.fact, set()).add(q.lang)
    assert len(facts) >= 3
    assert all(langs == set(LANGUAGES) for langs in facts.values())


@pytest.mark.parametrize("name", ["npt-wg-2023.jsonl", "sample/questions.jsonl"])
def test_our_sets_have_questions_that_cannot_be_answered(name):
    questions = load(SETS / name)
    unanswerable = [q for q in questions if q.unanswerable]
    assert 0.1 < len(unanswerable) / len(questions) < 0.5
