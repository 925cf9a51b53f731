"""A question on a thread of its own: kept when it is done, without a trace when it is stopped."""

import threading

import pytest

from app.answer import Sentence
from app.chats import Chats
from app.ui import cards, evidence, words
from app.ui.asking import Asking
from app.ui.evidence import Exchange
from tests.app.seen import CHAIR, ask, chat_of, html

SOON = 30  # seconds, on a busy machine
WRITTEN = Sentence("Ms. <b>Obi</b> chaired it.", False, "words")


@pytest.fixture
def chats(tmp_path):
    return Chats(tmp_path / "chats.sqlite")


class Slow:
    """Work that begins to read and then waits to be let on."""

    def __init__(self):
        self.reads, self.may_go_on = threading.Event(), threading.Event()

    def __call__(self, stage, tell):
        stage("reading")
        tell(WRITTEN)
        self.reads.set()
        assert self.may_go_on.wait(SOON)
        stage("checking")
        return Exchange("Who?", problem="none")


@pytest.fixture
def slow():
    work = Slow()
    yield work
    work.may_go_on.set()


def kept_in(chats, owner="me"):
    def keep(done):
        chat = chats.start(owner, done.question)
        chats.add(chat, done)
        return chat

    return keep


def test_what_is_done_is_kept_whoever_watches(chats, slow):
    asking = Asking("Who?", 0, slow, kept_in(chats))
    assert slow.reads.wait(SOON)
    assert asking.stage == "reading"
    assert asking.sentences == (WRITTEN,)
    assert not asking.is_done(0)
    slow.may_go_on.set()
    assert asking.is_done(SOON)
    assert chats.exchanges(asking.chat(), "") == [Exchange("Who?", problem="none")]
    assert not asking.stop(), "what is kept stays"


def test_the_sentences_so_far_are_shown_before_their_evidence_is_there():
    shown = str(cards.being_written([WRITTEN]))
    assert "<s>" in shown
    assert "&lt;b&gt;Obi" in shown


def test_what_is_stopped_leaves_no_trace(chats, slow):
    asking = Asking("Who?", 0, slow, kept_in(chats))
    assert slow.reads.wait(SOON)
    assert asking.stop()
    slow.may_go_on.set()
    assert asking.is_done(SOON)
    assert chats.of("me") == []


def test_what_goes_wrong_is_told_to_who_watches(chats):
    def broken(stage, tell):
        raise ZeroDivisionError

    asking = Asking("Who?", 0, broken, kept_in(chats))
    assert asking.is_done(SOON)
    with pytest.raises(ZeroDivisionError):
        asking.chat()


def test_a_run_that_was_interrupted_shows_the_answer_when_it_is_there(pages, data, monkeypatch):
    test = ask(pages(data), CHAIR)
    chats = Chats(data / "chats.sqlite")
    chat = chats.find(chat_of(test))

    def keep(done):
        chats.add(chat, done)
        return chat

    asking = Asking("Again?", 1, lambda stage, tell: Exchange("Again?", problem="a problem"), keep)
    assert asking.is_done(SOON)
    test.session_state["asking"] = asking
    shown = html(test.run())
    assert shown.count("rap-question") == 2
    assert shown.count("a problem") == 1
    assert "asking" not in test.session_state


def test_what_was_stopped_can_be_asked_again(pages, data):
    test = pages(data)
    test.session_state["stopped"] = CHAIR
    test.run()
    assert words.STOPPED in [c.value for c in test.caption]
    assert "rap-answer" not in html(test)
    test.button(key="retry").click().run()
    assert "Ms. Ada Obi" in html(test)
    assert words.STOPPED not in [c.value for c in test.caption]


def test_what_is_typed_while_another_question_is_answered_is_asked_after_it(pages, data):
    test = pages(data)
    chats = Chats(data / "chats.sqlite")
    done = Exchange("First?", problem="a problem")
    keep = kept_in(chats, test.session_state["visitor"])
    test.session_state["asking"] = Asking("First?", 0, lambda stage, tell: done, keep)
    shown = html(ask(test, CHAIR))
    assert shown.index("First?") < shown.index("a problem") < shown.index("Ms. Ada Obi")


def test_the_stages_are_told_in_order(data, monkeypatch):
    from app.assistant import Assistant
    from app.settings import Settings

    told = []
    assistant = Assistant(data, Settings(reader="sentence"))
    evidence.exchange(assistant, CHAIR, stage=told.append)
    assert told == ["opening", "searching", "reading", "checking"]
