"""HTML, in one place: everything is escaped by `tag`, and only `show` renders.

Text of reports and users is hostile. A `str` is escaped wherever it goes; only `tag` makes `Html`.
"""

from html import escape
from pathlib import Path

import streamlit as st

_STYLE = Path(__file__).with_name("style.css")
_VOID = frozenset({"br", "hr", "img"})


class Html(str):
    """Markup that `tag` made. Adding or joining it gives a plain `str`, which is escaped again."""

    __slots__ = ()


def tag(name: str, *children: str, **attributes: str | bool | None) -> Html:
    """An element. A child that is a `str` is text; `Html` is markup. `class_` is `class`.

    An attribute that is None or False is left out; True stands without a value.
    """
    opening = name
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        key = key.rstrip("_").replace("_", "-")
        opening += f" {key}" if value is True else f' {key}="{escape(str(value))}"'
    inner = "".join(c if isinstance(c, Html) else escape(c) for c in children)
    return Html(f"<{opening}>" if name in _VOID else f"<{opening}>{inner}</{name}>")


def text(name: str, *children: str, class_: str | None = None, lang: str | None = None) -> Html:
    """A block of a report's or a user's text: its own direction, its own language."""
    return tag(name, *children, class_=class_, lang=lang, dir="auto")


def show(markup: Html) -> None:
    """Put markup on the page."""
    st.html(markup)


def show_style() -> None:
    """Put our style sheet on the page."""
    st.html(_STYLE)
