"""The current figures of our sets, kept beside them: what README's table is made of.

`rapporteur eval SET --figures FILE` puts a run's figures into such a file; those of other sets
stay.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from eval.bootstrap import Estimate
from eval.run import Figures, Run, by_language, claims_by_language
from ingest.errors import BadInput
from ingest.files import write_whole

PATH = Path(__file__).parent / "sets" / "figures.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """The figures of one set: when and with what they were made, and by language."""

    began: str
    commit: str
    snapshot: str
    settings: str
    questions: int
    claims: int
    figures: Figures


_ALL = TypeAdapter(dict[str, Kept])


def read(path: Path = PATH) -> Mapping[str, Kept]:
    """The figures in a file by the names of the sets; none where there is no file.

    Raises BadInput for a file that is something else.
    """
    if not path.exists():
        return {}
    try:
        return _ALL.validate_json(path.read_bytes())
    except ValidationError as e:
        raise BadInput(f"{path}: no file of figures; give another, or remove it") from e


def keep(path: Path, runs: Sequence[Run]) -> None:
    """Put the figures of these runs in place of those of the same sets."""
    found = {**read(path), **{done.set: _kept(done) for done in runs}}
    plain = {name: asdict(found[name]) for name in sorted(found)}
    try:
        write_whole(path, (json.dumps(plain, indent=1) + "\n").encode())
    except OSError as e:
        raise BadInput(f"{path}: {e.strerror}; give a file that can be written") from e


def _kept(done: Run) -> Kept:
    about: Mapping[str, Any] = done.about
    snapshot, settings = done.made_by
    git = about["git"] or {"commit": "", "changed": False}
    return Kept(
        began=about["began"],
        commit=git["commit"] + ("+" if git["changed"] else ""),
        snapshot=snapshot,
        settings=settings,
        questions=len(done.results),
        claims=len(done.claims),
        figures=_rounded(done),
    )


def _rounded(done: Run) -> Figures:
    asked = by_language(done.results) if done.results else {}
    claims = claims_by_language(done.claims)
    return {
        lang: {
            name: _four(e) for name, e in {**asked.get(lang, {}), **claims.get(lang, {})}.items()
        }
        for lang in {**asked, **claims}
    }


def _four(e: Estimate) -> Estimate:
    """To four digits, so that a file changes where a figure does."""
    value, low, high = (None if x is None else round(x, 4) for x in (e.value, e.low, e.high))
    return Estimate(value, e.count, low, high)
