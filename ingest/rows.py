"""Table rows out of physical lines: a list of documents whose columns the extraction flattened."""

from collections import Counter
from collections.abc import Callable, Sequence

from ingest.symbols import SYMBOL

Join = Callable[[str, str], str]


def opens_table(text: str) -> bool:
    """Whether a line is `SYMBOL title`: the first row of a table of documents."""
    return split_symbol(text) is not None


def split_symbol(text: str) -> tuple[str, str] | None:
    """(symbol, title) of a line that begins with a symbol and goes on with words."""
    m = SYMBOL.match(text)
    if not m or not any(c.isdigit() for c in m[0]):
        return None
    rest = text[m.end() :]
    return (m[0], rest.strip()) if rest[:1].isspace() or not rest else None


def table_rows(lines: Sequence[str], join: Join) -> list[tuple[str, str]]:
    """Two cells a row.

    A row begins with a symbol, or, where documents have none, with a first cell that stands in the
    table several times (`Working papers (posted as received)`); its further lines are the second
    cell. A repeated first cell may run over several lines: all the lines that repeat with it.
    """
    repeated = _repeated_cell(lines)
    rows: list[tuple[str, str]] = []
    i = 0
    while i < len(lines):
        if row := split_symbol(lines[i]):
            rows.append(row)
            i += 1
        elif repeated and tuple(lines[i : i + len(repeated)]) == repeated:
            rows.append((_joined(repeated, join), ""))
            i += len(repeated)
        else:
            if rows:
                first, second = rows[-1]
                rows[-1] = (first, join(second, lines[i]) if second else lines[i])
            else:
                rows.append((lines[i], ""))
            i += 1
    return rows


def _repeated_cell(lines: Sequence[str]) -> tuple[str, ...]:
    counts = Counter(line for line in lines if not split_symbol(line))
    if not counts:
        return ()
    first, times = next(((s, n) for s, n in counts.items() if n > 1), ("", 0))
    if times < 2:
        return ()
    starts = [i for i, line in enumerate(lines) if line == first]
    length = 1
    while len({tuple(lines[i : i + length + 1]) for i in starts}) == 1:
        length += 1
    return tuple(lines[starts[0] : starts[0] + length])


def _joined(lines: Sequence[str], join: Join) -> str:
    text = lines[0]
    for line in lines[1:]:
        text = join(text, line)
    return text
