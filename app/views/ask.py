"""The chat: a question, its answer, and the paragraphs that prove it."""

from dataclasses import dataclass

import streamlit as st

from app.assistant import Assistant
from app.ui import cards, session, words
from app.ui.evidence import Exchange, exchange
from app.ui.frame import framed
from app.ui.markup import show, show_last_question
from ingest.catalog import Listed

_LONGEST = 2000  # characters of a question
_USER, _ASSISTANT = ":material/person:", ":material/menu_book:"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the sidebar narrows a question to."""

    reports: tuple[str, ...]
    lang: str | None


def page() -> None:
    assistant = session.assistant()
    listed = session.reports(assistant)
    if not listed:
        session.first_step(assistant.data)
        return
    exchanges: list[Exchange] = st.session_state.setdefault("exchanges", [])
    choice = _sidebar(listed)
    typed = st.chat_input(words.PLACEHOLDER, key="question", max_chars=_LONGEST)
    question = typed or st.session_state.pop("example", None)
    if not exchanges and not question:
        _welcome(listed)
    for e in exchanges:
        _asked(e.question)
        with st.chat_message("assistant", avatar=_ASSISTANT):
            st.empty()  # where the stages were: the answer keeps its place, and what is open in it
            show(cards.outcome(e))
    if question:
        _asked(question)
        exchanges.append(_answered(assistant, question, choice, exchanges))


def _sidebar(listed: tuple[Listed, ...]) -> Choice:
    titles = {r.name: r.title for r in reversed(listed)}
    names = sorted(titles)
    langs = [code for code in words.LANGUAGE_NAMES if any(r.lang == code for r in listed)]
    with st.sidebar:
        st.button(words.NEW, key="new", icon=":material/add:", on_click=_forget, width="stretch")
        chosen = st.multiselect(
            words.FILTER,
            names,
            key="reports",
            placeholder=words.FILTER_ALL,
            format_func=lambda name: f"{name} · {titles[name]}" if titles[name] else name,
        )
        lang = st.selectbox(
            words.CITE_IN,
            ["", *langs],
            key="lang",
            format_func=lambda code: words.LANGUAGE_NAMES.get(code, words.AS_ASKED),
        )
    return Choice(tuple(chosen), lang or None)


def _welcome(listed: tuple[Listed, ...]) -> None:
    show(cards.title(words.TAGLINE, words.START))
    for lang in _example_languages(listed):
        asked = words.EXAMPLES[lang]
        st.button(asked, key=f"example_{lang}", on_click=_take, args=(asked,), width="stretch")


def _example_languages(listed: tuple[Listed, ...]) -> list[str]:
    """Three: the browser's language first, then English, then those of the reports."""
    own = (st.context.locale or "en").split("-")[0]
    order = dict.fromkeys([own, "en", "zh", "ar", "fr", "ru", "es"])
    held = {r.lang for r in listed}
    known = [lang for lang in order if lang in words.EXAMPLES]
    return sorted(known, key=lambda lang: lang not in held | {own})[:3]


def _take(example: str) -> None:
    st.session_state["example"] = example


def _forget() -> None:
    st.session_state["exchanges"] = []


def _asked(question: str) -> None:
    with st.chat_message("user", avatar=_USER):
        show(cards.question(question))


def _answered(
    assistant: Assistant, question: str, choice: Choice, history: list[Exchange]
) -> Exchange:
    """Ask, with its stages on the page while they last, and show what came of it."""
    with st.chat_message("assistant", avatar=_ASSISTANT):
        place = st.empty()
        with place.status(words.SEARCHING):
            done = exchange(assistant, question, choice.reports, choice.lang, history)
        place.empty()
        show(cards.outcome(done))
    show_last_question(len(history))
    return done


if __name__ == "__main__":
    framed(page)
