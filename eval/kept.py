"""What evaluation keeps in the data folder: runs, and the sets that users add.

    evaluations/<time>-<set>.json   a run each, as `rapporteur eval SET --json` prints it
    evaluations/sets/<name>.jsonl   sets

Beside them stand runs that are not finished (`eval.unfinished`).

An output of `eval --json` that is copied there is a run like the others.
"""

import itertools
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.disk import EVALUATIONS
from app.uploads import plain_name
from eval import records
from eval.claim_measures import ClaimResult
from eval.measures import Result
from eval.questions import load
from eval.run import Run, as_dict
from index.search import Index
from ingest.errors import BadInput, NotFound
from ingest.files import shown, write_whole

_SETS = "sets"
_OURS = Path(__file__).with_name("sets")
_LONGEST_NAME = 100  # bytes
_NAME = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)-(.+)")


def keep(data: Path, done: Run) -> Path:
    """Write a run; its file."""
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{Path(done.set).stem}"
    names = itertools.chain([name], (f"{name} ({n})" for n in itertools.count(2)))
    paths = (data / EVALUATIONS / f"{name}.json" for name in names)
    path = next(p for p in paths if not p.exists())
    said = json.dumps({"runs": [as_dict(done)]}, ensure_ascii=False)
    write_whole(path, said.encode("utf-8", "surrogatepass"))
    return path


def kept(data: Path) -> list[Path]:
    """The files of the runs, the newest first."""
    found = [p for p in (data / EVALUATIONS).glob("*.json") if not p.name.startswith(".")]
    return sorted(found, key=lambda p: (p.stat().st_mtime_ns, p.name), reverse=True)


def called(path: Path) -> str:
    """A run in a list to choose from, unlike any other: `2027-05-07 10:02:31 · questions`."""
    if named := _NAME.fullmatch(path.stem):
        year, month, day, hour, minute, second, of = named.groups()
        return f"{year}-{month}-{day} {hour}:{minute}:{second} · {of}"
    return shown(path.stem)


def read(path: Path) -> tuple[Run, ...]:
    """The runs of a file; of simpler systems only the figures are kept, so that they have none.

    Raises BadInput for a file that is something else, or of an older version.
    """
    remedy = "give the output of `rapporteur eval SET --json`"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_run(one) for one in raw["runs"])
    except OSError as e:
        raise BadInput(f"{shown(path)}: {e.strerror}; {remedy}") from e
    except ValidationError as e:
        where = ".".join(map(str, e.errors()[0]["loc"]))
        raise BadInput(f"{shown(path)}: {where}: {e.errors()[0]['msg']}; {remedy}") from e
    except (ValueError, KeyError, TypeError) as e:
        raise BadInput(f"{shown(path)}: not a run; {remedy}") from e


def _run(raw: dict[str, Any]) -> Run:
    results = tuple(records.read(r) for r in (*raw["questions"], *raw.get("claims", ())))
    if not results:
        raise ValueError("no question")
    return Run(
        str(raw["set"]),
        tuple(r for r in results if isinstance(r, Result)),
        raw["about"],
        claims=tuple(r for r in results if isinstance(r, ClaimResult)),
    )


def sets(data: Path, index: Index) -> list[Path]:
    """The sets that can be run: the user's own, and of ours those that ask about reports that are
    there."""
    own = sorted((data / EVALUATIONS / _SETS).glob("*.jsonl"))
    return [*own, *(p for p in sorted(_OURS.rglob("*.jsonl")) if _is_askable(p, index))]


def set_called(path: Path) -> str:
    """A set in a list to choose from: ours by its place, the user's by its file."""
    if path.is_relative_to(_OURS):
        return path.relative_to(_OURS).with_suffix("").as_posix()
    return path.name


def _is_askable(path: Path, index: Index) -> bool:
    try:
        index.reports_named(sorted(set(_reports(path))))
    except NotFound:
        return False
    return True


def _reports(path: Path) -> Iterator[str]:
    """The reports that one of our own sets asks about, without the cost of checking it."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)["report"]


def add_set(data: Path, name: str, content: bytes) -> Path:
    """Keep a set that a user hands over, in place of one of that name.

    Raises BadInput, and keeps nothing, where it breaks the schema.
    """
    plain = plain_name(name)
    if not plain.lower().endswith(".jsonl") or len(plain.encode()) > _LONGEST_NAME:
        raise BadInput(f"{shown(name)}: give the set a short name that ends in .jsonl")
    path = data / EVALUATIONS / _SETS / f"{plain[:-6]}.jsonl"
    draft = path.with_name(f".{path.name}.new")
    write_whole(draft, content)
    try:
        load(draft)
        return draft.replace(path)
    except BadInput as e:
        raise BadInput(str(e).replace(str(draft), plain)) from e
    finally:
        draft.unlink(missing_ok=True)
