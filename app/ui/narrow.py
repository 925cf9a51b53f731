"""What a question is kept to beside reports and language: the body, and the year."""

from collections.abc import Mapping, Sequence

import streamlit as st

from app.ui import words
from index.filters import EVERYTHING, Facets, Filter
from index.search import Index
from ingest.catalog import Listed


def narrowed(index: Index, reports: Sequence[str]) -> Filter:
    """The reports of these names (none: all) that are of the body and year that are chosen. What
    leaves no choice is not offered."""
    about = {r.id: index.facets(r.id) for r in index.listed}
    bodies = _bodies(index.listed, about)
    years = sorted({str(y) for f in about.values() for y in f.years}, reverse=True)
    body = _one(words.BODY, words.ANY_BODY, sorted({b for b in bodies.values() if b}), "body")
    year = _one(words.YEAR, words.ANY_YEAR, years, "year")
    if not (reports or body or year):
        return EVERYTHING
    kept = tuple(
        r.id
        for r in index.listed
        if (not reports or r.name in reports) and body in ("", bodies[r.id])
    )
    return Filter(reports=kept, year=int(year) if year else None)


def _one(label: str, everything: str, options: Sequence[str], key: str) -> str:
    """The option that is chosen; empty for all."""
    if len(options) < 2:
        return ""
    return st.selectbox(
        label, ["", *options], key=key, format_func=lambda option: option or everything
    )


def _bodies(listed: Sequence[Listed], about: Mapping[str, Facets]) -> dict[str, str]:
    """The body of each report, as the version in the page's language calls it: a choice takes all
    languages of a report."""
    first = (words.spoken(), "en")
    ordered = sorted(listed, key=lambda r: [r.lang != lang for lang in first])
    named: dict[str, str] = {}
    for r in ordered:
        if body := about[r.id].body:
            named.setdefault(r.name, body)
    return {r.id: named.get(r.name, "") for r in listed}
