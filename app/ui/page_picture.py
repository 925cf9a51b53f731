"""The page of a PDF beside the paragraph that stands on it."""

from base64 import b64encode
from pathlib import Path

import streamlit as st

from app.settings import Settings
from app.ui import cards, words
from app.ui.markup import show, tag
from ingest.errors import UnreadableFile
from ingest.report import Paragraph, Report
from ingest.worker import Failure, Limits, picture

_WIDTH = 1000  # pixels
_SECONDS = 30  # that somebody waits for a page


def pages(report: Report) -> int:
    """How many pages of the report hold its paragraphs; 0 where its file has none."""
    return max((p.page or 0 for p in report.paragraphs), default=0)


def is_wanted() -> bool:
    """Whether the page is to be shown, as the address says (`pdf=1`) until it is switched."""

    def go() -> None:
        st.query_params["pdf"] = "1" if st.session_state["with_page"] else "0"

    named = st.query_params.get("pdf") == "1"
    return st.toggle(words.PAGE_BESIDE, named, key="with_page", on_change=go)


def page(report: Report, asked: Paragraph | None, settings: Settings) -> None:
    """The page on which the paragraph that is asked for begins, until another is turned to."""
    first = asked or next(p for p in report.paragraphs if p.page)
    key = f"page_{report.id}_{first.number}"
    number = st.pagination(pages(report), default=first.page or 1, key=key)
    s = settings
    limits = Limits(min(s.file_seconds, _SECONDS), s.file_memory, s.file_megabytes)
    try:
        drawn = _picture(report.sha256, number, Path(report.path), limits, apart=s.workers > 0)
    except UnreadableFile as e:
        show(cards.problem(str(e)))
        return
    source = f"data:image/png;base64,{b64encode(drawn).decode()}"
    said = words.PAGE_OF.format(n=number, file=report.source)
    show(tag("figure", tag("img", src=source, alt=said), class_="rap-page"))


@st.cache_data(show_spinner=False, max_entries=100)
def _picture(sha256: str, number: int, _path: Path, _limits: Limits, *, apart: bool) -> bytes:
    """A page of the file with that fingerprint. Raises UnreadableFile where it cannot be drawn."""
    drawn = picture(_path, sha256, number, _WIDTH, _limits, apart=apart)
    if isinstance(drawn, Failure):
        raise UnreadableFile(drawn.reason)
    return drawn
