"""Drafts of evaluation questions, made of answers that a user called wrong: JSON Lines, to be
reviewed by a person before they join a set."""

import json
from pathlib import Path
from typing import Any

from filelock import FileLock

from app.ui.evidence import Exchange

DRAFTS = Path("feedback") / "question_drafts.jsonl"
_NEAREST = 3


def draft(draft_id: str, e: Exchange, earlier: list[Exchange], reason: str) -> dict[str, Any]:
    """What can be known of the question. `review` names what a person has to fill in or confirm;
    `given` is what was answered, and `nearest` the paragraphs that were at hand."""
    assert e.answer is not None, "a problem is no answer"
    a = e.answer
    cited = a.citations[0] if a.citations else None
    near = [{"report": c.report, "paragraph": c.number} for c in e.evidence[:_NEAREST]]
    return {
        "id": draft_id,
        "lang": a.lang,
        "question": e.question,
        "kind": None,
        "report": (cited.symbol or cited.source) if cited else None,
        "paragraphs": [],
        "answers": [],
        "unanswerable": False,
        "history": [
            {"question": x.question, "answer": x.answer.answer} for x in earlier if x.answer
        ],
        "review": ["kind", "report", "paragraphs", "answers", "unanswerable"],
        "reason": reason,
        "given": {
            "status": a.status,
            "answer": a.answer,
            "probability": a.probability,
            "paragraphs": [c.paragraph for c in a.citations],
            "snapshot": a.snapshot,
            "settings": a.settings,
        },
        "nearest": near,
    }


def add(data: Path, made: dict[str, Any]) -> None:
    """Keep a draft; one with the same id is replaced."""
    file = data / DRAFTS
    file.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(file.with_suffix(".lock")):
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        kept = [line for line in lines if json.loads(line)["id"] != made["id"]]
        lines = [*kept, json.dumps(made, ensure_ascii=False)]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
