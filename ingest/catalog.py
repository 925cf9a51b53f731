"""The catalog: parsed reports and the fate of every file, in one SQLite file.

A report goes in whole or not at all. What a file failed with is remembered, so that an unchanged
file is read once; an interrupted run goes on where it stopped.
"""

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from ingest.errors import BadInput, NotFound, UnreadableFile
from ingest.files import Found, shown
from ingest.report import Link, Paragraph, Removed, Report, Section
from ingest.symbols import key, plain
from ingest.worker import Failure, Limits, fingerprint, is_of, read_apart

State = Literal["new", "unchanged", "changed", "skipped", "failed"]
Progress = Callable[[int, int], None]
_THIS = "{file}: "  # in a reason that is remembered: files of one content have many names
# of a page that text recognition may read, or read better, as `removed` has it
_UNREAD = ("a page without text", "read without the languages")
_FEW = 5

_SCHEMA = """
CREATE TABLE IF NOT EXISTS reports (
    id TEXT PRIMARY KEY, symbol TEXT, title TEXT NOT NULL, lang TEXT NOT NULL,
    source TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE,
    paragraphs INTEGER NOT NULL, body BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS set_aside (
    sha256 TEXT PRIMARY KEY, state TEXT NOT NULL, reason TEXT NOT NULL, report TEXT
);
CREATE TABLE IF NOT EXISTS over_limits (
    sha256 TEXT PRIMARY KEY, reason TEXT NOT NULL, seconds REAL NOT NULL, memory INTEGER NOT NULL
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
class _Aside:
    """What is remembered of a file that gave no report: its fingerprint, the report in its place,
    or the limits within which it could not be read."""

    sha256: str
    state: State
    reason: str
    report: str | None = None
    within: Limits | None = None


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
    people type symbols (`npt conf 2026 wg.I 3`, `S/RES/2931 (2031)`)."""
    names = {report.id.casefold(), report.source.casefold()}
    wanted = name.strip()
    if wanted.casefold() in names:
        return True
    return bool(report.symbol) and key(report.symbol) in {key(wanted), key(plain(wanted.upper()))}


def one_work(name: str, found: Sequence[Report]) -> list[Report]:
    """The reports that `name` means, which are one in several languages.

    Raises BadInput where they are different ones (files of the same name).
    """
    if len({key(r.symbol or r.id) for r in found}) > 1:
        ids = ", ".join(r.id for r in found[:_FEW])
        more = f" and {len(found) - _FEW} more" if len(found) > _FEW else ""
        raise BadInput(f"{name} names {ids}{more}; give the id")
    return list(found)


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
        """The reports that `name` means: several where a symbol has several languages, or several
        files have that name. An id means its report alone.

        Raises NotFound where there is none.
        """
        ids = [entry.id for entry in self.listed() if is_named(name, entry)]
        wanted = name.strip().casefold()
        ids = [i for i in ids if i.casefold() == wanted] or ids
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

        Unchanged files are not read again, and neither are those that failed, unless `retry` or
        they may take more than they could then. With `limits.ocr`, reports are read again that have
        pages without text.
        """
        limits = limits or Limits()
        known = [self._known(one, limits, retry) for one in found]
        unread = [(one.path, k) for one, k in zip(found, known, strict=True) if isinstance(k, str)]
        results = read_apart(unread, limits, workers)
        aside: list[_Aside] = []
        for done, (one, outcome) in enumerate(zip(found, known, strict=True), 1):
            if isinstance(outcome, str):
                outcome = self._put(one.path, outcome, next(results), limits, aside)
            if aside and self.file.exists():  # failures alone make no catalog
                self._remember(aside)
                aside.clear()
            if progress:
                progress(done, len(found))
            yield outcome

    def remove(self, report: Report) -> None:
        """Take a report out. What an index still holds of it goes with the next build."""
        with self._database() as db:
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
            if limits.ocr and self._has_unread_pages(report):
                return sha256
            return Outcome("unchanged", file, report, n)
        return sha256 if retry else self._set_aside(one.path, sha256, limits) or sha256

    def _has_unread_pages(self, report_id: str) -> bool:
        report = self._report(report_id)
        return report is not None and _unread_pages(report) > 0

    def _set_aside(self, path: Path, sha256: str, limits: Limits) -> Outcome | None:
        """What is remembered of a file that gave no report, or not within these limits."""
        paragraphs = "(SELECT paragraphs FROM reports WHERE id = report)"
        aside = f"SELECT state, reason, report, {paragraphs} FROM set_aside WHERE sha256 = ?"
        over = "SELECT 'failed', reason, NULL, NULL FROM over_limits WHERE sha256 = ?"
        over += " AND seconds >= ? AND memory >= ?"
        rows = self._rows(
            f"{aside} UNION ALL {over}", sha256, sha256, limits.seconds, limits.memory
        )
        for state, reason, report, count in rows:
            return Outcome(state, str(path), report, count or 0, _named(reason, path) or None)
        return None

    def _put(
        self,
        path: Path,
        sha256: str,
        result: Report | Failure,
        limits: Limits,
        aside: list[_Aside],
    ) -> Outcome:
        if isinstance(result, Failure):
            state: State = "skipped" if result.skipped else "failed"
            if result.lasting and not limits.ocr:  # without it, the file may be read in part
                reason = _unnamed(result.reason, path)
                aside.append(_Aside(sha256, state, reason, within=result.within))
            return Outcome(state, str(path), reason=result.reason)
        with self._database() as db:
            if _holds(db, result, limits):
                return Outcome("unchanged", str(path), result.id, result.count)
            if there := None if limits.ocr else _read_better(db, result, path, limits):
                aside.append(_Aside(sha256, "unchanged", "", there.id))
                return Outcome("unchanged", str(path), there.id, there.count)
            before = db.execute(
                "SELECT id, source, path, paragraphs, sha256 FROM reports WHERE id = ?", [result.id]
            ).fetchone()
            if before and sha256 != before[4] and _stands_elsewhere(before[2], result):
                reason = f"the same report as {before[1]}; remove that one first to replace it"
                aside.append(_Aside(sha256, "skipped", reason, before[0]))
                return Outcome("skipped", str(path), before[0], before[3], reason)
            replaced = _replace(db, result)
        return Outcome("changed" if replaced else "new", str(path), result.id, result.count)

    def _remember(self, aside: Sequence[_Aside]) -> None:
        lasting = [(a.sha256, a.state, a.reason, a.report) for a in aside if not a.within]
        over = [(a.sha256, a.reason, w.seconds, w.memory) for a in aside if (w := a.within)]
        with self._database() as db:
            db.executemany("INSERT OR REPLACE INTO set_aside VALUES (?,?,?,?)", lasting)
            db.executemany("INSERT OR REPLACE INTO over_limits VALUES (?,?,?,?)", over)

    def _report(self, report_id: str) -> Report | None:
        rows = self._rows("SELECT body FROM reports WHERE id = ?", report_id)
        return next((_unpacked(body) for (body,) in rows), None)

    def _rows(self, query: str, *values: str | float) -> list[Any]:
        if not self.file.exists():
            return []
        with self._database() as db:
            return db.execute(query, values).fetchall()

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        """The catalog, open for one transaction.

        Raises UnreadableFile where it is damaged, or cannot be opened or written.
        """
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.file, timeout=30)) as db, db:
                db.executescript(_SCHEMA)
                yield db
        except (OSError, sqlite3.OperationalError) as e:
            why = e.strerror if isinstance(e, OSError) else e
            raise UnreadableFile(
                f"{shown(self.file)}: the catalog cannot be opened or written ({why}); check its "
                "folder, the permissions and the space there, or give another folder with --data"
            ) from e
        except sqlite3.DatabaseError as e:
            raise UnreadableFile(
                f"{shown(self.file)}: the catalog cannot be opened ({e}); "
                "move it away and ingest the reports again"
            ) from e


def _named(reason: str, path: Path) -> str:
    """A reason that is remembered, as it reads of this file."""
    about_it = reason.startswith(_THIS)
    return f"{shown(path.name)}: {reason.removeprefix(_THIS)}" if about_it else reason


def _unnamed(reason: str, path: Path) -> str:
    """A reason without its file's name, as it is remembered."""
    name = f"{shown(path.name)}: "
    return _THIS + reason.removeprefix(name) if reason.startswith(name) else reason


def _holds(db: sqlite3.Connection, report: Report, limits: Limits) -> bool:
    """Whether a copy of this report is there already. Text recognition may read more in the same
    file than was read before."""
    query = "SELECT body FROM reports WHERE sha256 = ?"
    for (body,) in db.execute(query, [report.sha256]):
        there = replace(_unpacked(body), source=report.source, path=report.path)
        return not limits.ocr or there == report
    return False


def _read_better(
    db: sqlite3.Connection, report: Report, path: Path, limits: Limits
) -> Report | None:
    """What an earlier version read from the same file with text recognition, where without it pages
    of the report would be lost."""
    query = "SELECT body, sha256 FROM reports WHERE path = ?"
    for body, sha256 in db.execute(query, [report.path]):
        there = _unpacked(body)
        if _unread_pages(there) < _unread_pages(report) and is_of(path, sha256, limits):
            return there
    return None


def _unread_pages(report: Report) -> int:
    return sum(r.reason.startswith(_UNREAD) for r in report.removed)


def _stands_elsewhere(path: str, report: Report) -> bool:
    """Whether what was read from `path` is still there, in another file than this report's."""
    return path != report.path and Path(path).exists()


def _replace(db: sqlite3.Connection, report: Report) -> bool:
    """Put a report in the place of those with its id, its file or its content; whether there were
    any."""
    query = "SELECT id FROM reports WHERE id = ? OR path = ? OR sha256 = ?"
    stale = db.execute(query, [report.id, report.path, report.sha256]).fetchall()
    for (report_id,) in stale:
        _delete(db, report_id)
    for table in ("set_aside", "over_limits"):
        db.execute(f"DELETE FROM {table} WHERE sha256 = ?", [report.sha256])
    db.execute("INSERT INTO reports VALUES (?,?,?,?,?,?,?,?,?)", _row(report))
    return bool(stale)


def _delete(db: sqlite3.Connection, report_id: str) -> None:
    """A report, and that other files were passed over for its sake."""
    db.execute("DELETE FROM reports WHERE id = ?", [report_id])
    db.execute("DELETE FROM set_aside WHERE report = ?", [report_id])


def _row(r: Report) -> list[Any]:
    body = zlib.compress(json.dumps(to_dict(r), ensure_ascii=False).encode(), level=1)
    return [r.id, r.symbol, r.title, r.lang, r.source, r.path, r.sha256, r.count, body]


def _unpacked(body: bytes) -> Report:
    return from_dict(json.loads(zlib.decompress(body)))
