"""The entry of the pages: `rapporteur serve` has Streamlit run this file."""

import streamlit as st

from app.ui import plugins, session, words


def main() -> None:
    """Choose the page that the address names, and run it in the user's language."""
    words.speak(session.chosen_language())
    # no `icon=` here: the browser would fetch a page's icon as favicon from fonts.gstatic.com
    pages = [
        st.Page("views/ask.py", title=words.ASK, default=True),
        st.Page("views/read.py", title=words.READ),
        st.Page("views/verify.py", title=words.VERIFY),
        st.Page("views/library.py", title=words.REPORTS),
        *plugins.pages(),
        st.Page("views/settings.py", title=words.SETTINGS),
    ]
    st.navigation(pages).run()
    names = words.LANGUAGE_NAMES
    st.sidebar.selectbox(
        words.INTERFACE, list(names), key="interface", format_func=lambda c: names[c]
    )


if __name__ == "__main__":
    main()
