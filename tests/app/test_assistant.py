"""An answer from a library: what is cited, what is refused, and what a change of library does."""

from pathlib import Path
from threading import Thread

import pytest
from filelock import FileLock

from app.answer import Quote, Turn
from app.assistant import Assistant
from app.library import Library
from app.settings import Settings
from index.encoder import HashingEncoder
from ingest.errors import BadInput, NotFound

FIRST = """Report of the Working Group on Lighthouses

I. Introduction

1. The Group met in Oslo from 3 to 7 May 2027.

2. The Group elected Ms. Ada Obi as Chair.
"""
SECOND = """Report of the Committee on Tides

I. Introduction

1. The Committee met in Lima from 8 to 9 June 2027.

2. The Group elected Ms. Ada Obi as Chair.
"""


class FakeReader:
    """Quotes the whole of each paragraph; as sure of the first as it was told to be."""

    def __init__(self, probability: float) -> None:
        self.probability = probability

    def read(self, question, lang, passages, report):
        quotes = []
        for i, p in enumerate(passages):
            q = report(p.report).find(p.paragraph)
            span = (q.start, q.end, q.start, q.end)
            quotes.append(Quote(p.report, p.paragraph, *span, -float(i), self.probability))
        return quotes


@pytest.fixture
def data(tmp_path) -> Path:
    for name, text in {"lights.txt": FIRST, "tides.txt": SECOND}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    library(tmp_path / "data").ingest([tmp_path / "lights.txt", tmp_path / "tides.txt"])
    return tmp_path / "data"


def library(data):
    return Library(data, Settings(workers=0), HashingEncoder())


def assistant(data, probability=0.9):
    return Assistant(data, Settings(), HashingEncoder(), FakeReader(probability))


def test_every_quote_is_the_report_at_its_offsets(data):
    asked = assistant(data)
    answer = asked.ask("Who was elected Chair of the Group?")
    for c in answer.citations:
        assert c.quote == asked.index.report(c.report).text[c.start : c.end]


def test_the_answer_names_what_was_asked_what_was_ranked_and_what_it_stands_on(data):
    answer = assistant(data).ask("Who was elected Chair?", id="q7")
    said = answer.to_dict()
    assert said["id"] == "q7"
    assert said["snapshot"] == assistant(data).index.fingerprint
    assert said["settings"] == Settings().fingerprint
    assert [p["rank"] for p in said["passages"]] == list(range(1, len(said["passages"]) + 1))
    assert set(said["timings"]) == {"rank", "read"}


@pytest.mark.parametrize(
    ("probability", "status"), [(0.95, "answered"), (0.4, "uncertain"), (0.01, "not_found")]
)
def test_the_status_follows_the_probability(data, probability, status):
    assert assistant(data, probability).ask("Who was elected Chair?").status == status


def test_what_is_not_found_cites_nothing_and_lists_what_was_nearest(data):
    answer = assistant(data, 0.01).ask("Who was elected Chair?")
    assert answer.citations == ()
    assert answer.answer == ""
    assert answer.passages


def test_a_question_can_be_kept_to_one_report(data):
    answer = assistant(data).ask("Who was elected Chair?", reports=["tides.txt"])
    assert {p.report for p in answer.passages} == {answer.citations[0].report}
    assert answer.citations[0].source == "tides.txt"


def test_a_report_that_is_not_there_is_told(data):
    with pytest.raises(NotFound, match="rapporteur reports"):
        assistant(data).ask("Who?", reports=["winds.txt"])


def test_a_removed_report_is_never_cited_again_by_an_open_assistant(data):
    asked = assistant(data)
    assert "tides.txt" in {c.source for c in asked.ask("Where did the Committee meet?").citations}
    library(data).remove("tides.txt")
    answer = asked.ask("Where did the Committee meet?")
    assert {c.source for c in answer.citations} <= {"lights.txt"}
    assert all("lights" in asked.index.report(p.report).source for p in answer.passages)


def test_a_library_without_reports_answers_that_it_does_not_know(data):
    library(data).remove("tides.txt")
    library(data).remove("lights.txt")
    assert assistant(data).ask("Who was elected Chair?").status == "not_found"


def test_where_nothing_was_ingested_the_first_step_is_named(tmp_path):
    with pytest.raises(NotFound, match="rapporteur ingest"):
        assistant(tmp_path).ask("Who?")


@pytest.mark.parametrize("question", ["", "   ", "x" * 2001])
def test_a_question_that_cannot_be_asked_is_refused(data, question):
    with pytest.raises(BadInput):
        assistant(data).ask(question)


def test_a_language_that_we_do_not_have_is_refused(data):
    with pytest.raises(BadInput, match="ar, zh, en"):
        assistant(data).ask("Who?", lang="de")


def test_a_second_writer_waits_and_then_indexes_what_both_have_read(tmp_path):
    for name, text in {"lights.txt": FIRST, "tides.txt": SECOND}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    data = tmp_path / "data"
    library(data).ingest([tmp_path / "lights.txt"])
    before = (data / "CURRENT").read_text()
    with FileLock(data / ".lock"):
        second = Thread(target=library(data).ingest, args=([tmp_path / "tides.txt"],))
        second.start()
        second.join(0.5)
        assert second.is_alive()
        assert (data / "CURRENT").read_text() == before
    second.join()
    assert len(assistant(data).index.listed) == 2


def test_a_paragraph_that_the_question_names_is_read_alone_and_never_not_found(data):
    answer = assistant(data, 0.01).ask("What does paragraph 2 of lights.txt say?")
    assert answer.status == "uncertain"
    assert {(c.source, c.paragraph) for c in answer.citations} == {("lights.txt", "2")}


def test_a_question_that_leans_is_read_with_the_one_before_it(data):
    answer = assistant(data).ask("And where?", history=[Turn("When did the Group meet?")])
    assert answer.question == "And where?"
    assert answer.understood == "When did the Group meet? And where?"
