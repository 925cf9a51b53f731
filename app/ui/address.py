"""Addresses of paragraphs: `read?report=...&para=8.b.ii`, made and understood."""

from collections.abc import Sequence
from urllib.parse import urlencode

from ingest.numbers import eid, parse_label
from ingest.report import Paragraph, Report


def short(number: str) -> str:
    """A canonical number as it stands in an address: `8(b)(ii)` -> `8.b.ii`."""
    return number.replace("(", ".").replace(")", "")


def to(report: str, number: str = "", beside: str = "") -> str:
    """The address of a report, or of a paragraph in it, with a version in another language beside
    it. It is relative, so that it holds wherever the pages are served."""
    named = {"report": report, "para": short(number), "beside": beside}
    return "read?" + urlencode({key: value for key, value in named.items() if value})


def asking(questions: Sequence[str]) -> str:
    """The address on which these questions are asked, one after the other."""
    return "./?" + urlencode([("ask", question) for question in questions])


def asked_for(report: Report, given: str) -> Paragraph | None:
    """The paragraph that an address means, or None: by number, as an address has it, or as people
    write it (`para. 8 (b)`)."""
    given = given.strip()
    readings = (
        lambda p: p.number == given,
        lambda p: short(p.number) == given,
        lambda p: p.number == parse_label(given),
        lambda p: eid(p.number) == given,
    )
    for meant in readings:
        for p in report.paragraphs:
            if meant(p):
                return p
    return None
