"""The catalog: parsed reports and the fate of every file, in one SQLite file.

A report goes in whole or not at all. What a file failed with is remembered, so that an unchanged
file is read once; an interrupted run goes on where it stopped.
"""

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from ingest.errors import NotFound, UnreadableFile
from ingest.files import Found, shown
from ingest.report import Link, Paragraph, Removed, Report, Section
from ingest.symbols import key
from ingest.worker import Failure, Limits, fingerprint, read_apart

State = Literal["new", "unchanged", "changed", "skipped", "failed"]
Progress = Callable[[int, int], None]
_Aside = tuple[str, State, str, str | None]  # fingerprint, state, reason, the report in its place

_SCHEMA = """
CREATE TABLE IF NOT EXISTS reports (
    id TEXT PRIMARY KEY, symbol TEXT, title TEXT NOT NULL, lang TEXT NOT NULL,
    source TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE,
    paragraphs INTEGER NOT NULL, body BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS set_aside (
    sha256 TEXT PRIMARY KEY, state TEXT NOT NULL, reason TEXT NOT NULL, report TEXT
);
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What ingestion did with one file. `reason` is for skipped and failed ones."""

    state: State
    file: str
    report: str | None = None
    paragraphs: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list of reports says of one. `paragraphs` is their number."""

    id: str
    symbol: str | None
    title: str
    lang: str
    source: str
    paragraphs: int

    @property
    def name(self) -> str:
        """What all its languages have in common."""
        return self.symbol or self.id


def listed(r: Report) -> Listed:
    """A report's entry in a list."""
    return Listed(r.id, r.symbol, r.title, r.lang, r.source, r.count)


def to_dict(report: Report) -> dict[str, Any]:
    """A report as JSON-ready data, without anything that can be derived."""
    return asdict(report)


def from_dict(data: dict[str, Any]) -> Report:
    """The inverse of `to_dict`."""
    parts = {
        "paragraphs": tuple(
            Paragraph(**{**p, "heading": tuple(p["heading"])}) for p in data["paragraphs"]
        ),
        "sections": tuple(Section(**s) for s in data["sections"]),
        "links": tuple(Link(**s) for s in data["links"]),
        "removed": tuple(Removed(**s) for s in data["removed"]),
    }
    return Report(**{**data, **parts})


def is_named(name: str, report: Report | Listed) -> bool:
    """Whether a person's `name` means this report: its id, its file, or its symbol, typed as
    people type symbols (`npt conf 2026 wg.I 3`)."""
    names = {report.id.casefold(), report.source.casefold()}
    wanted = name.strip().casefold()
    return wanted in names or bool(report.symbol and key(report.symbol) == key(wanted))


class Catalog:
    """The reports of one SQLite file, which is made at the first write."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __iter__(self) -> Iterator[Report]:
        rows = self._rows("SELECT body FROM reports ORDER BY id")
        return (_unpacked(body) for (body,) in rows)

    def listed(self) -> list[Listed]:
        """All reports by id, without their text."""
        columns = "id, symbol, title, lang, source, paragraphs"
        return [Listed(*row) for row in self._rows(f"SELECT {columns} FROM reports ORDER BY id")]

    def find(self, name: str) -> list[Report]:
        """The reports that `name` means: several where a symbol has several languages.

        Raises NotFound where there is none.
        """
        ids = [entry.id for entry in self.listed() if is_named(name, entry)]
        if not ids:
            raise NotFound(f"no report {name!r}; `rapporteur reports` lists those there are")
        return [r for i in ids if (r := self._report(i))]

    def add(
        self,
        found: Sequence[Found],
        limits: Limits | None = None,
        *,
        workers: int = 0,
        retry: bool = False,
        progress: Progress | None = None,
    ) -> Iterator[Outcome]:
        """Read files into the catalog: an outcome for each, in order, as soon as it is certain.

        Unchanged files are not read again, and neither are those that failed, unless `retry`.
        """
        limits = limits or Limits()
        known = [self._known(one, limits, retry) for one in found]
        unread = [(one.path, k) for one, k in zip(found, known, strict=True) if isinstance(k, str)]
        results = read_apart(unread, limits, workers)
        aside: list[_Aside] = []
        for done, (one, outcome) in enumerate(zip(found, known, strict=True), 1):
            if isinstance(outcome, str):
                outcome = self._put(one.path, outcome, next(results), aside)
            if aside and self.file.exists():  # failures alone make no catalog
                self._remember(aside)
                aside.clear()
            if progress:
                progress(done, len(found))
            yield outcome

    def remove(self, report: Report) -> None:
        """Take a report out. What an index still holds of it goes with the next build."""
        with closing(self._open()) as db, db:
            _delete(db, report.id)

    def _known(self, one: Found, limits: Limits, retry: bool) -> Outcome | str:
        """The outcome of a file that need not be read, else its fingerprint."""
        file = str(one.path)
        if one.passed_over or one.failed:
            state: State = "failed" if one.failed else "skipped"
            return Outcome(state, file, reason=one.failed or one.passed_over)
        sha256 = fingerprint(one.path, limits)
        if isinstance(sha256, Failure):
            return Outcome("failed", file, reason=sha256.reason)
        for report, n in self._rows("SELECT id, paragraphs FROM reports WHERE sha256 = ?", sha256):
            return Outcome("unchanged", file, report, n)
        aside = "SELECT state, reason, report FROM set_aside WHERE sha256 = ?"
        for state, reason, report in () if retry else self._rows(aside, sha256):
            return Outcome(state, file, report, reason=reason)
        return sha256

    def _put(
        self, path: Path, sha256: str, result: Report | Failure, aside: list[_Aside]
    ) -> Outcome:
        if isinstance(result, Failure):
            state: State = "skipped" if result.skipped else "failed"
            if result.lasting:
                aside.append((sha256, state, result.reason, None))
            return Outcome(state, str(path), reason=result.reason)
        with closing(self._open()) as db, db:
            before = db.execute(
                "SELECT id, source, path, paragraphs, sha256 FROM reports WHERE id = ?", [result.id]
            ).fetchone()
            if before and before[4] == sha256:
                return Outcome("unchanged", str(path), before[0], before[3])  # a copy, same run
            if before and before[2] != result.path and Path(before[2]).exists():
                reason = f"the same report as {before[1]}; remove that one first to replace it"
                aside.append((sha256, "skipped", reason, before[0]))
                return Outcome("skipped", str(path), before[0], before[3], reason)
            same_path = "SELECT id FROM reports WHERE path = ? AND id != ?"
            stale = [row[0] for row in db.execute(same_path, [result.path, result.id])]
            for report_id in (*stale, result.id):
                _delete(db, report_id)
            db.execute("DELETE FROM set_aside WHERE sha256 = ?", [sha256])
            db.execute("INSERT INTO reports VALUES (?,?,?,?,?,?,?,?,?)", _row(result))
        state = "changed" if before or stale else "new"
        return Outcome(state, str(path), result.id, result.count)

    def _remember(self, aside: Sequence[_Aside]) -> None:
        with closing(self._open()) as db, db:
            db.executemany("INSERT OR REPLACE INTO set_aside VALUES (?,?,?,?)", aside)

    def _report(self, report_id: str) -> Report | None:
        rows = self._rows("SELECT body FROM reports WHERE id = ?", report_id)
        return next((_unpacked(body) for (body,) in rows), None)

    def _rows(self, query: str, *values: str) -> list[Any]:
        """Raises UnreadableFile where the file is damaged."""
        if not self.file.exists():
            return []
        with closing(self._open()) as db:
            return db.execute(query, values).fetchall()

    def _open(self) -> sqlite3.Connection:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self.file, timeout=30)
        try:
            db.executescript(_SCHEMA)
        except sqlite3.DatabaseError as e:
            db.close()
            raise UnreadableFile(
                f"{shown(self.file)}: the catalog cannot be opened ({e}); "
                "move it away and ingest the reports again"
            ) from e
        return db


def _delete(db: sqlite3.Connection, report_id: str) -> None:
    """A report, and that other files were passed over for its sake."""
    db.execute("DELETE FROM reports WHERE id = ?", [report_id])
    db.execute("DELETE FROM set_aside WHERE report = ?", [report_id])


def _row(r: Report) -> list[Any]:
    body = zlib.compress(json.dumps(to_dict(r), ensure_ascii=False).encode(), level=1)
    return [r.id, r.symbol, r.title, r.lang, r.source, r.path, r.sha256, r.count, body]


def _unpacked(body: bytes) -> Report:
    return from_dict(json.loads(zlib.decompress(body)))
