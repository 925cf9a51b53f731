"""Statements against the reports: each claim supported, contradicted or not found."""

from functools import partial

import streamlit as st

from app import export, verdict_table
from app.assistant import Assistant
from app.settings import Settings
from app.ui import cards, session, verdict_cards, words
from app.ui.evidence import Evidence, gather
from app.ui.frame import framed
from app.ui.markup import show
from app.uploads import Uploaded
from app.verify import Verification
from ingest.worker import Limits

_LONGEST = 20_000  # characters of a statement
_TYPES = ["docx", "pdf", "html", "htm", "txt"]
_CSV = "text/csv"


def page() -> None:
    assistant = session.assistant()
    listed = session.reports(assistant)
    if not listed:
        session.first_step(assistant.data)
        return
    with st.sidebar:
        reports, lang = session.choice(listed)
    show(cards.title(words.VERIFY, words.VERIFY_EMPTY))
    with st.form("statement", border=False):
        statement = st.text_area(words.VERIFY_WHAT, key="statement", height=160, max_chars=_LONGEST)
        megabytes = assistant.settings.file_megabytes
        draft = st.file_uploader(
            words.VERIFY_FILE.format(size=megabytes),
            type=_TYPES,
            key="draft",
            max_upload_size=megabytes,
        )
        sent = st.form_submit_button(words.CHECK, type="primary", icon=":material/fact_check:")
    if sent and (draft or statement.strip()):
        st.session_state.pop("checked", None)  # what was checked before is not about this text
        place = st.empty()
        with place.status(words.CHECKING):
            given = [statement.strip(), _text(draft, assistant.settings) if draft else ""]
            whole = "\n\n".join(part for part in given if part)
            st.session_state["checked"] = _checked(assistant, whole, reports, lang)
        place.empty()
    if checked := st.session_state.get("checked"):
        _shown(*checked)


def _text(draft: Uploaded, settings: Settings) -> str:
    s = settings
    limits = Limits(s.file_seconds, s.file_memory, s.file_megabytes)
    return verdict_table.text_in(draft.getvalue(), draft.name, limits, apart=s.workers > 0)


def _checked(
    assistant: Assistant, statement: str, reports: tuple[str, ...], lang: str | None
) -> tuple[Verification, list[tuple[Evidence, ...]]]:
    """The verdicts, and what is shown of each, taken while the index is the one that was judged."""
    done = assistant.verify(statement, reports=reports, lang=lang)
    index = assistant.index
    if index.fingerprint != done.snapshot:  # swapped in this moment: the new one is asked
        done = assistant.verify(statement, reports=reports, lang=lang)
        index = assistant.index
    return done, [gather(c.citations, c.passages, index) for c in done.claims]


def _shown(done: Verification, evidence: list[tuple[Evidence, ...]]) -> None:
    show(verdict_cards.summary(done))
    for claim, found in zip(done.claims, evidence, strict=True):
        show(verdict_cards.claim(claim, found))
    with st.container(horizontal=True):
        for kind, label, mime, made in (
            ("csv", words.EXPORT_CSV, _CSV, verdict_table.as_csv),
            ("docx", words.EXPORT_TABLE, export.DOCX, verdict_table.as_docx),
        ):
            st.download_button(
                label,
                partial(made, done.claims, verdict_cards.table()),
                f"claims.{kind}",
                mime,
                key=f"export_{kind}",
                on_click="ignore",
                icon=":material/download:",
            )


if __name__ == "__main__":
    framed(page)
