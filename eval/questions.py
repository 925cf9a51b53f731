"""Evaluation sets: JSON Lines, one question a line, checked when read."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ingest.errors import BadInput

Kind = Literal[
    "who",
    "when",
    "where",
    "how_many",
    "which_document",
    "decision",
    "yes_no",
    "list",
    "definition",
]


class PastTurn(BaseModel):
    """An earlier turn of the conversation in which a question is asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str = Field(min_length=1)
    answer: str = ""


class Question(BaseModel):
    """A question with its known answer.

    `report` is a file name or symbol; any of `paragraphs` (canonical numbers) proves the answer;
    any of `answers` is right. An unanswerable one has neither, and the `reason` why.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    lang: Literal["ar", "zh", "en", "fr", "ru", "es"]
    question: str = Field(min_length=1)
    kind: Kind
    report: str = Field(min_length=1)
    paragraphs: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    unanswerable: bool = False
    reason: Literal["absent", "false_premise", "other_session"] | None = None
    history: tuple[PastTurn, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> "Question":
        if self.unanswerable and (self.paragraphs or self.answers):
            raise ValueError("an unanswerable question has no paragraphs and no answers")
        if self.unanswerable and self.reason is None:
            raise ValueError("an unanswerable question has a reason")
        if not self.unanswerable and not (self.paragraphs and self.answers):
            raise ValueError("an answerable question has paragraphs and answers")
        return self


def load(path: Path) -> list[Question]:
    """The questions of a set, in order.

    Raises BadInput with the number of the line that is wrong.
    """
    questions = list(_questions(path))
    if not questions:
        raise BadInput(f"{path}: no question in it; write one JSON object a line")
    seen: set[str] = set()
    for q in questions:
        if q.id in seen:
            raise BadInput(f"{path}: two questions have the id {q.id!r}; make ids unique")
        seen.add(q.id)
    return questions


def _questions(path: Path) -> Iterator[Question]:
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            yield Question.model_validate(json.loads(line))
        except ValidationError as e:
            raise BadInput(f"{path}, line {number}: {_problem(e.errors()[0])}") from e
        except ValueError as e:
            raise BadInput(f"{path}, line {number}: not JSON ({e})") from e


def _problem(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"])
    return f"{where}: {error['msg']}" if where else error["msg"]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as e:
        raise BadInput(f"{path}: {e.strerror}; check the path") from e
    except UnicodeDecodeError as e:
        raise BadInput(f"{path}: not UTF-8; save it as UTF-8") from e
