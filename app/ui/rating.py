"""What the user thinks of an answer: a thumb, a reason, and a draft of an evaluation question."""

from pathlib import Path

import streamlit as st

from app import drafts
from app.chats import Chat, Chats, Vote
from app.ui import words
from app.ui.evidence import Exchange

_REASONS = ("WRONG_ANSWER", "WRONG_PARAGRAPH", "INCOMPLETE", "NOT_ABSENT")


def rating(
    chats: Chats,
    chat: Chat,
    place: int,
    exchanges: list[Exchange],
    vote: Vote | None,
    data: Path,
) -> None:
    """The thumbs under an answer, as they were voted; under a thumb that is down, why, and the
    draft."""
    key = f"vote_{chat.id}_{place}"

    def keep() -> None:
        up = st.session_state[key]
        chats.vote(chat, place, None if up is None else Vote(bool(up)))

    st.feedback("thumbs", key=key, default=int(vote.up) if vote else None, on_change=keep)
    if vote and not vote.up:
        _why(chats, chat, place, vote)
        _draft(chat, place, exchanges, vote, data)


def _why(chats: Chats, chat: Chat, place: int, vote: Vote) -> None:
    key = f"why_{chat.id}_{place}"

    def keep() -> None:
        chats.vote(chat, place, Vote(up=False, reason=st.session_state[key] or ""))

    said = {name: getattr(words, name) for name in _REASONS}
    st.pills(
        words.VOTE_WHY,
        _REASONS,
        default=vote.reason if vote.reason in said else None,
        key=key,
        format_func=lambda name: said[name],
        on_change=keep,
    )


def _draft(chat: Chat, place: int, exchanges: list[Exchange], vote: Vote, data: Path) -> None:
    e = exchanges[place]
    made = f"drafted_{chat.id}_{place}"

    if st.session_state.get(made):
        st.caption(words.QUESTION_MADE.format(file=drafts.DRAFTS.as_posix()))
    elif st.button(words.MAKE_QUESTION, key=f"draft_{place}", icon=":material/quiz:"):
        name = f"draft-{chat.id}-{place}"
        drafts.add(data, drafts.draft(name, e, exchanges[:place], vote.reason.lower()))
        st.session_state[made] = True
        st.rerun()
