"""Pages that other packages add, as `eval` does, without the application importing them."""

from collections.abc import Callable
from functools import cache
from importlib.metadata import entry_points

import streamlit as st

_PLUGINS = "rapporteur.pages"


def pages() -> list[st.Page]:
    """The pages of installed plug-ins, made in the language of the page."""
    return [make() for make in _makers()]


@cache
def _makers() -> tuple[Callable[[], st.Page], ...]:
    return tuple(p.load() for p in sorted(entry_points(group=_PLUGINS), key=lambda p: p.name))
