"""The reports that can be asked about."""

import streamlit as st

from app.ui import cards, session, words
from app.ui.frame import framed
from app.ui.markup import show


def page() -> None:
    assistant = session.assistant()
    listed = session.reports(assistant)
    if not listed:
        session.first_step(assistant.data)
        return
    show(cards.title(words.REPORTS))
    show(cards.reports(listed))
    st.caption(words.MORE)
    session.ingest_command(assistant.data)


if __name__ == "__main__":
    framed(page)
