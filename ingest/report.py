"""The nouns of ingestion: a line as extracted, and the report that lines become.

A report has one canonical text. Everything else that quotes it is a half-open span
[start, end) into that text, in code points.
"""

from dataclasses import dataclass
from typing import Literal

from ingest import numbers

Kind = Literal["paragraph", "item", "row", "note"]

# A reference to a footnote inside a line's text: REF_OPEN + mark + REF_CLOSE. Both are private-use
# characters, so no report contains them; parsing takes them out again.
REF_OPEN, REF_CLOSE = "\ue000", "\ue001"
# The cells of a row are parted by tabs. An empty first one is a character that nobody sees, since
# no span begins with white space.
EMPTY_CELL = "\u200b"


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the file has it: a physical line (TXT, PDF) or a whole block (DOCX, HTML).

    `indent` and `right` (the right end; 0: not known) are in characters from the margin. `heading`
    is a style's outline level (0: none; 1: outermost). `cells` makes it a table row, `note` the
    mark of the footnote whose text it is ("+": the footnote above goes on).
    """

    text: str
    page: int | None = None
    indent: float = 0.0
    right: float = 0.0
    whole: bool = False
    after_gap: bool = False
    bold: bool = False
    heading: int = 0
    title: bool = False
    cells: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that is not text of the report (running header, page number, bare link)."""

    text: str
    reason: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link that stood in the file: its address and, where known, the page it stood on."""

    url: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a reader of one format hands to the parser."""

    lines: tuple[Line, ...]
    links: tuple[Link, ...] = ()
    removed: tuple[Removed, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading: its text with its mark (`A. Officers`), its depth (1: outermost) and its span."""

    title: str
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph or sub-paragraph, or an item, row or note that belongs to one.

    `number` is canonical and unique in its report (`8(b)(ii)`, `6.item3`); `mark` is what the
    document writes (`㈡`). The span leaves the mark out. `parent` is the number of the paragraph
    that it is a part of; items lie inside their parent's span; rows, sub-paragraphs and notes do
    not (`Report.whole` takes the rows in).
    """

    number: str
    mark: str
    kind: Kind
    start: int
    end: int
    heading: tuple[str, ...] = ()
    page: int | None = None
    parent: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"paragraph {self.number}: empty span {self.start}..{self.end}")

    @property
    def label(self) -> str:
        """What a delegate writes: `para. 8 (b) (ii)`."""
        return numbers.label(self.number)


@dataclass(frozen=True, slots=True)
class Report:
    """A parsed report. `id` is stable: from symbol and language, else from the content.

    `distributed` is the date of distribution as the report writes it, `original` the language that
    it was drafted in, both None where it does not say.

    `source` is the file's name, `path` where it was read from; `sha256` is of its bytes.
    """

    id: str
    source: str
    path: str
    sha256: str
    lang: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    symbol: str | None = None
    session: str | None = None
    dates: str | None = None
    place: str | None = None
    body: str | None = None
    agenda_item: str | None = None
    distributed: str | None = None
    original: str | None = None
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    removed: tuple[Removed, ...] = ()

    @property
    def count(self) -> int:
        """How many paragraphs and sub-paragraphs it has (items, rows and notes not counted)."""
        return sum(p.kind == "paragraph" for p in self.paragraphs)

    def find(self, number: str) -> Paragraph | None:
        """The paragraph of that canonical number, or None."""
        return next((p for p in self.paragraphs if p.number == number), None)

    def paragraph(self, number: str) -> Paragraph:
        """The paragraph of a number that was made from this report (by a chunk, passage, quote)."""
        p = self.find(number)
        assert p is not None, f"{self.id} has no paragraph {number}"
        return p

    def whole(self, p: Paragraph) -> tuple[int, int]:
        """The span of a paragraph together with the rows of its table, which follow it."""
        rows = (x.end for x in self.paragraphs if x.kind == "row" and x.parent == p.number)
        return p.start, max(p.end, *rows, 0)

    def slice(self, span: "Paragraph | Section") -> str:
        """The text of a paragraph or section."""
        return self.text[span.start : span.end]

    @property
    def name(self) -> str:
        """What to call the report: its symbol, else its title, else its file."""
        return self.symbol or self.title or self.source
