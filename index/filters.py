"""What a search is kept to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.analysis import analyse
from ingest.catalog import Listed
from ingest.numbers import ascii_digits
from ingest.report import Report
from ingest.symbols import key

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Facets:
    """What a filter asks of a report beside its entry in the list: the body whose report it is, and
    the years of its meeting (else of its distribution, else in its symbol)."""

    body: str
    years: tuple[int, ...]


def facets(report: Report) -> Facets:
    """The facets of a report."""
    for text in (report.dates, report.distributed, report.symbol):
        if years := _YEAR.findall(ascii_digits(text or "")):
            return Facets(report.body or "", tuple(sorted({int(y) for y in years})))
    return Facets(report.body or "", ())


@dataclass(frozen=True, slots=True)
class Filter:
    """A search is kept to what meets all of these; empty ones are met by everything.

    `reports` are ids (None: all; none at all: nothing). `body` is a part of a body's name, or the
    beginning of its symbols (`NPT/CONF.2026`). `section` is words of a heading above a paragraph,
    or its beginning (`IV`, `Annex I`).
    """

    reports: tuple[str, ...] | None = None
    body: str = ""
    year: int | None = None
    lang: str = ""
    section: str = ""

    def takes(self, about: Listed) -> bool:
        """Whether a report may be found, as far as its entry in the list tells."""
        return (self.reports is None or about.id in self.reports) and self.lang in ("", about.lang)

    def takes_facets(self, about: Listed, facets: Facets) -> bool:
        """Whether a report may be found, as far as its facets tell."""
        wanted, symbol = key(self.body), key(about.symbol or "")
        of_symbol = bool(wanted) and f"{symbol}-".startswith(f"{wanted}-")
        named = self.body.casefold() in facets.body.casefold()
        return (named or of_symbol) and self.year in (None, *facets.years)

    def takes_heading(self, heading: Sequence[str], lang: str) -> bool:
        """Whether a paragraph under these headings, outermost first, may be found."""
        begins = re.compile(re.escape(self.section) + r"(?!\w)", re.IGNORECASE)
        words = set(analyse(self.section, lang))
        return any(
            begins.match(text) or (words and words <= set(analyse(text, lang))) for text in heading
        )


EVERYTHING = Filter()
