"""Lines to units: which lines are headings, numbered paragraphs, items, rows and notes.

The outline reads the lines once, in order, and keeps where it is: the open headings, the open
paragraph with its sub-paragraph marks, an open table. Whatever opens nothing goes on with what is
open. Canonical text and spans are made from the result by `ingest.parse`. The file is longer than
its fellows since everything in it shares that state.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest import front, layout, marks, resolutions, rows, sequence, symbols
from ingest.marks import Place
from ingest.numbers import ascii_digits
from ingest.report import EMPTY_CELL, Kind, Line

_LONG_HEADING = 200
_LONG_CAPTION = 200
_CLAUSE_ENDS = (",", "，", "،", ";", "；", "؛")
_LONG_CLAUSE = 30  # display columns: longer than `The Security Council,`
_INDENTED = 1.5  # characters by which a paragraph of a preamble stands in
_ANNOUNCED = 3  # entries above a resolution that may say what it is
_LONG_FRONT = 240  # display columns: above the first section, a longer block is a paragraph


@dataclass(slots=True)
class Unit:
    """A paragraph, item, row or note in the making. `number` is empty for an unnumbered one."""

    kind: Kind
    number: str
    mark: str
    page: int | None
    heading: tuple[str, ...] = ()
    parent: "Unit | None" = None


@dataclass(slots=True)
class Entry:
    """One line of the canonical text: of a unit, or (unit None) a heading or front matter. `first`
    and `line` are the first and the last of the lines that it was made from."""

    text: str
    unit: Unit | None = None
    opens: bool = False  # the unit's mark stands before the text
    level: int = 0  # of a heading
    front: bool = False
    line: Line = field(default_factory=lambda: Line(""))
    first: Line = field(init=False)

    def __post_init__(self) -> None:
        self.first = self.line


@dataclass(slots=True)
class Resolution:
    """A resolution or decision that the report holds, while its lines are read. `depth` headings
    and sections of the report stand above it."""

    prefix: str
    depth: int
    preamble: int = 0  # unnumbered paragraphs so far
    operative: int = 0  # the last number
    clause: bool = False  # the clause that opens it waits for its first paragraph


@dataclass(slots=True)
class Begun:
    """The entry of a paragraph that begins with `(a)` or `(a) (i)`; `depth` lists stood open."""

    entry: Entry
    depth: int


class Outline:
    """Reads lines into `entries` and `notes`. One use: `Outline(lines).read()`."""

    def __init__(self, lines: Sequence[Line], body: Line | None = None) -> None:
        """`body`: the line with which the text begins of a report that has no numbers."""
        self._body = body
        self._lines = [line for line in lines if line.text or line.cells]
        self._width = layout.page_width(self._lines)
        self._following = {id(a): b for a, b in pairwise(self._lines)}
        self._whole = layout.hyphens(line.text for line in self._lines)
        self._spaced = layout.spaced_han([line.text for line in self._lines])
        self.entries: list[Entry] = []
        self.notes: list[Entry] = []
        self._prefix = ""  # annex or article
        self._container: tuple[str, ...] = ()
        self._heads: list[Place] = []
        self._titles: list[str] = []
        self._paragraph: Unit | None = None  # the numbered paragraph, without its sub-paragraphs
        self._subs: list[Place] = []
        self._begun: Begun | None = None  # the lists in `_subs` that have no part of their own yet
        self._owner: Unit | None = None  # the (sub-)paragraph that text, items and rows belong to
        self._parts: dict[tuple[int, Kind], int] = {}
        self._decimal: tuple[str, ...] = ()
        self._table: list[Line] = []
        self._resumed: Entry | None = None  # goes on below a table that was set in its middle
        self._started = False
        self._above = _lines_above(self._lines)
        self._contents = _in_contents(self._lines)
        self._annexes = _annexes(self._lines, self._contents)
        self._no_paragraphs: set[int] = set()  # lines with decimal numbers of another kind
        self._openings = resolutions.openings(self._lines, self._contents)
        self._resolution: Resolution | None = None

    def read(self) -> "Outline":
        """Read all lines; afterwards `entries` and `notes` hold everything."""
        roles = self._number_roles()
        self._openings = self._nested(roles)
        for i, line in enumerate(self._lines):
            if line is self._body:
                self._started = True
            if line.note:
                self._note(line)
            elif line.cells and not self._started and line.page:
                self._entry(Entry(" ".join(line.cells), front=True, line=line))  # small type
            elif line.cells and not self._started and _is_head(line):
                for cell in filter(None, line.cells):
                    self._entry(Entry(cell, front=True, line=line))
            elif line.cells:
                self._row(line.cells, line)
            elif not self._opened(i, roles.get(i)):
                self._text(line, self._above[i])
        self._close_table()
        return self

    def _number_roles(self) -> dict[int, sequence.Role]:
        """Roles of the lines that begin with a number. Decimal numbers that are no paragraphs go
        to `_no_paragraphs`."""
        where, candidates, restart, part, nested = [], [], False, 0, False
        part_of: dict[int, int] = {}
        decimals: dict[int, list[tuple[int, sequence.Decimal]]] = {}
        for i, line in enumerate(self._lines):
            annex = self._annexes.get(id(line))
            begins = bool(annex or marks.article(line.text))
            restart = restart or begins
            part += bool(annex)
            nested = (nested and not begins) or i in self._openings
            if line.note or line.cells or line.heading:
                continue
            decimal = marks.decimal(line.text)
            found = None if decimal else marks.number(line.text)
            if not (found or decimal) or not self._may_open(i):
                continue
            part_of[i] = part
            if found:
                where.append(i)
                sure = line.whole or line.after_gap or not i
                above = self._above[i]
                amid = bool(above and resolutions.goes_on(above.text))
                candidates.append(
                    sequence.Candidate(found[0], line.indent, sure, restart, nested, amid)
                )
                restart = nested = False
            if decimal:
                under = candidates[-1].value if candidates else None
                found_decimal = sequence.Decimal(tuple(decimal[0].split(".")), under)
                decimals.setdefault(part, []).append((i, found_decimal))
        roles = dict(zip(where, sequence.roles(candidates), strict=True))
        for part, of_part in decimals.items():
            plain = [i for i in where if part_of[i] == part and roles[i] == "paragraph"]
            counted = sequence.counted(len(plain), [decimal for _, decimal in of_part])
            if counted == "decimal":
                roles.update(dict.fromkeys(plain, "text"))
            elif counted == "plain":
                self._no_paragraphs.update(i for i, _ in of_part)
        return roles

    def _nested(self, roles: Mapping[int, sequence.Role]) -> dict[int, str]:
        """The openings of resolutions that the report holds: not of the one that it is itself,
        whose paragraphs are the report's own."""
        places = sorted({*self._openings, *roles})
        kept = {}
        for i, j in zip(places, [*places[1:], -1], strict=bool(places)):
            if i not in self._openings:
                continue
            following = marks.number(self._lines[j].text) if j in roles else None
            first = bool(following and following[0] == 1)
            if (first and roles[j] == "item") or (self._openings[i] and not first):
                kept[i] = self._openings[i]
        return kept

    # -- what may open at a line ------------------------------------------------------------------

    def _may_open(self, i: int) -> bool:
        """Whether a mark at the start of line i can be one: not in the middle of a sentence."""
        line, previous = self._lines[i], self._above[i]
        if layout.may_open(previous, line, self._width):
            return True
        if previous is None:
            return False
        # the line above is a heading: it may fill its line and has no full stop
        if marks.heading(previous.text) or previous.bold:
            return True
        return layout.ends_sentence(previous.text) and self._next_in_list(line)

    def _next_in_list(self, line: Line) -> bool:
        """Whether a line's mark follows in an open list: its marks have opened lines before."""
        found = marks.sub(line.text)
        following = {Place(p.system, p.n + 1) for p in self._subs}
        return bool(found and following & {*found[0]})

    def _opened(self, i: int, role: sequence.Role | None) -> bool:
        line = self._lines[i]
        if role in ("paragraph", "item"):
            found = marks.number(line.text)
            assert found is not None
            (self._numbered if role == "paragraph" else self._item)(line, *found)
            return True
        if not self._may_open(i):
            return False
        if self._opens_resolution(line, self._openings.get(i)):
            return True
        openers = [self._annex_or_article, self._heading, self._decimal_number, self._sub]
        if i in self._no_paragraphs:
            openers.remove(self._decimal_number)
        return any(opener(line) for opener in openers)

    def _annex_or_article(self, line: Line) -> bool:
        annex, article = self._annexes.get(id(line)), marks.article(line.text)
        if not annex and not article:
            return False
        self._start()
        self._prefix = annex or article or ""
        self._resolution = None
        if annex:
            self._heads, self._titles = [], []
            self._container = (line.text,)
            self._paragraph = self._owner = None
            self._entry(Entry(line.text, level=1, line=line))
        else:
            self._paragraph = Unit("paragraph", self._prefix, line.text, line.page, self._path())
            self._owner = self._paragraph
            self._entry(Entry("", self._owner, opens=True, line=line))
        self._subs = []
        return True

    def _heading(self, line: Line) -> bool:
        sure = bool(line.heading)
        if layout.display_width(line.text) > _LONG_HEADING * (1 + (sure or line.bold)):
            return False
        found = marks.heading(line.text)
        if found and (sure or not layout.ends_sentence(line.text)):
            readings, mark, rest = found
            if settled := marks.settle(self._heads, readings, lenient=sure):
                return self._open_heading(line, settled, f"{mark} {rest}")
        if sure or (line.bold and self._started and not layout.ends_sentence(line.text)):
            if marks.sub(line.text) or (not sure and self._in_heading(line)):
                return False
            if line.heading and not line.bold:
                depth = min(line.heading, len(self._heads) + 1)
            else:
                depth = self._marked_depth() + 1
            return self._open_heading(
                line, [*self._heads[: depth - 1], Place("style", depth)], line.text
            )
        return False

    def _in_heading(self, line: Line) -> bool:
        """Whether a bold line is the second or a later one of the heading above it."""
        last = self.entries[-1] if self.entries else None
        if not last or not last.level or line.whole or line.after_gap or not last.line.bold:
            return False
        if last.line.page != line.page:
            return False
        return line.text[:1].islower() or not layout.breaks_off(last.line, line, self._width)

    def _open_heading(self, line: Line, heads: list[Place], title: str) -> bool:
        self._start()
        if self._resolution and len(heads) <= self._resolution.depth:
            self._resolution = None
        self._heads = heads
        self._titles = [*self._titles[: len(heads) - 1], title]
        self._paragraph = self._owner = None
        self._subs = []
        level = len(heads) + len(self._container)
        self._entry(Entry(title, level=level, line=line))
        return True

    def _opens_resolution(self, line: Line, prefix: str | None) -> bool:
        """Opens a resolution at its title (`prefix`: see `resolutions.openings`) or its clause."""
        new = self._resolution and not (self._resolution.preamble or self._resolution.operative)
        if prefix is None and not (new and resolutions.clause(line)):
            return False
        if prefix is not None:
            self._start()
            self._close_resolution()
            name = prefix or resolutions.announced(e.text for e in self.entries[-_ANNOUNCED:])
            full = f"{self._prefix}.{name}" if self._prefix else name
            self._resolution = Resolution(full, self._marked_depth())
        assert self._resolution
        if prefix:
            outer = self._heads[: self._resolution.depth]
            return self._open_heading(line, [*outer, Place("resolution", 1)], line.text)
        self._entry(Entry(line.text, self._text_owner(line), line=line))
        self._resolution.clause = True
        return True

    def _close_resolution(self) -> None:
        if self._resolution:
            self._heads = self._heads[: self._resolution.depth]
            self._titles = self._titles[: self._resolution.depth]
            self._resolution = None

    def _numbered(self, line: Line, value: int, mark: str, rest: str) -> None:
        self._close_resolution()
        self._open_paragraph(line, str(value), mark, rest)

    def _decimal_number(self, line: Line) -> bool:
        found = marks.decimal(line.text)
        if not found:
            return False
        parts = tuple(found[0].split("."))
        if not (line.whole or line.after_gap or _follows(self._decimal, parts)):
            return False
        self._decimal = parts
        self._open_paragraph(line, *found)
        return True

    def _open_paragraph(self, line: Line, number: str, mark: str, rest: str) -> None:
        self._start()
        prefix = self._resolution.prefix if self._resolution else self._prefix
        full = f"{prefix}.{number}" if prefix else number
        self._paragraph = Unit("paragraph", full, mark, line.page, self._path())
        self._owner = self._paragraph
        self._subs = []
        self._entry(Entry(rest, self._owner, opens=True, line=line))
        self._begin_lists()

    def _sub(self, line: Line) -> bool:
        found = marks.sub(line.text)
        base = self._paragraph
        if not found or base is None:
            return False
        readings, mark, rest = found
        settled = marks.settle(self._subs, readings, lenient=line.whole and bool(base.number))
        if settled is None or not (base.number or settled[0].system != "digit"):
            return False
        self._start()
        self._open_begun(settled)
        self._subs = settled
        number = base.number + "".join(marks.canonical(p) for p in settled)
        parent = base if len(settled) == 1 else self._unit_of(number.rpartition("(")[0]) or base
        self._owner = Unit("paragraph", number, mark, line.page, self._path(), parent)
        self._entry(Entry(rest, self._owner, opens=True, line=line))
        self._begin_lists()
        return True

    def _begin_lists(self) -> None:
        """A paragraph that begins with `(a)` or `(a) (i)` has those lists open: `(b)` follows."""
        entry = self.entries[-1]
        self._begun = Begun(entry, len(self._subs))
        text = entry.text
        while begun := marks.first(text):
            readings, text = begun
            if not (settled := marks.settle(self._subs, readings, lenient=False)):
                return
            self._subs = settled

    def _open_begun(self, settled: Sequence[Place]) -> None:
        """Gives the marks with which the paragraph begins parts of their own, once a mark settles
        in their list or below them: `8. (a) ...`, `(b) ...` are 8, 8(a), 8(b). Alone, a mark there
        may be a reference: `8. (a) above was deleted`."""
        begun, self._begun = self._begun, None
        depth = len(settled)
        if depth > len(self._subs):
            sure, depth = settled[-1].n == 1, len(self._subs)
        else:
            last = self._subs[depth - 1]
            sure = settled[-1] == Place(last.system, last.n + 1)
        if begun and sure:
            self._split(begun.entry, self._subs[begun.depth : depth])

    def _split(self, entry: Entry, places: Sequence[Place]) -> None:
        """Gives the marks at the start of a paragraph's text units of their own, each the parent of
        the next. The last has the text and what belonged to the paragraph; of the others a mark is
        the text, since no unit is empty."""
        rest, written = entry.text, []
        for _ in places:
            if not (found := marks.first(rest)) or not found[1]:
                return
            written.append(rest.removesuffix(found[1]).strip())
            rest = found[1]
        at = next(i for i in reversed(range(len(self.entries))) if self.entries[i] is entry)
        for place, mark in zip(places, written, strict=True):
            owner = entry.unit
            assert owner
            number = owner.number + marks.canonical(place)
            unit = Unit("paragraph", number, mark, owner.page, owner.heading, owner)
            part = Entry(rest, unit, opens=True, line=entry.line)
            part.first, entry.line = entry.first, entry.first
            entry.text, owner.mark = owner.mark, ""
            _give(self.entries[at + 1 :], owner, unit)
            at += 1
            self.entries.insert(at, part)
            entry = part

    def _item(self, line: Line, value: int, mark: str, rest: str) -> None:
        if self._resolution and value == self._resolution.operative + 1:
            self._resolution.operative = value
            self._open_paragraph(line, str(value), mark, rest)
            return
        self._start()
        self._leave_table(line)
        owner = self._ensure_owner(line)
        n = self._next_part(owner, "item")
        unit = Unit("item", f"item{n}", mark, line.page, owner.heading, owner)
        self._entry(Entry(rest, unit, opens=True, line=line))

    # -- what goes on -----------------------------------------------------------------------------

    def _text(self, line: Line, previous: Line | None) -> None:
        if self._table or self._opens_table(line):
            self._table.append(line)
            return
        last = self.entries[-1] if self.entries else None
        if self._resumed and self._resumed.line is previous:
            last = self._resumed
        if self._started and marks.CAPTION.fullmatch(line.text):
            self._row([line.text], line)
        elif last and previous and last.line is not line and self._goes_on(previous, line, last):
            last.text = self._joined(last.text, line.text)
            last.line = line
        elif not self._started:
            self._entry(Entry(line.text, front=True, line=line))
        elif broken := self._broken_off(line):
            broken.text = self._joined(broken.text, line.text)
            broken.line, self._resumed = line, broken
        elif self._is_caption(line):
            self._row([line.text], line)
        else:
            self._leave_table(line)
            self._entry(Entry(line.text, self._text_owner(line), line=line))

    def _leave_table(self, line: Line) -> None:
        """After a table, what belongs to its paragraph goes on in an unnumbered one."""
        last = self.entries[-1].unit if self.entries else None
        if last and last.kind == "row":
            self._owner = Unit("paragraph", "", "", line.page, self._path(), self._paragraph)

    def _broken_off(self, line: Line) -> Entry | None:
        """The entry in the middle of whose last sentence a table or figure was set."""
        last = self.entries[-1].unit if self.entries else None
        if line.whole or line.bold or not last or last.kind != "row":
            return None
        before = next(e for e in reversed(self.entries) if not e.unit or e.unit.kind != "row")
        broken = before.unit is last.parent and not layout.ends_sentence(before.text)
        return before if broken else None

    def _is_caption(self, line: Line) -> bool:
        """Whether a block names a table or figure: `Table 3`, and under it its title; or, right
        above a table, `(Thousands of dollars)`."""
        if layout.display_width(line.text) > _LONG_CAPTION or layout.ends_sentence(line.text):
            return False
        following = self._following.get(id(line))
        last = self.entries[-1] if self.entries else Entry("")
        under = last.unit and last.unit.kind == "row" and marks.caption(last.text) and line.whole
        return bool(marks.caption(line.text) or under or (following and following.cells))

    def _goes_on(self, previous: Line, line: Line, last: Entry) -> bool:
        if not last.text:
            return True
        if previous.cells:
            return False
        if last.level and line.bold != last.line.bold:
            return False
        if not self._started and (_is_symbol(line) or _is_symbol(previous)):
            return False  # in a letterhead a symbol stands alone
        if not self._started and previous.bold and line.bold and not line.whole:
            return not line.after_gap  # the lines of a title are centred: none fills the page
        if self._in_preamble() and resolutions.goes_on(last.text):
            return not self._opens_clause(previous, line)
        return not layout.starts_block(previous, line, self._width)

    def _opens_clause(self, previous: Line, line: Line) -> bool:
        """Whether a line opens a paragraph of a preamble below one that ends with a comma."""
        if line.whole or line.after_gap or line.indent > previous.indent + _INDENTED:
            return True
        lower = line.text[:1].islower()
        return not lower and layout.breaks_off(previous, line, self._width)

    def _in_preamble(self) -> bool:
        return bool(self._resolution and not self._resolution.operative)

    def _opens_table(self, line: Line) -> bool:
        last = self.entries[-1] if self.entries else None
        return bool(
            last
            and last.unit
            and not line.whole
            and last.text.rstrip().endswith((":", "："))
            and rows.opens_table(line.text)
        )

    def _close_table(self) -> None:
        buffered, self._table = self._table, []
        if not buffered:
            return
        for cells in rows.table_rows([line.text for line in buffered], self._joined):
            self._row(cells, buffered[0])

    def _row(self, cells: Sequence[str], line: Line) -> None:
        owner = self._ensure_owner(line)
        n = self._next_part(owner, "row")
        unit = Unit("row", f"row{n}", "", line.page, owner.heading, owner)
        self.entries.append(Entry(_in_columns(cells), unit, opens=True, line=line))

    def _note(self, line: Line) -> None:
        if line.note == "+" and self.notes:
            self.notes[-1].text = self._joined(self.notes[-1].text, line.text)
            return
        mark = ascii_digits(line.note)
        self.notes.append(Entry(line.text, Unit("note", f"note{mark}", mark, line.page), True))

    def _joined(self, first: str, second: str) -> str:
        return layout.join(first, second, spaced=self._spaced, whole=self._whole)

    # -- bookkeeping ------------------------------------------------------------------------------

    def _entry(self, entry: Entry) -> None:
        self.entries.append(entry)

    def _ensure_owner(self, line: Line) -> Unit:
        if self._owner is None:
            self._start()
            self._owner = self._paragraph = Unit("paragraph", "", "", line.page, self._path())
        return self._owner

    def _text_owner(self, line: Line) -> Unit:
        """The paragraph that a block without a mark belongs to: above the operative paragraphs of
        a resolution, and in a report without numbers, each is one of its own."""
        resolution = self._resolution
        if resolution is None or not self._in_preamble():
            if self._body:
                self._paragraph = self._owner = None
                self._subs = []
            return self._ensure_owner(line)
        if not resolution.clause or self._owner is None:
            resolution.preamble += 1
            number = f"{resolution.prefix}.p{resolution.preamble}"
            self._owner = self._paragraph = Unit("paragraph", number, "", line.page, self._path())
            self._subs = []
        resolution.clause = False
        return self._owner

    def _marked_depth(self) -> int:
        """How many headings are open down to the last one with a mark."""
        marked = [n for n, place in enumerate(self._heads, 1) if place.system != "style"]
        return marked[-1] if marked else 0

    def _next_part(self, owner: Unit, kind: Kind) -> int:
        key = (id(owner), kind)
        self._parts[key] = self._parts.get(key, 0) + 1
        return self._parts[key]

    def _unit_of(self, number: str) -> Unit | None:
        units = (e.unit for e in reversed(self.entries) if e.unit)
        return next((u for u in units if u.number == number), None)

    def _path(self) -> tuple[str, ...]:
        return (*self._container, *self._titles)

    def _start(self) -> None:
        """Something opens: a table above it ends. At the first section or paragraph, long blocks
        above it become paragraphs of their own, and so do the clauses of a resolution's preamble
        (`Recalling its resolution 12 (2031),`)."""
        self._close_table()
        if self._started:
            return
        self._started = True
        for entry in self.entries:
            width = layout.display_width(entry.text)
            preamble = width > _LONG_CLAUSE and entry.text.endswith(_CLAUSE_ENDS)
            if preamble or (width > _LONG_FRONT and layout.ends_sentence(entry.text)):
                entry.unit = Unit("paragraph", "", "", entry.line.page)
                entry.opens, entry.front = True, False


def _give(entries: Sequence[Entry], owner: Unit, unit: Unit) -> None:
    """Makes the text, items and rows of one unit another's."""
    for entry in entries:
        if entry.unit is owner:
            entry.unit = unit
        elif entry.unit and entry.unit.parent is owner and entry.unit.kind != "paragraph":
            entry.unit.parent = unit


def _in_columns(cells: Sequence[str]) -> str:
    """A row's text, in which empty cells keep their columns where several are filled."""
    if sum(map(bool, cells)) < 2:
        return "".join(cells)
    return "\t".join([cells[0] or EMPTY_CELL, *cells[1:]]).rstrip("\t")


def _is_symbol(line: Line) -> bool:
    """Whether a line of a letterhead ends with the report's symbol: `United Nations A/80/1`."""
    last = line.text.rpartition(" ")[2]
    found = symbols.symbols(last)
    return bool(found) and last.startswith(found[0])


def _is_head(line: Line) -> bool:
    """Whether a row of a table is one of a letterhead."""
    return any(front.in_letterhead(cell) for cell in line.cells)


def _lines_above(lines: Sequence[Line]) -> list[Line | None]:
    """For each line the one before it in the text: footnotes at a page's foot are not in it."""
    above: list[Line | None] = []
    last: Line | None = None
    for line in lines:
        above.append(last)
        if not line.note:
            last = line
    return above


def _in_contents(lines: Sequence[Line]) -> set[int]:
    """The lines (by their `id`) that stand below the title of a table of contents on its page."""
    titles = {line.page for line in lines if line.page and marks.contents(line.text)}
    inside, found = False, set()
    for line in lines:
        inside = line.page in titles and (inside or marks.contents(line.text))
        if inside:
            found.add(id(line))
    return found


def _annexes(lines: Sequence[Line], skipped: set[int]) -> dict[int, str]:
    """The prefixes of annexes by the `id` of the line that is their title. One that may be an
    entry of a list opens an annex where numbers stand above it and do not go on below it, and
    where no other stands beside it or has its name further down."""
    out = [id(line) in skipped or bool(line.note) for line in lines]
    prefixes = ["" if o else marks.annex(x.text) or "" for x, o in zip(lines, out, strict=True)]
    values = [found[0] if (found := marks.number(line.text)) else None for line in lines]
    below, following = [], None
    for value in reversed(values):
        below.append(following)
        following = following if value is None else value
    below.reverse()
    last = {prefix: i for i, prefix in enumerate(prefixes)}
    found, above = {}, None
    for i, (line, prefix, value) in enumerate(zip(lines, prefixes, values, strict=True)):
        beside = [*prefixes[max(i - 1, 0) : i], *prefixes[i + 1 : i + 2]]
        alone = last[prefix] == i and not any(beside)
        opens = above is not None and below[i] != above + 1 and alone
        if prefix and (opens or marks.bare_annex(line.text)):
            found[id(line)] = prefix
        above = above if value is None else value
    return found


def _follows(before: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Whether a decimal number is the next after another, or the first of a chapter."""
    if parts[-1] in ("1", "a"):
        return True
    if not before or before[:-1] != parts[:-1]:
        return False
    a, b = before[-1], parts[-1]
    return (a.isdigit() and b.isdigit() and int(b) == int(a) + 1) or ord(b[0]) == ord(a[0]) + 1
