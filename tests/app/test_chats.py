"""Conversations on disk, and as documents."""

import re
import stat
from dataclasses import replace
from io import BytesIO

import docx
import pytest

from app import drafts, export
from app.answer import Answer, Citation
from app.chats import Chats, Vote
from app.ui.evidence import Evidence, Exchange
from eval.questions import Question
from index.passage import Passage
from ingest.errors import UnreadableFile
from ingest.extract import extract

HEADS = export.Heads("Not certain", "Not in the reports", "Another says otherwise:")
CITATION = Citation(
    report="r",
    source="r.txt",
    symbol="NPT/CONF.2026/WG.I/3",
    title="Report",
    lang="en",
    paragraph="8(b)",
    label="para. 8 (b)",
    heading=("II", "B"),
    page=3,
    quote="Ada *Obi* was elected <b>Chair</b>.",
    start=10,
    end=45,
    answer_start=10,
    answer_end=19,
    score=1.0,
)
ANSWER = Answer(
    question="Who?",
    status="answered",
    answer="Ada *Obi*",
    probability=0.9,
    citations=(CITATION,),
    passages=(Passage("r", "8(b)", "paragraph", 10, 45, 1, 0.5),),
    lang="en",
    snapshot="s",
    settings="t",
    timings={"rank": 0.1},
)
EVIDENCE = Evidence("L", ("II",), "r.txt", 3, "en", None, "a b", quote=(0, 1), number="8(b)")
EXCHANGE = Exchange("Who?", ANSWER, (EVIDENCE,))
NOT_FOUND = replace(ANSWER, status="not_found", answer="", citations=())


@pytest.fixture
def chats(tmp_path):
    return Chats(tmp_path / "chats.sqlite")


def test_what_was_kept_comes_back_as_it_was(chats):
    chat = chats.start("me", "Who?")
    problem = Exchange("What?", problem="nothing is indexed")
    for e in (EXCHANGE, problem):
        chats.add(chat, e)
    assert chats.exchanges(chat, "old") == [EXCHANGE, problem]


def test_conversations_are_listed_for_their_owner_alone_the_newest_first(chats):
    first, second = chats.start("me", "One?"), chats.start("me", "Two?")
    chats.start("you", "Three?")
    assert [c.id for c in chats.of("me")] == [second.id, first.id]
    chats.add(first, EXCHANGE)
    assert [c.id for c in chats.of("me")] == [first.id, second.id]
    assert chats.of("nobody") == []


def test_what_was_deleted_is_gone_from_the_file(chats):
    chat = chats.start("me", "A secret question?")
    chats.add(chat, replace(EXCHANGE, question="A secret question?"))
    chats.vote(chat, 0, Vote(up=True))
    chats.delete(chat)
    chats.add(chat, EXCHANGE)  # an answer that was on its way
    assert chats.find(chat.id) is None
    assert chats.exchanges(chat, "old") == []
    assert chats.votes(chat) == {}


def test_a_vote_is_changed_and_taken_back(chats):
    chat = chats.start("me", "Who?")
    chats.vote(chat, 0, Vote(up=True))
    chats.vote(chat, 0, Vote(up=False, reason="INCOMPLETE"))
    assert chats.votes(chat) == {0: Vote(up=False, reason="INCOMPLETE")}
    chats.vote(chat, 0, None)
    assert chats.votes(chat) == {}


def test_an_answer_that_cannot_be_read_any_more_is_told(chats):
    chat = chats.start("me", "Who?")
    chats.add(chat, EXCHANGE)
    with chats._open() as db:
        db.execute("UPDATE exchanges SET body = '{}'")
    assert chats.exchanges(chat, "kept by another version") == [
        Exchange("Who?", problem="kept by another version")
    ]


def test_reading_makes_no_file_and_the_file_is_private(chats):
    assert chats.of("me") == []
    assert not chats.file.exists()
    chats.start("me", "Who?")
    assert stat.S_IMODE(chats.file.stat().st_mode) == 0o600


def test_a_damaged_file_is_told_with_the_remedy(chats):
    chats.file.write_bytes(b"nothing of the kind" * 100)
    with pytest.raises(UnreadableFile, match="move the file away"):
        chats.of("me")


def test_markdown_has_citations_as_footnotes():
    made = export.markdown("Title", [EXCHANGE, EXCHANGE], HEADS)
    assert "Ada \\*Obi\\*[^1]" in made
    assert "Ada \\*Obi\\*[^2]" in made
    plain = re.sub(r"\\(.)", r"\1", made)
    assert "[^1]: NPT/CONF.2026/WG.I/3, para. 8 (b): “Ada *Obi* was elected" in plain
    assert not re.search(r"(?<!\\)<", made)


def test_markdown_says_what_was_not_certain_not_found_or_a_problem():
    uncertain = replace(EXCHANGE, answer=replace(ANSWER, status="uncertain"))
    exchanges = [uncertain, Exchange("a", NOT_FOUND), Exchange("b", problem="no index")]
    made = export.markdown("T", exchanges, HEADS)
    assert "Not certain\\: Ada" in made
    assert "Not in the reports\n" in made
    assert "no index" in made


def test_word_has_citations_as_footnotes(tmp_path):
    path = tmp_path / "answers.docx"
    path.write_bytes(export.word("Title\x00\x0b", [EXCHANGE, EXCHANGE], HEADS))
    made = docx.Document(str(path))
    assert [p.text for p in made.paragraphs[:3]] == ["Title", "Who?", "Ada *Obi*"]
    assert 'w:footnoteReference w:id="1"' in made.paragraphs[2]._p.xml
    notes = [line.text for line in extract(path.read_bytes(), "answers.docx").lines if line.note]
    assert len(notes) == 2
    assert notes[0].strip().startswith("NPT/CONF.2026/WG.I/3, para. 8 (b): “Ada")


def test_word_without_citations_has_no_footnotes():
    made = docx.Document(BytesIO(export.word("T", [Exchange("a", NOT_FOUND)], HEADS)))
    assert not any("footnotes" in str(part.partname) for part in made.part.package.iter_parts())


def test_what_disagrees_is_a_statement_of_its_own():
    other = replace(ANSWER.citations[0], paragraph="9", quote="Ben Oh was elected.", answer_start=0)
    other = replace(other, start=0, end=19, answer_end=6)
    answer = replace(ANSWER, citations=(*ANSWER.citations, other), agreement=("same", "differs"))
    made = re.sub(r"\\(.)", r"\1", export.markdown("T", [replace(EXCHANGE, answer=answer)], HEADS))
    assert "Ada *Obi*[^1]\n" in made
    assert "Another says otherwise: Ben Oh[^2]\n" in made


def test_arabic_runs_from_the_right_in_word():
    made = docx.Document(BytesIO(export.word("من انتُخب رئيسا؟", [], HEADS)))
    assert "w:bidi" in made.paragraphs[0]._p.xml
    assert made.paragraphs[0].runs[0].font.rtl


def test_a_draft_is_kept_once_and_becomes_a_question_when_it_is_reviewed(tmp_path):
    for reason in ("", "wrong_answer"):
        drafts.add(tmp_path, drafts.draft("d1", EXCHANGE, [EXCHANGE], reason))
    drafts.add(tmp_path, drafts.draft("d2", Exchange("?", NOT_FOUND), [], ""))
    lines = (tmp_path / drafts.DRAFTS).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    made = drafts.draft("d1", EXCHANGE, [EXCHANGE], "wrong_answer")
    reviewed = {k: v for k, v in made.items() if k in Question.model_fields and k != "reason"}
    reviewed |= {"kind": "who", "paragraphs": ["8(b)"], "answers": ["Ada Obi"]}
    assert Question.model_validate(reviewed).report == "NPT/CONF.2026/WG.I/3"
