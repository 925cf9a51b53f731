"""A folder of 1,000 files through ingestion: with its progress, killed in the middle, run again,
and once more with nothing changed. A part of `eval.bench_ingest`."""

import io
import json
import os
import pty
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import termios
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import docx
import pypdfium2
from docx.oxml.ns import qn

from app.commands import progress
from app.library import CATALOG, Library
from app.settings import load
from index.encoder import HashingEncoder

FILES = 1000
_SHORT = 12  # pages: longer PDFs would make this a test of PDFs alone
_PDFS, _WORD = 164, 36
_FRONT = 25  # paragraphs among which a DOCX has its symbol
_CALL = "from eval.bench_many import run; run({folder!r}, {data!r})"


def many(folder: Path) -> None:
    """1,000 files made from the real ones: an interrupted run, its resumption, one of no change.
    Vectors are those of a fake encoder, so that reading is timed and not encoding."""
    with tempfile.TemporaryDirectory() as home:
        files, data = Path(home, "files"), Path(home, "data")
        files.mkdir()
        kinds: Counter[str] = Counter()
        for n, (kind, content) in enumerate(_made(folder)):
            (files / f"{n:04}.{kind}").write_bytes(content)
            kinds[kind] += 1
        print(f"{sum(kinds.values())} files: {dict(kinds)}; load {os.getloadavg()[0]:.1f}")
        took, bar = _killed(files, data, FILES // 2)
        kept = _reports(data)
        print(f"killed after {took:.0f} s: {kept} reports are kept; the bar said: {bar}")
        for what in ("run again", "nothing changed"):
            took, ends = _whole(files, data)
            print(
                f"{what}: {took:.1f} s, {FILES / took:.0f} files/s, {ends}; {_reports(data)} kept"
            )


def run(folder: str, data: str) -> None:
    """What `rapporteur ingest` does, with a fake encoder; prints how many files ended how."""
    home = Path(data)
    library = Library(home, load(home), HashingEncoder())
    done = library.ingest([Path(folder)], progress("reading"), progress("encoding"))
    print(json.dumps(Counter(outcome.state for outcome in done.outcomes)))


def _made(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Kinds and contents of the files, no content twice."""
    texts = sorted((folder / "multilingual").rglob("*.txt"))
    texts += sorted((folder / "multilingual").rglob("*.html"))
    word = sorted((folder / "un-docx-pdf").glob("*.docx"))
    pdfs = [path for path in sorted((folder / "un-pdf").glob("*.pdf")) if _is_short(path)]
    for n in range(_PDFS):
        turn, i = divmod(n, len(pdfs))
        yield "pdf", _pdf_copy(pdfs[i], pdfs[(i + turn + 1) % len(pdfs)])
    for n in range(_WORD):
        yield "docx", _word_copy(word[n % len(word)], f"A/99/{n}")
    for n in range(FILES - _PDFS - _WORD):
        path = texts[n % len(texts)]
        content = path.read_text("utf-8").removesuffix("\n")
        line = f"<p>Copy {n}</p>" if path.suffix == ".html" else f"\n\nCopy {n}\n"
        yield path.suffix[1:], (content + line).encode()


def _is_short(path: Path) -> bool:
    try:
        return 2 <= len(pypdfium2.PdfDocument(path)) <= _SHORT
    except pypdfium2.PdfiumError:
        return False


def _pdf_copy(path: Path, other: Path) -> bytes:
    """A PDF without its first page, which has its symbol, and with the last of another."""
    made, more = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument(other)
    made.import_pages(more, [len(more) - 1])
    del made[0]
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _word_copy(path: Path, symbol: str) -> bytes:
    """A DOCX under another symbol."""
    made = docx.Document(str(path))
    parts = [made.sections[0].first_page_header, made.sections[0].header]
    for text in [t for part in parts for t in part._element.iter(qn("w:t"))]:
        text.text = ""
    made.paragraphs[0].insert_paragraph_before(symbol)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _killed(files: Path, data: Path, kept: int) -> tuple[float, str]:
    """Seconds until so many reports were kept, and what the progress bar said when the run was
    then killed, its workers with it."""
    began = time.monotonic()
    reader, terminal = pty.openpty()
    termios.tcsetwinsize(terminal, (24, 100))  # a bar is drawn as wide as its terminal
    child = subprocess.Popen(
        _command(files, data),
        stdout=subprocess.DEVNULL,
        stderr=terminal,
        start_new_session=True,
    )
    os.close(terminal)
    said = b""
    while _reports(data) < kept:
        try:
            said = (said + os.read(reader, 2**16))[-2000:]
        except OSError as e:  # the terminal of a process that has ended
            raise SystemExit(f"the run ended by itself: {said.decode('utf-8', 'replace')}") from e
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    os.close(reader)
    bar = re.split(r"[\r\n]+", said.decode("utf-8", "replace").strip())[-1]
    return time.monotonic() - began, re.sub(r"\x1b\[[0-9;]*\w", "", bar)


def _whole(files: Path, data: Path) -> tuple[float, str]:
    """Seconds of a run to its end, and how many files ended how."""
    began = time.monotonic()
    ended = subprocess.run(_command(files, data), check=True, capture_output=True, text=True)
    return time.monotonic() - began, ended.stdout.strip()


def _command(files: Path, data: Path) -> list[str]:
    return [sys.executable, "-c", _CALL.format(folder=str(files), data=str(data))]


def _reports(data: Path) -> int:
    catalog = data / CATALOG
    if not catalog.exists():
        return 0
    with closing(sqlite3.connect(catalog, timeout=30)) as db:
        try:
            return db.execute("SELECT COUNT(*) FROM reports").fetchone()[0]
        except sqlite3.OperationalError:  # its tables are still being made
            return 0
