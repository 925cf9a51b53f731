"""The sidebar's conversations: a new one, the earlier ones, and what may be done with this one."""

from functools import partial

import streamlit as st

from app import export
from app.chats import CHATS, Chat, Chats
from app.ui import session, words
from app.ui.evidence import Exchange

_FEW = 30  # conversations that are listed, and that each further look adds


def open_chats() -> Chats:
    """The conversations of this server's data folder."""
    return Chats(session.data() / CHATS)


def current(chats: Chats) -> Chat | None:
    """The conversation that the address names, else the one that this session was in."""
    named = st.query_params.get("chat") or st.session_state.get("chat")
    found = chats.find(named) if named else None
    if named and found is None:
        st.session_state["gone"] = True
        _leave()
    elif found:
        enter(found)
    return found


def enter(chat: Chat) -> None:
    """Make it the conversation of this session and of the address."""
    st.session_state["chat"] = chat.id
    st.query_params["chat"] = chat.id


def _leave() -> None:
    """Be in no conversation. What is being answered goes on, and is kept in its own."""
    for name in ("chat", "asking", "to_ask"):
        st.session_state.pop(name, None)
    st.query_params.pop("chat", None)


def _turn_to(chat: Chat) -> None:
    _leave()
    enter(chat)


def new_button() -> None:
    st.button(words.NEW, key="new", icon=":material/add:", on_click=_leave, width="stretch")


def earlier(chats: Chats, chat: Chat | None) -> None:
    """The user's own conversations, the newest first, and a way to those before them."""
    count = st.session_state.setdefault("listed_chats", _FEW)
    found = chats.of(session.owner(), count + 2)  # this one, and one to know of more
    own = [c for c in found if chat is None or c.id != chat.id]
    if own:
        st.caption(words.CHATS)
    for c in own[:count]:
        label = session.as_label(c.title)
        st.button(
            label,
            key=f"chat_{c.id}",
            type="tertiary",
            on_click=_turn_to,
            args=(c,),
            width="stretch",
        )
    if len(own) > count:
        st.button(words.CHATS_MORE, key="more_chats", on_click=_list_more, width="stretch")


def _list_more() -> None:
    st.session_state["listed_chats"] += _FEW


def is_own(chat: Chat) -> bool:
    """Whether it is the user's. Who has only its link reads it, and can export it."""
    return chat.owner == session.owner()


def menu(chats: Chats, chat: Chat, exchanges: list[Exchange]) -> None:
    """Rename, export and delete the conversation."""
    with st.popover(words.CHAT_MENU, icon=":material/more_horiz:", width="stretch"):
        owns = is_own(chat)
        if owns:
            _rename(chats, chat)
        _exports(chat, exchanges)
        if owns:
            _delete(chats, chat)
            st.caption(words.CHAT_LINK)


def _rename(chats: Chats, chat: Chat) -> None:
    key = f"name_{chat.id}"

    def rename() -> None:
        chats.rename(chat, st.session_state[key])

    st.text_input(words.CHAT_NAME, chat.title, key=key, max_chars=80, on_change=rename)


def _exports(chat: Chat, exchanges: list[Exchange]) -> None:
    heads = export.Heads(words.UNCERTAIN, words.NOT_FOUND, words.OTHERWISE)
    for name, kind, label, mime, made in (
        ("markdown", "md", words.EXPORT_MARKDOWN, "text/markdown", export.markdown),
        ("docx", "docx", words.EXPORT_DOCX, export.DOCX, export.word),
    ):
        st.download_button(
            label,
            partial(made, chat.title, exchanges, heads),
            f"conversation.{kind}",
            mime,
            key=f"export_{name}",
            on_click="ignore",
            width="stretch",
        )


def _delete(chats: Chats, chat: Chat) -> None:
    def delete() -> None:
        chats.delete(chat)
        _leave()

    session.confirmed(
        f"delete_{chat.id}", words.DELETE, words.DELETE_SURE, words.YES_DELETE, delete
    )
