"""How much room the data folder takes."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from app.chats import CHATS
from app.library import CATALOG
from app.uploads import UPLOADS

EVALUATIONS = "evaluations"  # written by the package that evaluates, counted here
_MB = 2**20


def usage(data: Path, cache: Path) -> dict[str, int]:
    """Bytes of each part of the data folder, and what is free beside it."""
    return {
        "catalog": _size([data / CATALOG]),
        "snapshots": _size([data / "snapshots"]),
        "cache": _size([cache]),
        "uploads": _size([data / UPLOADS]),
        "conversations": _size([data / CHATS, data / "feedback"]),
        "evaluations": _size([data / EVALUATIONS]),
        "free": shutil.disk_usage(data).free if data.exists() else 0,
    }


def _size(places: Iterable[Path]) -> int:
    total = 0
    for place in places:
        files = [place] if place.is_file() else _walk(place)
        for file in files:
            try:
                total += file.stat(follow_symlinks=False).st_size
            except FileNotFoundError:  # a snapshot that is being replaced
                continue
    return total


def _walk(folder: Path) -> Iterable[Path]:
    return (Path(at) / name for at, _, names in os.walk(folder) for name in names)


def megabytes(size: int) -> str:
    """A size as people read it."""
    if size >= 1000 * _MB:
        return f"{size / (1000 * _MB):.1f} GB"
    return f"{size / _MB:.1f} MB" if size else "0 MB"
