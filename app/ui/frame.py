"""What stands around every page: its name, mark and style, and how problems are told.

The pages are in `views/`: a folder `pages/` beside the entry would be run by Streamlit without it.
"""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from app.ui import cards, scripts, session, words
from app.ui.markup import show, show_style
from ingest.errors import RapporteurError

_LOGO, _ICON = (Path(__file__).with_name(name) for name in ("logo.svg", "icon.svg"))


def framed(page: Callable[[], None], *, wide: bool = False) -> None:
    """Run a page in its frame. What the user can mend is told in words, without a traceback."""
    st.set_page_config(
        page_title=words.NAME, page_icon=str(_ICON), layout="wide" if wide else "centered"
    )
    st.logo(_LOGO, icon_image=_ICON, size="large")
    show_style()
    scripts.set_up(words.spoken(), words.direction(), session.visitor())
    try:
        page()
    except RapporteurError as e:
        show(cards.problem(str(e)))
