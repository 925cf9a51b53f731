"""Verdicts as a table for other people (CSV, or a Word document), and the drafts they are about."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import docx

from app.uploads import plain_name
from app.verify import Checked
from ingest.errors import BadInput, UnreadableFile
from ingest.extract import extract
from ingest.files import write_whole
from ingest.parse import parse
from ingest.worker import Failure, Limits, read_apart

HEADS = ("Claim", "Verdict", "Probability", "Differs in", "Citation", "Quote")
_LONGEST_NAME = 40  # characters of a draft's name
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins so


def check(name: str) -> None:
    """Raises BadInput for a file name of which we do not know what is to be in it."""
    if Path(name).suffix.lower() not in (".csv", ".docx"):
        raise BadInput(f"{name}: give a name that ends in .csv or .docx")


def write(name: str, checked: Sequence[Checked]) -> None:
    """Write the table into the file, in the format that its name says."""
    as_bytes = as_csv if Path(name).suffix.lower() == ".csv" else as_docx
    try:
        write_whole(Path(name), as_bytes(checked))
    except OSError as e:
        raise BadInput(f"{name}: {e.strerror}; check the path") from e


def rows(checked: Sequence[Checked]) -> list[tuple[str, ...]]:
    """One row for each claim and citation, of the columns HEADS."""
    out: list[tuple[str, ...]] = []
    for c in checked:
        head = (c.claim, c.verdict.replace("_", " "), f"{c.probability:.2f}", c.differs or "")
        out += [(*head, cited.full_label, cited.quote) for cited in c.citations] or [
            (*head, "", "")
        ]
    return out


def as_csv(checked: Sequence[Checked]) -> bytes:
    """UTF-8 with a byte order mark, which spreadsheet programs ask for."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADS)
    writer.writerows([_inert(cell) for cell in row] for row in rows(checked))
    return out.getvalue().encode("utf-8-sig")


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_docx(checked: Sequence[Checked]) -> bytes:
    """A document with one table."""
    document = docx.Document()
    table = document.add_table(rows=1, cols=len(HEADS), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, HEADS, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    for row in rows(checked):
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def text_of(name: str) -> str:
    """The text of a draft in any format that reports are read in.

    Raises BadInput where there is no such file, UnreadableFile where it cannot be read.
    """
    path = Path(name)
    try:
        return parse(extract(path.read_bytes(), path.name), path.name, "").text
    except OSError as e:
        raise BadInput(f"{name}: {e.strerror}; check the path") from e


def text_in(content: bytes, name: str, limits: Limits, *, apart: bool = True) -> str:
    """The text of a draft that a stranger handed over, read in a process of its own.

    Raises UnreadableFile where it cannot be read, or takes more than its limits.
    """
    plain = plain_name(name)[-_LONGEST_NAME:] or "draft"
    with TemporaryDirectory() as folder:
        path = Path(folder) / plain
        path.write_bytes(content)
        (read,) = read_apart([(path, "")], limits, int(apart))
    if isinstance(read, Failure):
        raise UnreadableFile(read.reason)
    return read.text
