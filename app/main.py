"""The entry of the pages: `rapporteur serve` has Streamlit run this file."""

import streamlit as st

from app.ui import words


def main() -> None:
    """Choose the page that the address names, and run it."""
    # no `icon=` here: the browser would fetch a page's icon as favicon from fonts.gstatic.com
    pages = [
        st.Page("views/ask.py", title=words.ASK, default=True),
        st.Page("views/library.py", title=words.REPORTS),
    ]
    st.navigation(pages).run()


if __name__ == "__main__":
    main()
