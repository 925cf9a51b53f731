"""The published schema says what is checked."""

import json
from pathlib import Path

import jsonschema
import pytest
from pydantic import ValidationError

from eval import schema
from eval.questions import item

ROOT = Path(__file__).parents[2]
SETS = sorted((ROOT / "eval" / "sets").rglob("*.jsonl"))
QUESTION = {
    "id": "a",
    "lang": "en",
    "question": "Who?",
    "kind": "who",
    "report": "r.txt",
    "paragraphs": ["1"],
    "answers": ["Ada"],
}
CLAIM = {
    "id": "a",
    "lang": "en",
    "claim": "Ada did.",
    "verdict": "supported",
    "report": "r.txt",
    "paragraphs": ["1"],
}
NO = {"unanswerable": True, "reason": "absent", "paragraphs": [], "answers": []}
validator = jsonschema.Draft202012Validator(schema.schema())


def test_the_file_is_current_and_named_in_the_readme():
    assert schema.PATH.read_text(encoding="utf-8") == schema.text(), "python -m eval.schema"
    assert schema.PATH.relative_to(ROOT).as_posix() in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("path", SETS, ids=lambda p: p.name)
def test_our_sets_are_valid(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        validator.validate(json.loads(line))


@pytest.mark.parametrize(
    "row",
    [
        QUESTION,
        {**QUESTION, **NO},
        {**QUESTION, "answers": {"en": ["Ada"], "zh": ["艾达"]}},
        {**QUESTION, "history": [{"question": "Where?"}]},
        {**QUESTION, "answers": {}},
        {**QUESTION, "answers": {"en": []}},
        {**QUESTION, "answers": {"de": ["Ada"]}},
        {**QUESTION, "answers": []},
        {**QUESTION, "unanswerable": True},
        {**QUESTION, **NO, "reason": None},
        {**QUESTION, "kind": "why"},
        {**QUESTION, "draft": True},
        {k: v for k, v in QUESTION.items() if k != "paragraphs"},
        CLAIM,
        {**CLAIM, "verdict": "not_found", "paragraphs": []},
        {**CLAIM, "verdict": "not_found"},
        {**CLAIM, "verdict": "true"},
        {**CLAIM, "paragraphs": []},
        {**CLAIM, "answers": ["x"]},
        [],
    ],
    ids=str,
)
def test_it_takes_what_the_models_take_and_refuses_what_they_refuse(row):
    try:
        item(row)
    except ValidationError:
        assert not validator.is_valid(row)
    else:
        assert validator.is_valid(row)
