"""Evaluation sets: JSON Lines, one question or claim a line, checked when read.

`set.schema.json` beside this file says the same as JSON Schema (`eval.schema` writes it).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError, model_validator

from app.assistant import LONGEST_QUESTION
from app.judge import Verdict
from app.question_kind import Kind
from ingest.errors import BadInput

Lang = Literal["ar", "zh", "en", "fr", "ru", "es"]
_Text = Annotated[str, Field(min_length=1, pattern=r"\S")]  # not white space alone
_Asked = Annotated[_Text, Field(max_length=LONGEST_QUESTION)]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


class PastTurn(BaseModel):
    """An earlier turn of the conversation in which a question is asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: _Asked
    answer: str = ""


class _Item(BaseModel):
    """What a question and a claim have in common.

    `report` is a file name or symbol; any of `paragraphs` (canonical numbers) is the proof.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: _Text
    lang: Lang
    report: _Text
    paragraphs: tuple[_Text, ...] = ()

    @property
    def fact(self) -> str:
        """What it is about: the id without the language, where it ends in it (`chair-ar`)."""
        return self.id.removesuffix(f"-{self.lang}")


_Some = Annotated[tuple[_Text, ...], Field(min_length=1)]
# what the models check over several fields, as JSON Schema says it
_SOME: Final[dict[str, JsonValue]] = {"minItems": 1, "minProperties": 1}
_NONE: Final[dict[str, JsonValue]] = {"maxItems": 0, "maxProperties": 0}
_QUESTION_RULE: Final[dict[str, JsonValue]] = {
    "if": {"properties": {"unanswerable": {"const": True}}, "required": ["unanswerable"]},
    "then": {
        "required": ["reason"],
        "properties": {"paragraphs": _NONE, "answers": _NONE, "reason": {"type": "string"}},
    },
    "else": {
        "required": ["paragraphs", "answers"],
        "properties": {"paragraphs": _SOME, "answers": _SOME},
    },
}
_CLAIM_RULE: Final[dict[str, JsonValue]] = {
    "if": {"properties": {"verdict": {"const": "not_found"}}},
    "then": {"properties": {"paragraphs": _NONE}},
    "else": {"required": ["paragraphs"], "properties": {"paragraphs": _SOME}},
}


class Question(_Item):
    """A question with its known answer.

    Any of `paragraphs` proves the answer, and any of `answers` is right: a list, or lists by the
    language of the report. An unanswerable one has neither, and the `reason` why.
    """

    model_config = ConfigDict(json_schema_extra=_QUESTION_RULE)

    question: _Asked
    kind: Kind
    answers: tuple[_Text, ...] | Mapping[Lang, _Some] = ()
    unanswerable: bool = False
    reason: Literal["absent", "false_premise", "other_session"] | None = None
    history: tuple[PastTurn, ...] = ()

    def accepted(self, lang: str | None = None) -> tuple[str, ...]:
        """The answers that are right in the words of a report in this language: those that are
        given for it, else all."""
        if not isinstance(self.answers, Mapping):
            return self.answers
        by_lang: Mapping[str, tuple[str, ...]] = {**self.answers}
        if lang in by_lang:
            return by_lang[lang]
        return tuple(answer for answers in by_lang.values() for answer in answers)

    @property
    def turns(self) -> tuple[str, ...]:
        """The questions of the conversation, this one last."""
        return (*(turn.question for turn in self.history), self.question)

    @model_validator(mode="after")
    def _consistent(self) -> "Question":
        if self.unanswerable and (self.paragraphs or self.answers):
            raise ValueError("an unanswerable question has no paragraphs and no answers")
        if self.unanswerable and self.reason is None:
            raise ValueError("an unanswerable question has a reason")
        if not self.unanswerable and not (self.paragraphs and self.accepted()):
            raise ValueError("an answerable question has paragraphs and answers")
        return self


class Claim(_Item):
    """A claim with the verdict that the reports give it. Any of `paragraphs` settles it; one that
    is not found has none."""

    model_config = ConfigDict(json_schema_extra=_CLAIM_RULE)

    claim: _Text
    verdict: Verdict

    @model_validator(mode="after")
    def _consistent(self) -> "Claim":
        if (self.verdict == "not_found") == bool(self.paragraphs):
            raise ValueError("a claim has paragraphs, unless its verdict is not_found")
        return self


Item = Question | Claim


def load(path: Path) -> list[Item]:
    """The questions and claims of a set, in order.

    Raises BadInput with the number of the line that is wrong.
    """
    return [item for _, item in numbered(path)]


def questions(items: Sequence[Item]) -> list[Question]:
    """Those that are questions."""
    return [item for item in items if isinstance(item, Question)]


def numbered(path: Path) -> list[tuple[int, Item]]:
    """The items of a set, in order, each with its line. Raises as `load` does."""
    items = list(_items(path))
    if not items:
        raise BadInput(f"{path}: no question in it; write one JSON object a line")
    seen: set[str] = set()
    for line, item in items:
        if item.id in seen:
            raise BadInput(
                f"{path}, line {line}: two questions have the id {item.id!r}; make ids unique"
            )
        seen.add(item.id)
    return items


def _items(path: Path) -> Iterator[tuple[int, Item]]:
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            yield number, item(_reviewed(json.loads(line)))
        except ValidationError as e:
            raise BadInput(f"{path}, line {number}: {_problem(e.errors()[0])}") from e
        except json.JSONDecodeError as e:
            raise BadInput(f"{path}, line {number}: not JSON ({e})") from e
        except ValueError as e:
            raise BadInput(f"{path}, line {number}: {e}") from e


def item(raw: Any) -> Item:
    """The item of a line's JSON. Raises ValidationError."""
    model = Claim if isinstance(raw, dict) and "claim" in raw else Question
    return model.model_validate(raw)


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
