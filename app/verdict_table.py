"""Verdicts as a table for other people (CSV, or a Word document), and the drafts they are about."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
from docx.enum.table import WD_TABLE_DIRECTION

from app import export
from app.judge import VERDICTS
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


@dataclass(frozen=True, slots=True)
class Said:
    """What the table says itself, in the user's language: the heads of the columns, in the order of
    HEADS, and the name of each verdict and of each difference (as it is where it has none)."""

    heads: tuple[str, ...]
    names: Mapping[str, str]

    def __post_init__(self) -> None:
        assert len(self.heads) == len(HEADS), "a head for each column"


ENGLISH = Said(HEADS, {v: v.replace("_", " ") for v in VERDICTS})


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


def rows(checked: Sequence[Checked], said: Said = ENGLISH) -> list[tuple[str, ...]]:
    """One row for each claim and citation, of the columns HEADS."""
    out: list[tuple[str, ...]] = []
    for c in checked:
        verdict, differs = (said.names.get(x, x) for x in (c.verdict, c.differs or ""))
        head = (c.claim, verdict, f"{c.probability:.2f}", differs)
        out += [(*head, cited.full_label, cited.quote) for cited in c.citations] or [
            (*head, "", "")
        ]
    return out


def as_csv(checked: Sequence[Checked], said: Said = ENGLISH) -> bytes:
    """UTF-8 with a byte order mark, which spreadsheet programs ask for."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(said.heads)
    writer.writerows([_inert(cell) for cell in row] for row in rows(checked, said))
    return out.getvalue().encode("utf-8-sig")


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_docx(checked: Sequence[Checked], said: Said = ENGLISH) -> bytes:
    """A document with one table, whose columns run from the right where its heads are Arabic."""
    document = docx.Document()
    table = document.add_table(rows=1, cols=len(HEADS), style="Table Grid")
    if export.runs_from_right("".join(said.heads)):
        table.table_direction = WD_TABLE_DIRECTION.RTL
    for cell, head in zip(table.rows[0].cells, said.heads, strict=True):
        export.write(cell.paragraphs[0], head).bold = True
    for row in rows(checked, said):
        for cell, value in zip(table.add_row().cells, row, strict=True):
            export.write(cell.paragraphs[0], value)
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
