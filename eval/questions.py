"""Evaluation sets: JSON Lines, one question a line, checked when read."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal, get_args

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
    "other",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


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

    @property
    def fact(self) -> str:
        """What is asked: the id without the language, where it ends in it (`chair-ar`)."""
        return self.id.removesuffix(f"-{self.lang}")

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
    return [q for _, q in numbered(path)]


def numbered(path: Path) -> list[tuple[int, Question]]:
    """The questions of a set, in order, each with its line. Raises as `load` does."""
    questions = list(_questions(path))
    if not questions:
        raise BadInput(f"{path}: no question in it; write one JSON object a line")
    seen: set[str] = set()
    for line, q in questions:
        if q.id in seen:
            raise BadInput(
                f"{path}, line {line}: two questions have the id {q.id!r}; make ids unique"
            )
        seen.add(q.id)
    return questions


def _questions(path: Path) -> Iterator[tuple[int, Question]]:
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            yield number, Question.model_validate(_reviewed(json.loads(line)))
        except ValidationError as e:
            raise BadInput(f"{path}, line {number}: {_problem(e.errors()[0])}") from e
        except json.JSONDecodeError as e:
            raise BadInput(f"{path}, line {number}: not JSON ({e})") from e
        except ValueError as e:
            raise BadInput(f"{path}, line {number}: {e}") from e


def _reviewed(raw: Any) -> Any:
    if isinstance(raw, dict) and raw.get("draft"):
        raise ValueError("a draft that no person has reviewed; correct it, then delete `draft`")
    return raw


def _problem(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"])
    return f"{where}: {error['msg']}" if where else error["msg"]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")  # U+2028 ends no line
    except OSError as e:
        raise BadInput(f"{path}: {e.strerror}; check the path") from e
    except UnicodeDecodeError as e:
        raise BadInput(f"{path}: not UTF-8; save it as UTF-8") from e
