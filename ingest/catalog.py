"""The catalog: parsed reports on disk, one JSON file each, and what happened to each file.

A report's file is written whole and renamed into place, so a reader never sees half of one.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from ingest.errors import NotAReport, NotFound, UnreadableFile
from ingest.extract import extract
from ingest.parse import parse
from ingest.report import Link, Paragraph, Removed, Report, Section
from ingest.symbols import key

State = Literal["new", "unchanged", "changed", "skipped", "failed"]
# Raised by 1 whenever parsing changes what it gives, so that unchanged files are read again.
PARSER_VERSION = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What ingestion did with one file. `reason` is for skipped and failed ones."""

    state: State
    file: str
    report: str | None = None
    paragraphs: int = 0
    reason: str | None = None


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


def write_atomically(path: Path, text: str) -> None:
    """Write a file whole or not at all; its folder is made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def same_report(report: Report, name: str) -> bool:
    """Whether a person's `name` means this report: its id, its file, or its symbol, typed as
    people type symbols (`npt conf 2026 wg.I 3`)."""
    names = {report.id.casefold(), report.source.casefold()}
    wanted = name.strip().casefold()
    return wanted in names or bool(report.symbol and key(report.symbol) == key(wanted))


class Catalog:
    """The reports under one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, Report] | None = None

    def __iter__(self) -> Iterator[Report]:
        return iter(sorted(self._reports().values(), key=lambda r: r.id))

    def find(self, name: str) -> list[Report]:
        """The reports that `name` means: several where a symbol has several languages.

        Raises NotFound where there is none.
        """
        found = [report for report in self if same_report(report, name)]
        if not found:
            raise NotFound(f"no report {name!r}; `rapporteur reports` lists those there are")
        return found

    def add(self, path: Path) -> Outcome:
        """Parse one file into the catalog. A file that cannot be read changes nothing."""
        try:
            data = path.read_bytes()
            sha = hashlib.sha256(data + bytes([PARSER_VERSION])).hexdigest()
            before = next((r for r in self._reports().values() if r.sha256 == sha), None)
            if before:
                return _outcome("unchanged", path, before)
            report = parse(extract(data, path.name), path.name, sha, str(path.resolve()))
        except NotAReport as e:
            return Outcome("skipped", str(path), reason=str(e))
        except (UnreadableFile, OSError) as e:
            return Outcome("failed", str(path), reason=_reason(path, e))
        return self._put(path, report)

    def remove(self, report: Report) -> None:
        """Take a report out. What an index still holds of it goes with the next build."""
        self._file(report.id).unlink()
        del self._reports()[report.id]

    def _put(self, path: Path, report: Report) -> Outcome:
        before = self._reports().get(report.id)
        if before and before.path != report.path and Path(before.path).exists():
            reason = f"the same report as {before.source}; remove that one first to replace it"
            return _outcome("skipped", path, before, reason)
        stale = [r for r in self if r.path == report.path and r.id != report.id]
        write_atomically(self._file(report.id), json.dumps(to_dict(report), ensure_ascii=False))
        self._reports()[report.id] = report
        for old in stale:
            self.remove(old)
        return _outcome("changed" if before or stale else "new", path, report)

    def _reports(self) -> dict[str, Report]:
        if self._known is None:
            read = (self._read(path) for path in self.folder.glob("*.json"))
            self._known = {report.id: report for report in read}
        return self._known

    def _file(self, report_id: str) -> Path:
        return self.folder / f"{report_id}.json"

    @staticmethod
    def _read(path: Path) -> Report:
        return from_dict(json.loads(path.read_text(encoding="utf-8")))


def _outcome(state: State, path: Path, report: Report, reason: str | None = None) -> Outcome:
    count = sum(p.kind == "paragraph" for p in report.paragraphs)
    return Outcome(state, str(path), report.id, count, reason)


def _reason(path: Path, error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{path.name}: {error.strerror}; check the path and its permissions"
    return str(error)


def files(paths: Iterable[Path]) -> list[Path]:
    """The files that the given files and folders hold, folders walked in order, hidden files left.

    Raises NotFound for a path that is not there.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (Path(d) / f for d, _, names in os.walk(path) for f in names)
            found += sorted(p for p in inside if not _hidden(p.relative_to(path)))
        elif path.exists():
            found.append(path)
        else:
            raise NotFound(f"no such file or folder: {path}; check the path")
    return list(dict.fromkeys(found))


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
