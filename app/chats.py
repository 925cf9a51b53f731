"""Conversations, kept in one SQLite file of the data folder.

A conversation is known by a random id, which is its link: who has the link can read it, nobody
else. Its owner (a random word in the browser's cookie, or who signed in) alone finds it in the
list, goes on with it, judges its answers, renames and deletes it.
"""

import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from app.ui.evidence import Exchange
from ingest.errors import UnreadableFile
from ingest.files import shown

CHATS = "chats.sqlite"
_TITLE = 80  # characters
_SCHEMA = """
CREATE TABLE IF NOT EXISTS chats (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, changed REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS exchanges (
    chat TEXT NOT NULL, place INTEGER NOT NULL, question TEXT NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (chat, place)
);
CREATE TABLE IF NOT EXISTS votes (
    chat TEXT NOT NULL, place INTEGER NOT NULL, up INTEGER NOT NULL, reason TEXT NOT NULL,
    at REAL NOT NULL, PRIMARY KEY (chat, place)
);
"""
_EXCHANGE = TypeAdapter(Exchange)


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation in a list."""

    id: str
    owner: str
    title: str


@dataclass(frozen=True, slots=True)
class Vote:
    """What a user thinks of an answer. `reason` is a key of our own, or empty."""

    up: bool
    reason: str = ""


class Chats:
    """The conversations of one SQLite file, which is made at the first write."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def start(self, owner: str, question: str) -> Chat:
        """A new conversation, named after its first question."""
        chat = Chat(secrets.token_urlsafe(16), owner, _title(question))
        with self._open() as db:
            row = (chat.id, chat.owner, chat.title, time.time())
            db.execute("INSERT INTO chats VALUES (?,?,?,?)", row)
        return chat

    def find(self, chat: str) -> Chat | None:
        """The conversation of that id, or None."""
        rows = self._rows("SELECT id, owner, title FROM chats WHERE id = ?", chat)
        return next((Chat(*row) for row in rows), None)

    def of(self, owner: str, most: int = -1) -> list[Chat]:
        """The conversations of an owner (at most so many; -1: all), the newest first."""
        query = "SELECT id, owner, title FROM chats WHERE owner = ? ORDER BY changed DESC LIMIT ?"
        return [Chat(*row) for row in self._rows(query, owner, most)]

    def add(self, chat: Chat, exchange: Exchange) -> None:
        """Add an exchange at the end. Nothing is kept where the conversation was deleted."""
        body = _EXCHANGE.dump_json(exchange)
        with self._open() as db:
            changed = "UPDATE chats SET changed = ? WHERE id = ?"
            if db.execute(changed, (time.time(), chat.id)).rowcount:
                place = "SELECT COALESCE(MAX(place) + 1, 0) FROM exchanges WHERE chat = ?"
                (at,) = db.execute(place, [chat.id]).fetchone()
                row = (chat.id, at, exchange.question, body)
                db.execute("INSERT INTO exchanges VALUES (?,?,?,?)", row)

    def exchanges(self, chat: Chat, unreadable: str) -> list[Exchange]:
        """What was asked and answered, in order. An answer that another version kept and that
        cannot be read any more is told as the problem `unreadable`."""
        query = "SELECT question, body FROM exchanges WHERE chat = ? ORDER BY place"
        rows = self._rows(query, chat.id)
        return [_exchange(question, body, unreadable) for question, body in rows]

    def rename(self, chat: Chat, title: str) -> None:
        """Give a conversation another name. An empty one changes nothing."""
        if title.strip():
            with self._open() as db:
                db.execute("UPDATE chats SET title = ? WHERE id = ?", (_title(title), chat.id))

    def delete(self, chat: Chat) -> None:
        """Delete a conversation with its answers and votes."""
        with self._open() as db:
            db.execute("DELETE FROM chats WHERE id = ?", [chat.id])
            for table in ("exchanges", "votes"):
                db.execute(f"DELETE FROM {table} WHERE chat = ?", [chat.id])

    def vote(self, chat: Chat, place: int, vote: Vote | None) -> None:
        """Keep what a user thinks of the answer at a place; None takes the vote back."""
        with self._open() as db:
            db.execute("DELETE FROM votes WHERE chat = ? AND place = ?", (chat.id, place))
            if vote:
                row = (chat.id, place, vote.up, vote.reason, time.time())
                db.execute("INSERT INTO votes VALUES (?,?,?,?,?)", row)

    def votes(self, chat: Chat) -> dict[int, Vote]:
        """The votes in a conversation, by place."""
        rows = self._rows("SELECT place, up, reason FROM votes WHERE chat = ?", chat.id)
        return {place: Vote(bool(up), reason) for place, up, reason in rows}

    def _rows(self, query: str, *values: str | int) -> list[Any]:
        if not self.file.exists():
            return []
        with self._open() as db:
            return db.execute(query, values).fetchall()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A transaction. Raises UnreadableFile where the file is damaged."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.touch(mode=0o600)  # conversations are nobody else's business
        with closing(sqlite3.connect(self.file, timeout=30)) as db:
            try:
                db.executescript(_SCHEMA)
            except sqlite3.DatabaseError as e:
                raise UnreadableFile(
                    f"{shown(self.file)}: the conversations cannot be opened ({e}); "
                    "move the file away"
                ) from e
            with db:
                yield db


def _title(said: str) -> str:
    line = " ".join(said.split())
    return line if len(line) <= _TITLE else line[: _TITLE - 1] + "…"


def _exchange(question: str, body: bytes, unreadable: str) -> Exchange:
    try:
        return _EXCHANGE.validate_json(body)
    except ValidationError:
        return Exchange(question, problem=unreadable)
