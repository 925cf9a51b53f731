"""The door: what people see who have not signed in, or may do nothing; and the way out."""

import streamlit as st

from app.ui import cards, session, words
from app.ui.account import account
from app.ui.frame import framed
from app.ui.markup import show


def door() -> None:
    """The page of those who may not come in (yet)."""
    framed(_door)


def _door() -> None:
    session.settings()  # where they are wrong, that is told instead
    there = account()
    if there is None:
        show(cards.title(words.SIGN_IN_FIRST))
        st.button(words.SIGN_IN, key="sign_in", type="primary", on_click=st.login)
    else:
        show(cards.title(words.NO_ROLE.format(name=there.email)))


def who() -> None:
    """In the sidebar: who has signed in, and the way out."""
    if there := account():
        st.sidebar.caption(session.as_label(there.email))
        st.sidebar.button(words.SIGN_OUT, key="sign_out", on_click=st.logout)
