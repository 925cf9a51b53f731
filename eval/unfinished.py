"""Results of a run that is under way, so that one that is interrupted goes on where it stopped.

    evaluations/unfinished/<key>.jsonl    a result a line, as they come

The key is made of all that results hang on: the set's content, the snapshot, the settings, the
encoder, the model, the versions and the code. Whatever changes, the run starts anew.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from app.assistant import Assistant
from app.disk import EVALUATIONS
from app.reading import MODEL
from eval import provenance
from ingest.files import write_whole

_FOLDER = "unfinished"


class Unfinished:
    """The results that a run has so far, by the ids of their questions."""

    def __init__(self, found: dict[str, dict[str, Any]], file: IO[str]) -> None:
        self.found = found
        self._file = file

    def add(self, record: dict[str, Any]) -> None:
        """Write one more, at once."""
        self._file.write(json.dumps(record, ensure_ascii=True) + "\n")
        self._file.flush()


@contextmanager
def unfinished(
    path: Path, assistant: Assistant, system: str, data: Path | None, *, fresh: bool
) -> Iterator[Unfinished]:
    """What there is, in a data folder (the assistant's, unless another is given), of a run of the
    set at `path` by a system (the assistant, a baseline), to be read and added to. When the block
    ends it is removed; when it is left by an error it stays. `fresh` forgets what there is.
    """
    folder = (data or assistant.data) / EVALUATIONS / _FOLDER
    file = folder / f"{_key(path, assistant, system)}.jsonl"
    lines = [] if fresh else _whole_lines(file)
    write_whole(file, "".join(f"{line}\n" for line in lines).encode())
    found = {record["id"]: record for record in map(json.loads, lines)}
    with file.open("a", encoding="utf-8") as out:
        yield Unfinished(found, out)
    file.unlink(missing_ok=True)


def _whole_lines(file: Path) -> list[str]:
    """The lines of a file; the last one may have been cut off when the process died."""
    if not file.exists():
        return []
    return file.read_text(encoding="utf-8").split("\n")[:-1]


def _key(path: Path, assistant: Assistant, system: str) -> str:
    about = provenance.made_with(path, assistant)
    model = hashlib.sha256(MODEL.read_bytes()).hexdigest()
    whole = json.dumps([about, model, system], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
