"""The chat: a question, its answer, and the paragraphs that prove it."""

from functools import partial

import streamlit as st

from app.assistant import Assistant
from app.chats import Chat, Chats, Vote
from app.ui import cards, history, narrow, scripts, session, words
from app.ui.asking import Answering, Asking
from app.ui.evidence import Exchange, exchange
from app.ui.examples import MOST, examples
from app.ui.frame import framed
from app.ui.markup import show
from app.ui.rating import rating
from ingest.catalog import Listed

_LONGEST = 2000  # characters of a question
_IN_ADDRESS = 10  # questions that an address asks, at most
_BLINK = 0.25  # seconds between two looks at work that lasts
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
    waiting = _waiting(st.chat_input(words.PLACEHOLDER, key="question", max_chars=_LONGEST))
    if waiting and "asking" not in st.session_state:
        asked = waiting.pop(0)
        answer = partial(exchange, assistant, asked, only, lang, exchanges)
        own = chat if chat and history.is_own(chat) else None
        _begin(chats, own, asked, answer, len(exchanges) if own else 0)
    asking: Asking | None = st.session_state.get("asking")
    if st.session_state.pop("gone", False):
        st.caption(words.CHAT_GONE)
    _told(chats, chat, exchanges, asking.place if asking else len(exchanges), assistant)
    if asking:
        chat, exchanges = _answered(asking, chats, assistant)
    elif not _stopped() and not exchanges:
        _welcome(assistant, listed)
    with menu:
        if chat:
            history.menu(chats, chat, exchanges)
    with earlier:
        history.earlier(chats, chat)
    if waiting:
        st.rerun()


def _told(
    chats: Chats, chat: Chat | None, exchanges: list[Exchange], count: int, assistant: Assistant
) -> None:
    """The first exchanges of the conversation, so many of them."""
    votes = chats.votes(chat) if chat else {}
    for place, e in enumerate(exchanges[:count]):
        _asked(e.question)
        with st.chat_message("assistant", avatar=_ASSISTANT):
            st.empty()  # where the stages were: the answer keeps its place, and what is open in it
            _outcome(chats, chat, place, exchanges, votes.get(place), assistant)


def _waiting(typed: str | None) -> list[str]:
    """The questions that are to be asked, one after the other: those of the address (`?ask=...`),
    and what was typed while another one was answered."""
    waiting: list[str] = st.session_state.setdefault("to_ask", [])
    if named := st.query_params.get_all("ask"):
        waiting += [q for q in named if q.strip()][:_IN_ADDRESS]
        del st.query_params["ask"]
    if typed:
        waiting.append(typed)
    return waiting


def _begin(chats: Chats, chat: Chat | None, asked: str, answer: Answering, place: int) -> None:
    """Let a question be answered, for this conversation or a new one."""
    owner = session.owner()

    def keep(done: Exchange) -> Chat:
        into = chat or chats.start(owner, asked)
        chats.add(into, done)
        return into

    st.session_state["asking"] = Asking(asked, place, answer, keep)


def _answered(asking: Asking, chats: Chats, assistant: Assistant) -> tuple[Chat, list[Exchange]]:
    """Show the question that is being answered, and in time its answer; the conversation then."""
    _asked(asking.question)
    place = st.chat_message("assistant", avatar=_ASSISTANT)
    for _ in range(MOST):  # where the examples were: they go at once, not when all is done
        st.empty()
    with place:
        chat = _watched(asking)
        exchanges = chats.exchanges(chat, words.CHAT_OLD)
        if exchanges:  # else it was deleted meanwhile
            _outcome(chats, chat, len(exchanges) - 1, exchanges, None, assistant)
    scripts.scroll_to_last_question(len(exchanges) - 1)
    return chat, exchanges


def _watched(asking: Asking) -> Chat:
    """Show the stages of the work, the sentences that a language model has written so far, and a
    button that stops it all, until it is done. A click elsewhere runs the page anew, and the work
    goes on."""
    place = st.empty()
    with place.container():
        status = st.status(_stage(asking))
        said = st.empty()
        st.button(words.STOP, key="stop", icon=":material/stop_circle:", on_click=_stop)
    shown = 0
    while not asking.is_done(_BLINK):
        status.update(label=_stage(asking))
        if len(sentences := asking.sentences) != shown:
            shown = len(sentences)
            with said:
                show(cards.being_written(sentences))
    place.empty()
    del st.session_state["asking"]
    chat = asking.chat()
    history.enter(chat)
    return chat


def _stage(asking: Asking) -> str:
    return getattr(words, f"STAGE_{asking.stage}")


def _stop() -> None:
    asking: Asking | None = st.session_state.get("asking")
    if asking and asking.stop():
        del st.session_state["asking"]
        st.session_state["to_ask"].clear()
        st.session_state["stopped"] = asking.question


def _stopped() -> bool:
    """Say what was stopped, and offer to ask it again; whether there is such a question."""
    question: str | None = st.session_state.pop("stopped", None)
    if question is None:
        return False
    _asked(question)
    st.caption(words.STOPPED)
    st.button(words.RETRY, key="retry", icon=":material/replay:", on_click=_take, args=(question,))
    return True


def _welcome(assistant: Assistant, listed: tuple[Listed, ...]) -> None:
    show(cards.title(words.TAGLINE, words.START))
    for n, asked in enumerate(examples(listed, assistant.index.report, words.spoken())):
        label = session.as_label(asked)
        st.button(label, key=f"example_{n}", on_click=_take, args=(asked,), width="stretch")


def _take(question: str) -> None:
    """Ask it in the next run of the page."""
    st.session_state.setdefault("to_ask", []).append(question)


def _asked(question: str) -> None:
    with st.chat_message("user", avatar=_USER):
        show(cards.question(question))


def _outcome(
    chats: Chats,
    chat: Chat | None,
    place: int,
    exchanges: list[Exchange],
    vote: Vote | None,
    assistant: Assistant,
) -> None:
    show(cards.outcome(exchanges[place]))
    if chat and history.is_own(chat) and exchanges[place].answer:
        rating(chats, chat, place, exchanges, vote, assistant.data)


if __name__ == "__main__":
    framed(page)
