"""What the pages share: the assistant, the list of reports, and the way to the first step."""

import re
import secrets
import shlex
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from app import settings as stored
from app.access import Role, role
from app.assistant import Assistant
from app.library import Library
from app.settings import Settings
from app.ui import cards, words
from app.ui.account import account
from app.ui.markup import show
from ingest.catalog import Listed
from ingest.errors import NotFound

_MARKDOWN = frozenset("\\`*_{}[]()#+-.!|<>$~:&")
_VISITOR = re.compile(r"[A-Za-z0-9_-]{32}")


def data() -> Path:
    """This server's data folder."""
    return stored.data_folder(None).resolve()


def settings() -> Settings:
    """The settings in force. Raises BadSetting where they are wrong."""
    return stored.load(data())


def assistant() -> Assistant:
    """The assistant of this server's data folder, shared by all sessions.

    Raises BadSetting where the settings are wrong.
    """
    found = settings()
    return _assistant(str(data()), found.model_dump_json(), found)


@st.cache_resource(show_spinner=False, max_entries=2)
def _assistant(data: str, values: str, _settings: Settings) -> Assistant:
    return Assistant(Path(data), _settings)


def reports(of: Assistant) -> tuple[Listed, ...]:
    """The reports that can be asked about; none where nothing was ever ingested.

    Raises NotFound where there is an index that cannot be used.
    """
    if not (of.data / "CURRENT").exists():
        return ()
    return of.index.listed


def library(of: Assistant) -> Library:
    """The library of the same data folder, with the encoder that is loaded already."""
    try:
        encoder = of.index.encoder
    except NotFound:  # no index yet, or one of other settings: the library mends that
        encoder = None
    return Library(of.data, of.settings, encoder)


def choice(listed: tuple[Listed, ...]) -> tuple[tuple[str, ...], str | None]:
    """What a question or statement is narrowed to: reports, and the language to cite in."""
    titles = {r.name: r.title for r in reversed(listed)}
    langs = [code for code in words.LANGUAGE_NAMES if any(r.lang == code for r in listed)]
    chosen = st.multiselect(
        words.FILTER,
        sorted(titles),
        key="reports",
        placeholder=words.FILTER_ALL,
        format_func=lambda name: f"{name} · {titles[name]}" if titles[name] else name,
    )
    names = {"": words.AS_ASKED, **words.LANGUAGE_NAMES}
    lang = st.selectbox(words.CITE_IN, ["", *langs], key="lang", format_func=lambda c: names[c])
    return tuple(chosen), lang or None


def called(r: Listed) -> str:
    """A report in a list to choose from."""
    lang = words.LANGUAGE_NAMES.get(r.lang, r.lang)
    return " · ".join(part for part in (r.symbol, r.title or r.source, lang) if part)


def chosen_language() -> str:
    """The language of the pages: what was switched to, else the browser's, else English."""
    kept = st.session_state.get("interface") or st.context.cookies.get("rapporteur_language")
    asked = (str(kept), str(st.context.locale).split("-")[0])
    lang = next((code for code in asked if code in words.ALL), "en")
    st.session_state.setdefault("interface", lang)
    return lang


def visitor() -> str:
    """What this browser is known by, so that its conversations are there again after a reload. It
    is a random word in a cookie, and says nothing of the user."""
    kept = str(st.context.cookies.get("rapporteur_visitor"))
    known = kept if _VISITOR.fullmatch(kept) else secrets.token_urlsafe(24)
    return str(st.session_state.setdefault("visitor", known))


def owner() -> str:
    """Whose the conversations are: of who signed in, else of this browser."""
    there = account()
    return f"account-{there.key}" if there else visitor()


def allowed(settings: Settings) -> Role:
    """What who is there may do: everything where nobody signs in."""
    if not settings.sign_in:
        return Role.MANAGE
    there = account()
    return role(there.email, settings) if there else Role.NOBODY


def confirmed(
    key: str, label: str, question: str, yes: str, act: Callable[[], None], *, enabled: bool = True
) -> None:
    """A button that asks once more before it acts. The page acts, not a callback: that would run
    before it is known who may open the page, and outside what tells problems in words."""
    asking = f"sure_{key}"

    def ask(now: bool) -> None:
        st.session_state[asking] = now

    if not st.session_state.get(asking):
        st.button(label, key=key, on_click=ask, args=(True,), disabled=not enabled)
        return
    st.warning(question)
    with st.container(horizontal=True):
        is_sure = st.button(yes, key=f"yes_{key}", type="primary")
        st.button(words.KEEP, key=f"no_{key}", on_click=ask, args=(False,))
    if is_sure:
        ask(False)
        act()
        st.rerun()


def as_label(said: str) -> str:
    """A text without what a label would take for Markdown."""
    return "".join(f"\\{c}" if c in _MARKDOWN else c for c in said)


def first_step(data: Path) -> None:
    """What to do where there are no reports."""
    show(cards.title(words.EMPTY))
    s = settings()
    if allowed(s) < Role.MANAGE:
        return
    st.page_link("views/library.py", label=words.TO_LIBRARY, icon=":material/upload:")
    st.caption(words.EMPTY_STEP)
    ingest_command(data)
    st.caption(f"{words.EMPTY_AFTER} {words.STAYS_HERE}" if _is_alone(s) else words.EMPTY_AFTER)
    st.button(words.LOOK_AGAIN, key="look_again")


def _is_alone(s: Settings) -> bool:
    """Whether nothing leaves this computer: no server is asked, and nobody else is served."""
    asks = s.base_url or s.encoder_url or ":" in s.encoder
    return not (asks or s.sign_in or s.open_to_all)


def ingest_command(data: Path) -> None:
    """The command that adds reports, to copy."""
    command = f"rapporteur ingest FILE_OR_FOLDER --data {shlex.quote(str(data))}"
    st.code(command, language=None, wrap_lines=True)
