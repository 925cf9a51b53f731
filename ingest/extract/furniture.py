"""Lines on pages that are no text of the report: running headers, page numbers, contents."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol

from ingest import marks
from ingest.symbols import LINK

_RULE = re.compile(r"[_\-–—=]{5,}")
_EDGE = 3  # lines at the top and bottom of a page that may be furniture
_PAGE_NUMBER = re.compile(
    r"^(?:page |стр\. |صفحة )?\W*(?P<n>\d{1,4})(?:\s*/\s*(?P<of>\d{1,4}))?(?: \d{2}-\d{5})?\W*$"
    r"|^\d{2}-\d{5} (?:\d{1,4}/\d{1,4}|[ivxl]{1,6})$|^[ivxl]{1,6}(?: \d{2}-\d{5})?$",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"\.{5,}|(?:\. ){5,}|…{3,}")
_LED = re.compile(rf"(?:{_LEADERS.pattern})[\s.]*(?:\d{{1,4}}|[ivxl]{{1,6}})$")
_ENTRY = re.compile(r"(?:\.{2,}|\s)\s*(?:\d{1,3}(?:\s?[-–]\s?\d{1,3})?|[ivx]{1,5})$")
_FEW_ENTRIES = 3
_MOSTLY = 0.5  # of the lines of a table of contents: an entry may take two
_CONTENTS_PAGES = 4
_JOB_NUMBER = re.compile(
    r"^\*?(?:[A-Z]{2}\.)?\d{2}-?\d{5,}[A-Z]?\*?(?: ?\(\w\))?(?: {1,3}\d{6})*$|^\*\d{6,}\*$"
)
_BARCODE = re.compile(r"[\ue002-\uf8ff\s]{5,}")  # private use: a font whose digits are bars


class OnPage(Protocol):
    """A line with its page."""

    @property
    def text(self) -> str: ...

    @property
    def page(self) -> int: ...


def reasons(
    lines: Sequence[OnPage], pages: int, contents: frozenset[int] | None = None
) -> Callable[[OnPage], str]:
    """Tells why a line is no text of the report; an empty reason for one that is. `contents`: the
    `id` of the lines of its table of contents, where they are known."""
    edges = _edge_lines(lines)
    repeated = Counter(shape for _, shape in {(x.page, _shape(x.text)) for x in edges})
    at_edge = {id(line) for line in edges}
    listed = _contents(lines) if contents is None else contents

    def reason(line: OnPage) -> str:
        if _JOB_NUMBER.match(line.text):
            return "job number"
        if _BARCODE.fullmatch(line.text):
            return "barcode"
        if LINK.fullmatch(line.text):
            return "a link alone on its line"
        if _RULE.fullmatch(line.text):
            return "a rule"
        if id(line) in listed:
            return "table of contents"
        if id(line) not in at_edge:
            return ""
        if _is_page_number(line.text):
            return "page number"
        often = repeated[_shape(line.text)] >= max(2, 0.3 * pages)
        return "running header or footer" if often else ""

    return reason


def led_entries(lines: Sequence[OnPage]) -> frozenset[int]:
    """The `id` of the entries of a table of contents that end in dots and a page number, of lines
    between two of them, and of its title right above the first."""
    ends = [bool(_LED.search(line.text)) for line in lines]
    above, below = [False, *ends], [*ends[1:], False]
    return frozenset(
        id(line)
        for line, end, a, b in zip(lines, ends, above, below, strict=False)
        if end or (b and (a or marks.contents(line.text)))
    )


def _is_page_number(text: str) -> bool:
    """Whether a line at a page's edge is its number: `7`, `7/12`, but not `2025/9`, a decision."""
    m = _PAGE_NUMBER.match(text)
    return bool(m) and not (m["n"] and m["of"] and int(m["n"]) > int(m["of"]))


def _edge_lines(lines: Sequence[OnPage]) -> list[OnPage]:
    by_page: dict[int, list[OnPage]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    edges = []
    for page, on_page in by_page.items():
        # the first page opens with the title, not with a running header
        top = [] if page == 1 else on_page[:_EDGE]
        edges += [*top, *[x for x in on_page[-_EDGE:] if x not in top]]
    return edges


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _contents(lines: Sequence[OnPage]) -> frozenset[int]:
    """Lines from the first to the last entry with dot leaders, wrapped entries included; and, below
    the title of a table of contents, to the last entry with a page number."""
    led = [i for i, line in enumerate(lines) if _LEADERS.search(line.text)]
    found = lines[led[0] : led[-1] + 1] if len(led) >= _FEW_ENTRIES else []
    titles = [i for i, line in enumerate(lines) if marks.contents(line.text)]
    listed = [line for i in titles for line in _entries(lines[i + 1 :], lines[i].page)]
    return frozenset(map(id, [*found, *listed]))


def _entries(below: Sequence[OnPage], page: int) -> Sequence[OnPage]:
    """The entries of a table of contents whose title stands above: on its page and on those that
    follow while most of their lines end in a page number."""
    last = 0
    for number in range(page, page + _CONTENTS_PAGES):
        on_page = [i for i, line in enumerate(below) if line.page == number]
        ends = [i for i in on_page if _ENTRY.search(below[i].text)]
        first = on_page[0] if on_page else 0
        few = len(ends) < _FEW_ENTRIES and not any(".." in below[i].text for i in ends)
        if few or len(ends) < _MOSTLY * (ends[-1] + 1 - first):
            break
        last = ends[-1] + 1
    return below[:last]
