"""Which files the given paths hold, how a name is shown, and writing a file whole."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import NotFound


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, or (with a reason) one that is passed over or cannot be reached."""

    path: Path
    passed_over: str = ""
    failed: str = ""


def files(paths: Iterable[Path]) -> list[Found]:
    """The files that the given files and folders hold, each once, folders walked in order.

    Hidden files are left out; a link that leads out of its folder is passed over, and folders that
    are links are not entered, so that a folder which links to itself ends. Raises NotFound for a
    path that is not there.
    """
    found: dict[Path, Found] = {}
    for path in paths:
        if path.is_dir():
            inside = _walk(path)
        elif path.exists() or path.is_symlink():
            inside = iter([Found(path)])
        else:
            raise NotFound(f"no such file or folder: {shown(path)}; check the path")
        for one in inside:
            found.setdefault(one.path, one)
    return list(found.values())


def _walk(folder: Path) -> Iterator[Found]:
    closed: list[Found] = []

    def cannot_open(e: OSError) -> None:
        path = Path(e.filename)
        closed.append(Found(path, failed=f"{shown(path)}: {e.strerror}; check its permissions"))

    names = [Path(d) / f for d, _, fs in os.walk(folder, onerror=cannot_open) for f in fs]
    root = folder.resolve()
    for path in sorted(names):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            yield Found(path, passed_over=f"{shown(path)}: a link out of the folder; give its file")
        elif path.is_file() or path.is_symlink():
            yield Found(path)
        else:
            yield Found(path, passed_over=f"{shown(path)}: no regular file")
    yield from closed


def shown(path: Path | str) -> str:
    """A path as one line of valid text, whatever bytes its name is made of."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; its folder is made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
