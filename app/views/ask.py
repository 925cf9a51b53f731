"""The chat: a question, its answer, and the paragraphs that prove it."""

import streamlit as st

from app.assistant import Assistant
from app.chats import Chat, Chats
from app.ui import cards, history, narrow, scripts, session, words
from app.ui.evidence import Exchange, exchange
from app.ui.examples import examples
from app.ui.frame import framed
from app.ui.markup import show
from app.ui.rating import rating
from index.filters import Filter
from ingest.catalog import Listed

_LONGEST = 2000  # characters of a question
_MOST = 10  # questions that an address asks
_USER, _ASSISTANT = ":material/person:", ":material/menu_book:"


def page() -> None:
    assistant = session.assistant()
    listed = session.reports(assistant)
    if not listed:
        session.first_step(assistant.data)
        return
    chats = history.open_chats()
    chat = history.current(chats)
    exchanges = chats.exchanges(chat, words.CHAT_OLD) if chat else []
    with st.sidebar:
        history.new_button()
        menu = st.container()
        reports, lang = session.choice(listed)
        only = narrow.narrowed(assistant.index, reports)
        earlier = st.container()
    typed = st.chat_input(words.PLACEHOLDER, key="question", max_chars=_LONGEST)
    to_ask = _asked_by_address()
    if typed:
        to_ask.clear()  # the user has something else in mind
    question = typed or st.session_state.pop("example", None) or next(iter(to_ask), None)
    if st.session_state.pop("gone", False):
        st.caption(words.CHAT_GONE)
    if not exchanges and not question:
        _welcome(assistant, listed)
    for place, e in enumerate(exchanges):
        _asked(e.question)
        with st.chat_message("assistant", avatar=_ASSISTANT):
            st.empty()  # where the stages were: the answer keeps its place, and what is open in it
            _outcome(chats, chat, place, exchanges, assistant)
    if question:
        chat = chat or chats.start(session.visitor(), question)
        _asked(question)
        with st.chat_message("assistant", avatar=_ASSISTANT):
            done = _answer(assistant, question, only, lang, exchanges)
            chats.add(chat, done)
            history.enter(chat)
            del to_ask[:1]
            exchanges.append(done)
            _outcome(chats, chat, len(exchanges) - 1, exchanges, assistant)
        scripts.scroll_to_last_question(len(exchanges) - 1)
    with menu:
        if chat:
            history.menu(chats, chat, exchanges)
    with earlier:
        history.earlier(chats, chat)
    if to_ask:
        st.rerun()


def _asked_by_address() -> list[str]:
    """What the address asks for (`?ask=...`, one question after the other) and is not yet asked."""
    if named := st.query_params.get_all("ask"):
        st.session_state["to_ask"] = [q for q in named if q.strip()][:_MOST]
        del st.query_params["ask"]
    return st.session_state.setdefault("to_ask", [])


def _welcome(assistant: Assistant, listed: tuple[Listed, ...]) -> None:
    show(cards.title(words.TAGLINE, words.START))
    for n, asked in enumerate(examples(listed, assistant.index.report, words.spoken())):
        label = session.as_label(asked)
        st.button(label, key=f"example_{n}", on_click=_take, args=(asked,), width="stretch")


def _take(example: str) -> None:
    st.session_state["example"] = example


def _asked(question: str) -> None:
    with st.chat_message("user", avatar=_USER):
        show(cards.question(question))


def _answer(
    assistant: Assistant,
    question: str,
    only: Filter,
    lang: str | None,
    earlier: list[Exchange],
) -> Exchange:
    """Ask, with its stages on the page while they last."""
    said = {
        "opening": words.OPENING,
        "searching": words.SEARCHING,
        "gathering": words.GATHERING,
    }
    place = st.empty()
    with place.status(words.SEARCHING) as status:
        done = exchange(
            assistant, question, only, lang, earlier, lambda s: status.update(label=said[s])
        )
    place.empty()
    return done


def _outcome(
    chats: Chats, chat: Chat | None, place: int, exchanges: list[Exchange], assistant: Assistant
) -> None:
    show(cards.outcome(exchanges[place]))
    if chat and exchanges[place].answer:
        rating(chats, chat, place, exchanges, assistant.data)


if __name__ == "__main__":
    framed(page)
