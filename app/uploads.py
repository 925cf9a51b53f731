"""Files that users hand to the pages: which are taken, where they are kept, and what becomes of
them. Names and contents are hostile."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from app.library import Library
from index.snapshot import quiet
from ingest.catalog import Outcome, Progress
from ingest.errors import NotFound
from ingest.files import write_whole
from ingest.report import Report

UPLOADS = "uploads"
MOST = 50  # files at a time
_TYPES = frozenset({".pdf", ".docx", ".html", ".htm", ".txt"})
_LONGEST_NAME = 180  # bytes: file systems allow 255, and our drafts add to it
_MB = 2**20

Refusal = Literal["TOO_MANY", "TOO_BIG", "BAD_TYPE", "BAD_NAME", "NAME_TAKEN", "NO_BYTES"]


class Uploaded(Protocol):
    """A file as the browser sent it."""

    name: str
    size: int

    def getvalue(self) -> bytes:
        """Its content."""
        ...


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an uploaded file: refused by us, or with the outcome of reading it."""

    name: str
    refused: Refusal | None = None
    outcome: Outcome | None = None


def take(
    library: Library,
    files: Sequence[Uploaded],
    reading: Progress = quiet,
    encoding: Progress = quiet,
) -> list[Fate]:
    """Keep the files in the data folder, read and index them. A file from which no report was read
    is not kept, and neither is a copy of another file."""
    folder = library.data / UPLOADS
    fates: list[Fate] = []
    kept: dict[Path, int] = {}
    for n, file in enumerate(files):
        path = folder / plain_name(file.name)
        refused = _refusal(file, path, library.settings.file_megabytes)
        if n >= MOST:
            refused = "TOO_MANY"
        elif path in kept:
            refused = "NAME_TAKEN"
        if refused is None:
            write_whole(path, file.getvalue())
            kept[path] = n
        fates.append(Fate(file.name, refused))
    if kept:
        for outcome in library.ingest(list(kept), reading, encoding).outcomes:
            path = Path(outcome.file)
            fates[kept[path]] = Fate(path.name, outcome=outcome)
            if not _is_of_report(library, path, outcome):
                path.unlink(missing_ok=True)
    return fates


def _is_of_report(library: Library, path: Path, outcome: Outcome) -> bool:
    """Whether a report was read from this file, so that the one goes with the other."""
    if outcome.report is None or outcome.state != "unchanged":
        return outcome.state in ("new", "changed")
    try:
        found = library.catalog.find(outcome.report)
    except NotFound:  # removed in this moment
        return False
    return any(Path(report.path).resolve() == path.resolve() for report in found)


def _refusal(file: Uploaded, path: Path, megabytes: int) -> Refusal | None:
    name = plain_name(file.name)
    reasons: list[tuple[bool, Refusal]] = [
        (not name or len(name.encode()) > _LONGEST_NAME, "BAD_NAME"),
        (Path(name).suffix.lower() not in _TYPES, "BAD_TYPE"),
        (file.size == 0, "NO_BYTES"),
        (file.size > megabytes * _MB, "TOO_BIG"),
    ]
    for holds, reason in reasons:
        if holds:
            return reason
    is_another = path.exists() and path.read_bytes() != file.getvalue()
    return "NAME_TAKEN" if is_another else None


def plain_name(name: str) -> str:
    """A file's name without folders and without signs that cannot be seen; empty where nothing
    usable is left."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    return "" if seen.startswith(".") else " ".join(seen.split())


def remove(library: Library, name: str) -> list[Report]:
    """Remove the report that a name means, with the uploaded files that it was read from.

    Raises NotFound where there is none, BadInput where the name means several reports.
    """
    gone = library.remove(name)
    for report in gone:
        forget(library.data, report)
    return gone


def forget(data: Path, report: Report) -> None:
    """Delete the uploaded file of a report that was removed; files elsewhere are the user's."""
    path = Path(report.path)
    if path.parent.resolve() == (data / UPLOADS).resolve():
        path.unlink(missing_ok=True)
