"""Many questions or statements from a file: JSON Lines, checked before any of them is asked."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app.answer import Turn
from ingest.errors import BadInput


def questions(name: str) -> Iterator[dict[str, Any]]:
    """The questions of a JSON Lines file (`-`: standard input), their `history` as turns.

    Raises BadInput with the number of the line that is wrong.
    """
    return _rows(name, _question)


def statements(name: str) -> Iterator[dict[str, Any]]:
    """The statements of a JSON Lines file: `claim`, and optionally `id` and `reports`.

    Raises BadInput with the number of the line that is wrong.
    """
    return _rows(name, _statement)


def _rows(name: str, checked: Callable[[Any], dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(_lines(name), start=1):
        if line.strip():
            try:
                yield checked(json.loads(line))
            except (ValueError, TypeError, RecursionError) as e:
                raise BadInput(f"{name}, line {number}: {e}; see README for the keys") from e


def _lines(name: str) -> list[str]:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig").split("\n")  # JSON may hold other ends of lines
    except OSError as e:
        raise BadInput(f"{name}: {e.strerror}; check the path") from e
    except UnicodeDecodeError as e:
        raise BadInput(f"{name}: not UTF-8; save it as UTF-8") from e


def _question(raw: Any) -> dict[str, Any]:
    _check(raw, "question", {"history"})
    return {**raw, "history": [_turn(t) for t in raw.get("history") or []]}


def _statement(raw: Any) -> dict[str, Any]:
    _check(raw, "claim", set())
    return dict(raw)


def _check(raw: Any, text: str, more: set[str]) -> None:
    if not isinstance(raw, dict):
        raise ValueError("not a JSON object")
    unknown = set(raw) - {"id", "reports", text, *more}
    if unknown:
        raise ValueError(f"unknown key {sorted(unknown)[0]!r}")
    if not isinstance(raw.get(text), str):
        raise ValueError(f"`{text}` is missing or no text")
    _check_whole(text, raw[text])
    names = raw.get("reports") or []
    if not (isinstance(names, list) and all(isinstance(n, str) for n in names)):
        raise ValueError("`reports` is a list of names")
    _check_whole("reports", *names)


def _check_whole(key: str, *texts: str) -> None:
    """Raises ValueError where a text has half a character, which is none."""
    if any(any("\ud800" <= c <= "\udfff" for c in text) for text in texts):
        raise ValueError(f"`{key}` is not valid text")


def _turn(raw: Any) -> Turn:
    if not isinstance(raw, dict) or not isinstance(raw.get("question"), str):
        raise ValueError("each turn of `history` has a `question`")
    turn = Turn(raw["question"], str(raw.get("answer") or ""))
    _check_whole("history", turn.question, turn.answer)
    return turn
