"""Who has a snapshot open: a locked file for each reader, in the snapshot's folder.

The lock of a process that died is free. What a reader holds is not removed; a guard keeps a
reader from coming in while a snapshot is taken away.
"""

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import NotFound

_GONE = "the snapshot {} was removed in this moment; ask again"


@contextlib.contextmanager
def _guard(folder: Path) -> Iterator[None]:
    lock = FileLock(folder.parent / ".guard")
    with contextlib.suppress(OSError):  # a folder that cannot be written: nothing is removed there
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def hold(folder: Path) -> FileLock | None:
    """Hold a snapshot until `release`, or until the process ends; None where its folder cannot be
    written. Raises NotFound where the snapshot is gone."""
    with _guard(folder):
        if not (folder / "manifest.json").exists():
            raise NotFound(_GONE.format(folder.name))
        file = folder / f".held-{os.getpid()}-{secrets.token_hex(4)}"
        lock = FileLock(file, thread_local=False)
        with contextlib.suppress(OSError):
            lock.acquire()
        return lock if lock.is_locked else None


def release(lock: FileLock) -> None:
    """Let go of what `hold` gave."""
    lock.release()
    with contextlib.suppress(OSError):
        Path(lock.lock_file).unlink(missing_ok=True)


def holders(folder: Path) -> tuple[int, ...]:
    """The ids of the processes that hold a snapshot."""
    with _guard(folder):
        return _holders(folder)


def _holders(folder: Path) -> tuple[int, ...]:
    alive = set()
    for file in folder.glob(".held-*"):
        lock = FileLock(file)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            alive.add(int(file.name.split("-")[1]))
        except OSError:  # a folder that cannot be written
            continue
        else:
            release(lock)
    return tuple(sorted(alive))


def take_away(folder: Path) -> bool:
    """Remove a snapshot, unless someone holds it; whether it is gone."""
    away = folder.with_name(f".gone-{folder.name}")
    shutil.rmtree(away, ignore_errors=True)
    with _guard(folder):
        if _holders(folder):
            return False
        try:
            folder.rename(away)
        except OSError:  # a system that does not move what is open
            return False
    shutil.rmtree(away, ignore_errors=True)
    return True
