"""Files to reports in worker processes, each file with limits of time, memory and size.

A hostile or broken file costs its own process and nothing else.
"""

import hashlib
import multiprocessing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from ingest.errors import NotAReport, UnreadableFile
from ingest.extract import extract
from ingest.files import shown
from ingest.parse import parse
from ingest.report import Report

# Raised by 1 whenever parsing changes what it gives, so that unchanged files are read again.
PARSER_VERSION = 8
_MB = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: seconds, megabytes of memory, megabytes on disk; and whether scanned
    pages are read by text recognition."""

    seconds: float = 300
    memory: int = 2000
    size: int = 500
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file gave no report. `skipped`: it is something else. `lasting`: reading the same
    content again would fail again. `within`: the limits that it came up against; with more it may
    be read."""

    reason: str
    skipped: bool = False
    lasting: bool = True
    within: Limits | None = None


def fingerprint(path: Path, limits: Limits) -> str | Failure:
    """SHA-256 of a file's content, with the version of what would read it."""
    content = _content(path, limits)
    return content if isinstance(content, Failure) else _as_read_by(content, PARSER_VERSION)


def is_of(path: Path, sha256: str, limits: Limits) -> bool:
    """Whether a fingerprint is of what a file holds now, whichever version has read it."""
    content = _content(path, limits)
    return not isinstance(content, Failure) and sha256 in _fingerprints(content)


def _fingerprints(content: "hashlib._Hash") -> set[str]:
    return {_as_read_by(content, version) for version in range(PARSER_VERSION + 1)}


def _content(path: Path, limits: Limits) -> "hashlib._Hash | Failure":
    digest = hashlib.sha256()
    try:
        size = path.stat().st_size
        if size > limits.size * _MB:
            return Failure(
                f"{shown(path.name)}: {size // _MB} MB, over the limit of {limits.size}; "
                "raise the setting file_megabytes, or split the file",
                lasting=False,
            )
        with path.open("rb") as file:
            while part := file.read(_MB):
                digest.update(part)
    except OSError as e:
        return _unreachable(path, e)
    return digest


def _as_read_by(content: "hashlib._Hash", version: int) -> str:
    digest = content.copy()
    digest.update(bytes([version]))
    return digest.hexdigest()


def read(path: Path, sha256: str, ocr: bool = False) -> Report | Failure:
    """The report in a file, read in this process, without limits."""
    name = shown(path.name)
    try:
        data = path.read_bytes()
        return parse(extract(data, name, ocr=ocr), name, sha256, shown(path.resolve()))
    except NotAReport as e:
        return Failure(str(e), skipped=True)
    except UnreadableFile as e:
        return Failure(str(e))
    except OSError as e:
        return _unreachable(path, e)


def read_apart(
    files: Sequence[tuple[Path, str]], limits: Limits, workers: int
) -> Iterator[Report | Failure]:
    """What `read` gives for each (path, sha256), in order, each in a process that is stopped when
    it takes more than its limits. `workers` processes run at a time; 0: in this one, unlimited."""
    if not files:
        return
    if not workers:
        yield from (read(path, sha256, limits.ocr) for path, sha256 in files)
        return
    pool = _pool(min(workers, len(files)), limits)
    finished = False
    try:
        # one future a file: a worker that dies takes down the file it was reading, no other
        waiting = [
            (path, pool.schedule(read, args=(path, sha256, limits.ocr), timeout=limits.seconds))
            for path, sha256 in files
        ]
        for path, future in waiting:
            try:
                yield future.result()
            except Exception as e:  # noqa: BLE001 - whatever a file does to its reader, it does alone
                yield _died(path, e, limits)
        finished = True
    finally:
        pool.close() if finished else pool.stop()
        pool.join()


def picture(
    path: Path, sha256: str, page: int, width: int, limits: Limits, *, apart: bool = True
) -> bytes | Failure:
    """A page of the PDF that a report was read from, as a PNG, drawn in a process with limits; a
    failure where the file is gone or is another one now."""
    content = _content(path, limits)
    if isinstance(content, Failure):
        return content
    if sha256 not in _fingerprints(content):
        return Failure(f"{shown(path.name)}: the file has changed; ingest it again", lasting=False)
    if not apart:
        return _drawn(path, page, width)
    pool = _pool(1, limits)
    try:
        return pool.schedule(_drawn, args=(path, page, width), timeout=limits.seconds).result()
    except Exception as e:  # noqa: BLE001 - as above
        return _died(path, e, limits)
    finally:
        pool.stop()
        pool.join()


def _drawn(path: Path, page: int, width: int) -> bytes | Failure:
    from ingest.extract import pdf

    try:
        return pdf.picture(path.read_bytes(), shown(path.name), page, width)
    except UnreadableFile as e:
        return Failure(str(e))


def _pool(workers: int, limits: Limits) -> ProcessPool:
    return ProcessPool(
        max_workers=workers,
        initializer=_limit_memory,
        initargs=(limits.memory,),
        context=multiprocessing.get_context("spawn"),
    )


def _died(path: Path, error: Exception, limits: Limits) -> Failure:
    name = shown(path.name)
    if isinstance(error, TimeoutError):
        return Failure(
            f"{name}: not read within {limits.seconds:g} seconds; raise the setting "
            "file_seconds, or split the file",
            within=limits,
        )
    if isinstance(error, MemoryError | ProcessExpired):
        return Failure(
            f"{name}: reading it takes more than {limits.memory} MB of memory, or stopped its "
            "reader; raise the setting file_memory, or save the file anew",
            within=limits,
        )
    return Failure(
        f"{name}: could not be read ({type(error).__name__}: {' '.join(str(error).split())[:200]});"
        " save it anew from the program that made it, or report this file to us"
    )


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * _MB, megabytes * _MB))


def _unreachable(path: Path, error: OSError) -> Failure:
    reason = f"{shown(path.name)}: {error.strerror}; check the path and its permissions"
    return Failure(reason, lasting=False)
