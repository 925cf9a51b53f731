"""The library: the reports with their state, uploads, removal, the index, room on disk."""

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app import disk, uploads
from app.assistant import Assistant
from app.library import Library
from app.ui import cards, library_cards, session, words
from app.ui.frame import framed
from app.ui.markup import show
from index.snapshot import snapshots
from ingest.catalog import Listed, Progress
from ingest.errors import NotFound


def page() -> None:
    assistant = session.assistant()
    library = session.library(assistant)
    listed = library.catalog.listed()
    show(cards.title(words.REPORTS if listed else words.EMPTY))
    _upload(library)
    if listed:
        show(library_cards.reports(listed, _ready(assistant)))
        if st.button(words.REINDEX, key="reindex"):
            library.rebuild(_progress(st.progress(0.0, words.ENCODING), words.ENCODING))
            st.rerun()
        _remove(library, listed)
    st.caption(words.MORE if listed else words.EMPTY_STEP)
    session.ingest_command(assistant.data)
    _snapshots(assistant)
    _room(assistant)


def _ready(assistant: Assistant) -> set[str]:
    """The reports in the index; none, with the reason, where it cannot be used."""
    try:
        return {r.id for r in session.reports(assistant)}
    except NotFound as e:
        show(cards.problem(str(e)))
        return set()


def _progress(bar: DeltaGenerator, said: str) -> Progress:
    """Shows on a bar how far something is."""

    def tell(done: int, total: int) -> None:
        bar.progress(done / max(total, 1), f"{said}: {done} / {total}")

    return tell


def _upload(library: Library) -> None:
    """Files are handed over, looked through at leisure, and added with a click."""
    megabytes = library.settings.file_megabytes
    turn = st.session_state.setdefault("upload_turn", 0)
    files = st.file_uploader(
        words.UPLOAD.format(count=uploads.MOST, size=megabytes),
        accept_multiple_files=True,
        key=f"upload_{turn}",
        max_upload_size=megabytes,
    )
    if st.button(words.ADD, key="add", type="primary", disabled=not files) and files:
        bar = st.progress(0.0, words.READING)
        st.session_state["fates"] = uploads.take(
            library, files, _progress(bar, words.READING), _progress(bar, words.ENCODING)
        )
        st.session_state["upload_turn"] = turn + 1  # an empty field for the next files
        st.rerun()
    if done := st.session_state.pop("fates", None):
        show(library_cards.fates(done, megabytes))


def _remove(library: Library, listed: list[Listed]) -> None:
    about = {r.id: r for r in listed}
    with st.expander(words.REMOVE):
        chosen = st.selectbox(
            words.REPORT,
            list(about),
            index=None,
            key="to_remove",
            format_func=lambda i: session.called(about[i]),
        )

        def remove() -> None:
            if chosen:
                for gone in library.remove(chosen):
                    uploads.forget(library.data, gone)
                st.session_state["removed"] = True

        session.confirmed(
            f"remove_{chosen}",
            words.REMOVE_BUTTON,
            words.REMOVE_SURE,
            words.YES_REMOVE,
            remove,
            enabled=chosen is not None,
        )
    if st.session_state.pop("removed", False):
        st.success(words.REMOVED)


def _snapshots(assistant: Assistant) -> None:
    if found := snapshots(assistant.data):
        with st.expander(words.SNAPSHOTS):
            show(library_cards.snapshots(found))


def _room(assistant: Assistant) -> None:
    cache: Path = assistant.settings.cache_folder(assistant.data)
    with st.expander(words.DISK):
        show(library_cards.room(disk.usage(assistant.data, cache)))


if __name__ == "__main__":
    framed(page)
