"""Changing the library: ingest and remove, each ending in a new snapshot."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from app.settings import Settings
from index.encoder import E5, Encoder
from index.snapshot import Recipe, build, quiet
from ingest.catalog import Catalog, Outcome, Progress
from ingest.errors import NotFound
from ingest.files import files
from ingest.report import Report
from ingest.worker import Limits

CATALOG = "catalog.sqlite"


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of each file, and the snapshot that serves now (None: none yet)."""

    outcomes: tuple[Outcome, ...]
    snapshot: str | None

    def of(self, *states: str) -> list[Outcome]:
        """The outcomes in any of these states."""
        return [o for o in self.outcomes if o.state in states]


class Library:
    """The reports of one data folder and the index over them."""

    def __init__(self, data: Path, settings: Settings, encoder: Encoder | None = None) -> None:
        self.data = data
        self.settings = settings
        self.catalog = Catalog(data / CATALOG)
        self._encoder = encoder or E5(settings.cache_folder(data))

    def ingest(
        self,
        paths: Sequence[Path],
        reading: Progress = quiet,
        encoding: Progress = quiet,
        *,
        retry: bool = False,
        ocr: bool = False,
    ) -> Ingested:
        """Read files and folders, then index what the catalog holds. A file that cannot be read
        changes nothing; `retry` reads again what failed before, `ocr` scanned pages too.

        Raises NotFound for a path that is not there or a folder without files.
        """
        found = files(paths)
        if not found:
            raise NotFound(f"no file in {paths[0]}; give a folder that holds reports")
        s = self.settings
        limits = Limits(s.file_seconds, s.file_memory, s.file_megabytes, ocr)
        outcomes = self.catalog.add(
            found, limits, workers=s.workers, retry=retry or ocr, progress=reading
        )
        return Ingested(tuple(outcomes), self.index(encoding))

    def remove(self, name: str) -> list[Report]:
        """Remove the reports that a name means, and index what is left.

        Raises NotFound where there is none.
        """
        gone = self.catalog.find(name)
        for report in gone:
            self.catalog.remove(report)
        self.index()
        return gone

    def index(self, progress: Progress = quiet) -> str | None:
        """Make the snapshot of the catalog as it is current; None where there was never one.

        One process builds at a time; another waits, and then indexes what both have read. The lock
        of a process that died is free.
        """
        if not self.catalog.listed() and not (self.data / "CURRENT").exists():
            return None
        with FileLock(self.data / ".lock"):
            return self._build(list(self.catalog), progress)

    def _build(self, reports: Sequence[Report], progress: Progress) -> str:
        recipe = Recipe(self._encoder, self.settings.chunk_tokens)
        cache = self.settings.cache_folder(self.data)
        keep = self.settings.keep_snapshots
        return build(self.data, reports, recipe, keep, progress, cache=cache)
