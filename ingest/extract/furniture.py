"""Lines of a PDF that are no text of its report: running headers, page numbers, contents."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from ingest import marks
from ingest.extract.page import Physical
from ingest.symbols import LINK

_RULE = re.compile(r"[_\-–—=]{5,}")
_EDGE = 3  # lines at the top and bottom of a page that may be furniture
_PAGE_NUMBER = re.compile(
    r"^(?:page |стр\. |صفحة )?\W*(?P<n>\d{1,4})(?:\s*/\s*(?P<of>\d{1,4}))?(?: \d{2}-\d{5})?\W*$"
    r"|^\d{2}-\d{5} (?:\d{1,4}/\d{1,4}|[ivxl]{1,6})$|^[ivxl]{1,6}(?: \d{2}-\d{5})?$",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"\.{5,}|(?:\. ){5,}|…{3,}")
_ENTRY = re.compile(r"(?:\.{2,}|\s)\s*(?:\d{1,3}(?:\s?[-–]\s?\d{1,3})?|[ivx]{1,5})$")
_FEW_ENTRIES = 3
_MOSTLY = 0.5  # of the lines of a table of contents: an entry may take two
_CONTENTS_PAGES = 4
_JOB_NUMBER = re.compile(
    r"^\*?(?:[A-Z]{2}\.)?\d{2}-?\d{5,}[A-Z]?\*?(?: ?\(\w\))?(?: {1,3}\d{6})*$|^\*\d{6,}\*$"
)
_BARCODE = re.compile(r"[\ue002-\uf8ff\s]{5,}")  # private use: a font whose digits are bars


def reasons(lines: Sequence[Physical], pages: int) -> Callable[[Physical], str]:
    """Tells why a line is no text of the report; an empty reason for one that is."""
    edges = _edge_lines(lines)
    repeated = Counter(shape for _, shape in {(x.page, _shape(x.text)) for x in edges})
    at_edge = {id(line) for line in edges}
    contents = _contents(lines)

    def reason(line: Physical) -> str:
        if _JOB_NUMBER.match(line.text):
            return "job number"
        if _BARCODE.fullmatch(line.text):
            return "barcode"
        if LINK.fullmatch(line.text):
            return "a link alone on its line"
        if _RULE.fullmatch(line.text):
            return "a rule"
        if id(line) in contents:
            return "table of contents"
        if id(line) not in at_edge:
            return ""
        if _is_page_number(line.text):
            return "page number"
        often = repeated[_shape(line.text)] >= max(2, 0.3 * pages)
        return "running header or footer" if often else ""

    return reason


def _is_page_number(text: str) -> bool:
    """Whether a line at a page's edge is its number: `7`, `7/12`, but not `2025/9`, a decision."""
    m = _PAGE_NUMBER.match(text)
    return bool(m) and not (m["n"] and m["of"] and int(m["n"]) > int(m["of"]))


def _edge_lines(lines: Sequence[Physical]) -> list[Physical]:
    by_page: dict[int, list[Physical]] = {}
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


def _contents(lines: Sequence[Physical]) -> frozenset[int]:
    """Lines from the first to the last entry with dot leaders, wrapped entries included; and, below
    the title of a table of contents, to the last entry with a page number."""
    led = [i for i, line in enumerate(lines) if _LEADERS.search(line.text)]
    found = lines[led[0] : led[-1] + 1] if len(led) >= _FEW_ENTRIES else []
    titles = [i for i, line in enumerate(lines) if marks.contents(line.text)]
    listed = [line for i in titles for line in _entries(lines[i + 1 :], lines[i].page)]
    return frozenset(map(id, [*found, *listed]))


def _entries(below: Sequence[Physical], page: int) -> Sequence[Physical]:
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
