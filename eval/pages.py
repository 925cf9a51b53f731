"""The page of this package: a plug-in of the application."""

from pathlib import Path

import streamlit as st

from app.ui import words


def evaluate() -> st.Page:
    """The page on which sets are run. Its file is not run before it is opened."""
    return st.Page(Path(__file__).with_name("evaluate.py"), title=words.EVALUATE)
