"""What the pages share: the assistant, the list of reports, and the way to the first step."""

import shlex
from pathlib import Path

import streamlit as st

from app import settings
from app.assistant import Assistant
from app.settings import Settings
from app.ui import cards, words
from app.ui.markup import show
from ingest.catalog import Listed


def assistant() -> Assistant:
    """The assistant of this server's data folder, shared by all sessions.

    Raises BadSetting where the settings are wrong.
    """
    data = settings.data_folder(None).resolve()
    found = settings.load(data)
    return _assistant(str(data), found.fingerprint, found)


@st.cache_resource(show_spinner=False, max_entries=2)
def _assistant(data: str, fingerprint: str, _settings: Settings) -> Assistant:
    return Assistant(Path(data), _settings)


def reports(of: Assistant) -> tuple[Listed, ...]:
    """The reports that can be asked about; none where nothing was ever ingested.

    Raises NotFound where there is an index that cannot be used.
    """
    if not (of.data / "CURRENT").exists():
        return ()
    return of.index.listed


def first_step(data: Path) -> None:
    """What to do where there are no reports."""
    show(cards.title(words.EMPTY, words.EMPTY_STEP))
    ingest_command(data)
    st.caption(words.EMPTY_AFTER)
    st.button(words.LOOK_AGAIN, key="look_again")


def ingest_command(data: Path) -> None:
    """The command that adds reports, to copy."""
    command = f"rapporteur ingest FILE_OR_FOLDER --data {shlex.quote(str(data))}"
    st.code(command, language=None, wrap_lines=True)
