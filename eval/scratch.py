"""Reports that a set names, indexed in a scratch place: the library stays as it is."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from app.assistant import Assistant
from app.library import Library
from app.settings import Settings
from eval.questions import load
from index.snapshot import quiet
from ingest.catalog import Progress
from ingest.files import files


@contextmanager
def scratch(
    sets: Sequence[Path],
    where: Sequence[Path],
    data: Path,
    settings: Settings,
    reading: Progress = quiet,
) -> Iterator[Assistant]:
    """An assistant over the reports of these sets, which are files at, or below, these places. What
    can be made anew (vectors) is kept in the data folder.

    Raises BadInput for a set that breaks its schema, NotFound for a place without files.
    """
    settings = settings.model_copy(update={"cache": str(settings.cache_folder(data))})
    with tempfile.TemporaryDirectory() as folder:
        Library(Path(folder), settings).ingest(named(sets, where), reading)
        assistant = Assistant(Path(folder), settings)
        try:
            yield assistant
        finally:
            assistant.index.close()


def named(sets: Sequence[Path], where: Sequence[Path]) -> list[Path]:
    """The files that the sets name; all there are, where a set names a report by its symbol."""
    names = {item.report for path in sets for item in load(path)}
    there = [one.path for one in files(where) if not one.passed_over]
    chosen = [path for path in there if path.name in names]
    return chosen if {path.name for path in chosen} == names else list(where)
