"""Changing the library: ingest and remove, each ending in a new snapshot, and its snapshots."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.settings import Settings
from index import snapshot
from index.encoder import Encoder
from index.encoders import named
from index.snapshot import Recipe, Snapshot, build, quiet, writing
from ingest.catalog import Catalog, Outcome, Progress, one_work
from ingest.errors import NotFound
from ingest.files import files
from ingest.report import Report
from ingest.worker import Limits

CATALOG = "catalog.sqlite"
_NOTHING = "nothing is in the library; run `rapporteur ingest FILE_OR_FOLDER` first"
_REMOVED = "the snapshot before holds {}, which was removed since; ingest it again"
_OTHER = "the snapshot before was made with other settings; run `rapporteur index rebuild`"


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of each file, and the snapshot that serves now (None: none yet)."""

    outcomes: tuple[Outcome, ...]
    snapshot: str | None

    def of(self, *states: str) -> list[Outcome]:
        """The outcomes in any of these states."""
        return [o for o in self.outcomes if o.state in states]


def encoder_for(settings: Settings, data: Path) -> Encoder:
    """The encoder that the settings name, its graph kept where they say. Raises BadSetting."""
    return named(settings.encoder, settings.encoder_url, settings.cache_folder(data))


class Library:
    """The reports of one data folder and the index over them."""

    def __init__(self, data: Path, settings: Settings, encoder: Encoder | None = None) -> None:
        self.data = data
        self.settings = settings
        self.catalog = Catalog(data / CATALOG)
        self._encoder = encoder or encoder_for(settings, data)

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
        """Remove the report that a name means, in all its languages, and index what is left.

        Raises NotFound where there is none, BadInput where the name means several reports.
        """
        gone = one_work(name, self.catalog.find(name))
        for report in gone:
            self.catalog.remove(report)
        self.index()
        return gone

    def index(self, progress: Progress = quiet, *, anew: bool = False) -> str | None:
        """Make the snapshot of the catalog as it is current, `anew` even where it is there; None
        where there was never one.

        One process builds at a time; another waits, and then indexes what both have read.
        """
        if not self.catalog.listed() and not (self.data / "CURRENT").exists():
            return None
        with writing(self.data):
            return build(
                self.data,
                list(self.catalog),
                self._recipe,
                self.settings.keep_snapshots,
                progress,
                cache=self.settings.cache_folder(self.data),
                anew=anew,
            )

    def rebuild(self, progress: Progress = quiet) -> str:
        """Make the snapshot of the catalog anew, whatever the one there is. Vectors that are known
        are not encoded again. Raises NotFound where there is nothing to build from."""
        made = self.index(progress, anew=True)
        if made is None:
            raise NotFound(_NOTHING)
        return made

    def rollback(self) -> Snapshot:
        """Let the snapshot before serve again, until the next change. The catalog stays as it is.

        Raises NotFound where there is none that may serve: what was removed stays removed.
        """
        with writing(self._written()):
            before = snapshot.before(self.data)
            gone = sorted(set(before.reports) - {r.id for r in self.catalog.listed()})
            if gone:
                raise NotFound(_REMOVED.format(", ".join(gone)))
            if before.recipe != self._recipe.key:
                raise NotFound(_OTHER)
            snapshot.serve(self.data, before.folder)
        return before

    def gc(self) -> list[Snapshot]:
        """Remove the snapshots that are neither kept nor held, and say which."""
        with writing(self._written()):
            return snapshot.prune(self.data, self.settings.keep_snapshots)

    def _written(self) -> Path:
        """The data folder. Raises NotFound where nothing was ever written."""
        if not (self.data / "snapshots").exists():
            raise NotFound(_NOTHING)
        return self.data

    @property
    def _recipe(self) -> Recipe:
        return Recipe(self._encoder, self.settings.chunk_tokens)
