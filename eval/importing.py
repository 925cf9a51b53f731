"""Questions of others as a set: SQuAD's JSON (versions 1 and 2) and CSV.

SQuAD says where an answer stands by an offset into a context; a set says it by paragraph. So the
report must be in the library, and the context is looked up in it, white space aside.
"""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from app.question_kind import kind
from eval.questions import Question
from ingest.catalog import Catalog
from ingest.chunk import cited_paragraph
from ingest.errors import BadInput
from ingest.language import detect
from ingest.report import Report

_AROUND = (
    60,
    30,
    12,
)  # characters on both sides of an answer, where its whole context is not found
_COLUMNS = frozenset(Question.model_fields) - {"history"}


@dataclass(frozen=True, slots=True)
class Imported:
    """The questions, and what could not be taken over, each with the reason."""

    questions: tuple[Question, ...]
    skipped: tuple[str, ...]


class _SquadAnswer(BaseModel):
    text: str
    answer_start: int


class _SquadQuestion(BaseModel):
    id: str | int
    question: str
    answers: list[_SquadAnswer] = []
    is_impossible: bool = False


class _SquadParagraph(BaseModel):
    context: str
    qas: list[_SquadQuestion]


class _SquadArticle(BaseModel):
    title: str = ""
    paragraphs: list[_SquadParagraph]


class _Squad(BaseModel):
    data: list[_SquadArticle]


def imported(path: Path, catalog: Catalog, report: str | None, lang: str | None) -> Imported:
    """The questions of a file, by its ending (.json, else CSV).

    `report` is what they are about where the file does not say, `lang` their language where it is
    not to be told from the question. Raises BadInput, with the line of a CSV, for a file that is
    neither, NotFound for a report that is not in the library.
    """
    if path.suffix.lower() == ".json":
        return _from_squad(path, catalog, report, lang)
    return Imported(tuple(_from_csv(path, report, lang)), ())


def lines(questions: Sequence[Question]) -> Iterator[str]:
    """A set's lines."""
    for q in questions:
        yield json.dumps(q.model_dump(mode="json", exclude_none=True), ensure_ascii=False)


def _from_squad(path: Path, catalog: Catalog, report: str | None, lang: str | None) -> Imported:
    try:
        squad = _Squad.model_validate_json(_text(path))
    except ValidationError as e:
        where = ".".join(map(str, e.errors()[0]["loc"]))
        raise BadInput(f"{path}: {where}: {e.errors()[0]['msg']}; give JSON as SQuAD has it") from e
    questions, skipped = [], []
    for article in squad.data:
        name = report or article.title.replace("_", " ")
        texts = [_Compact(r) for r in catalog.find(name)]
        for part in article.paragraphs:
            for asked in part.qas:
                gold = _gold(asked, part.context, texts)
                if isinstance(gold, str):
                    skipped.append(f"{asked.id}: {gold}")
                    continue
                try:
                    questions.append(_squad_question(asked, name, gold, lang))
                except ValidationError as e:
                    skipped.append(f"{asked.id}: {_first(e)}")
    return Imported(tuple(questions), tuple(skipped))


def _squad_question(
    asked: _SquadQuestion, report: str, gold: tuple[str, ...], lang: str | None
) -> Question:
    fields: dict[str, Any] = {
        "id": str(asked.id),
        "lang": lang or detect(asked.question),
        "question": asked.question.strip(),
        "kind": kind(asked.question),
        "report": report,
    }
    if asked.is_impossible:
        return Question(**fields, unanswerable=True, reason="absent")
    answers = tuple(dict.fromkeys(text for a in asked.answers if (text := a.text.strip())))
    return Question(**fields, paragraphs=gold, answers=answers)


def _gold(
    asked: _SquadQuestion, context: str, texts: Sequence["_Compact"]
) -> tuple[str, ...] | str:
    """The paragraphs in which the answers stand, or why there are none."""
    if not asked.question.strip():
        return "the question is empty"
    if asked.is_impossible:
        return ()
    if not any(a.text.strip() for a in asked.answers):
        return "no answer is given, and it is not marked as impossible"
    found: dict[str, None] = {}
    for answer in asked.answers:
        if context[answer.answer_start :][: len(answer.text)] != answer.text:
            return f"the answer {answer.text!r} does not stand at {answer.answer_start}"
        for text in texts:
            found |= dict.fromkeys(text.paragraphs(context, answer.answer_start, answer.text))
    return tuple(found) or "its context is not in the report, or in several places"


class _Compact:
    """A report's text without white space, and where each character stood."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._places = [i for i, c in enumerate(report.text) if not c.isspace()]
        self._text = "".join(report.text[i] for i in self._places)

    def paragraphs(self, context: str, start: int, answer: str) -> list[str]:
        """The numbered paragraph that holds an answer of a context: none, or one."""
        before, words = _compact(context[:start]), _compact(answer)
        after = _compact(context[start + len(answer) :])
        for n in (len(context), *_AROUND):
            left = before[-n:]
            window = left + words + after[:n]
            first = self._text.find(window)
            if first >= 0:
                if self._text.find(window, first + 1) >= 0:
                    return []
                return self._at(self._places[first + len(left)])
        return []

    def _at(self, place: int) -> list[str]:
        holding = [p for p in self._report.paragraphs if p.start <= place < p.end]
        if not holding:
            return []
        smallest = min(holding, key=lambda p: p.end - p.start)
        return [cited_paragraph(self._report, smallest.number)]


def _compact(text: str) -> str:
    return "".join(text.split())


def _from_csv(path: Path, report: str | None, lang: str | None) -> Iterator[Question]:
    """A header with a set's keys; several paragraphs or answers with `|` between them."""
    text = _text(path)
    head = text.split("\n", 1)[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=head.count))
    unknown = [name for name in rows.fieldnames or () if name not in _COLUMNS]
    if unknown or "question" not in (rows.fieldnames or ()):
        wrong = f"unknown column {unknown[0]!r}" if unknown else "no column `question`"
        raise BadInput(f"{path}, line 1: {wrong}; the columns are {', '.join(sorted(_COLUMNS))}")
    while (row := _row(rows, path)) is not None:
        try:
            yield Question.model_validate(_csv_fields(row, rows.line_num, report, lang))
        except ValidationError as e:
            raise BadInput(f"{path}, line {rows.line_num}: {_first(e)}") from e


def _row(rows: "csv.DictReader[str]", path: Path) -> dict[str, str | None] | None:
    """The next row; None at the end."""
    try:
        row = next(rows, None)
    except csv.Error as e:
        raise BadInput(f"{path}, line {rows.line_num + 1}: {e}; save it as CSV again") from e
    if row is not None and None in row:
        raise BadInput(
            f"{path}, line {rows.line_num}: more cells than columns; put quotes around a text that"
            " holds what stands between cells"
        )
    return row


def _first(e: ValidationError) -> str:
    error = e.errors()[0]
    return f"{'.'.join(map(str, error['loc'])) or 'row'}: {error['msg']}"


def _csv_fields(
    row: dict[str, str | None], line: int, report: str | None, lang: str | None
) -> dict[str, Any]:
    given: dict[str, Any] = {k: v.strip() for k, v in row.items() if k and v and v.strip()}
    question = str(given.get("question", ""))
    for name in ("paragraphs", "answers"):
        parts = str(given.get(name, "")).split("|")
        given[name] = tuple(part.strip() for part in parts if part.strip())
    given.setdefault("id", f"line{line}")
    given.setdefault("lang", lang or detect(question))
    given.setdefault("kind", kind(question))
    if report:
        given.setdefault("report", report)
    if given.get("unanswerable", "").lower() in ("true", "1", "yes"):
        given.setdefault("reason", "absent")
    return given


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as e:
        raise BadInput(f"{path}: {e.strerror}; check the path") from e
    except UnicodeDecodeError as e:
        raise BadInput(f"{path}: not UTF-8; save it as UTF-8") from e
