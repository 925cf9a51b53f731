"""The reports of a snapshot, as the pages list them."""

from dataclasses import dataclass

from index.search import Index


@dataclass(frozen=True, slots=True)
class Listed:
    """One report in one language. `name` is what all its languages have in common."""

    id: str
    name: str
    symbol: str | None
    title: str
    lang: str
    source: str
    paragraphs: int


def listed(index: Index) -> tuple[Listed, ...]:
    """All reports of a snapshot, in its order."""
    found = []
    for report_id in index.report_ids:
        r = index.report(report_id)
        count = sum(p.kind == "paragraph" for p in r.paragraphs)
        found.append(Listed(r.id, r.symbol or r.id, r.symbol, r.title, r.lang, r.source, count))
    return tuple(found)
