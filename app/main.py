"""The entry of the pages: `rapporteur serve` has Streamlit run this file."""

import streamlit as st

from app.access import Role
from app.ui import plugins, session, sign_in, words
from ingest.errors import BadSetting


def main() -> None:
    """Choose the page that the address names, and run it in the user's language."""
    words.speak(session.chosen_language())
    st.navigation(_pages(_allowed())).run()
    names = words.LANGUAGE_NAMES
    st.sidebar.selectbox(
        words.INTERFACE, list(names), key="interface", format_func=lambda c: names[c]
    )
    sign_in.who()


def _allowed() -> Role:
    """What who is there may do: nothing while the settings are wrong."""
    try:
        return session.allowed(session.settings())
    except BadSetting:
        return Role.NOBODY


def _pages(allowed: Role) -> list[st.Page]:
    """The pages of a role; a page that is not among them is not there."""
    # no `icon=` here: the browser would fetch a page's icon as favicon from fonts.gstatic.com
    if allowed == Role.NOBODY:
        return [st.Page(sign_in.door, title=words.NAME, default=True)]
    pages = [
        st.Page("views/ask.py", title=words.ASK, default=True),
        st.Page("views/read.py", title=words.READ),
    ]
    if allowed >= Role.VERIFY:
        pages += [st.Page("views/verify.py", title=words.VERIFY), *plugins.pages()]
    if allowed >= Role.MANAGE:
        pages += [
            st.Page("views/library.py", title=words.REPORTS),
            st.Page("views/settings.py", title=words.SETTINGS),
        ]
    return pages


if __name__ == "__main__":
    main()
