"""The page on which sets are run."""

import json
import re
from html import escape, unescape

import pytest

from app.ui import words
from eval import kept, page_cards
from eval.bootstrap import Estimate
from eval.compare import Change, Comparison
from eval.questions import KINDS
from eval.run import made
from tests.app.conftest import *  # noqa: F403 - the pages' fixtures, over the same library
from tests.app.seen import NEVER, html

PAGE = "../eval/evaluate.py"
ASKED = [
    ("chair", "Who was elected Chair of the <Group>?", ["2"], ["Ada Obi"]),
    ("where", "Where did the Group meet?", ["3"], ["Oslo"]),
]


@pytest.fixture
def with_set(data):
    rows = [
        {
            "id": id,
            "lang": "en",
            "question": question,
            "kind": "who",
            "report": "lights.txt",
            "paragraphs": paragraphs,
            "answers": answers,
        }
        for id, question, paragraphs, answers in ASKED
    ]
    content = "\n".join(map(json.dumps, rows)).encode()
    kept.add_set(data, "lights.jsonl", content)
    return data


def run(test):
    test.button(key="run").click().run()
    assert not test.exception
    return html(test)


def test_a_set_is_run_shown_and_kept(pages, with_set):
    test = pages(with_set, page=PAGE)
    assert words.NO_RUN in [c.value for c in test.caption]
    shown = run(test)
    (path,) = kept.kept(with_set)
    assert test.selectbox(key="stored_run").value == path
    for told in (words.FIGURE_cited, words.BY_LANGUAGE, words.KIND_who, "nDCG@10"):
        assert told in shown
    assert shown.count('src="data:image/svg+xml;base64,') == 3
    assert "<svg" not in shown, "Streamlit would strip it"
    assert test.get("download_button")


def test_a_question_that_failed_says_why_and_can_be_asked_again(pages, with_set):
    shown = run(pages(with_set, page=PAGE))
    assert escape(words.FAILED.format(n=1, all=2)) in shown
    assert words.FAILED_paragraph in shown
    assert 'href="./?ask=Where+did+the+Group+meet%3F"' in shown


def test_questions_are_shown_as_text_whatever_they_contain(pages, with_set):
    shown = run(pages(with_set, sure=NEVER, page=PAGE))
    assert words.FAILED_refused in shown
    assert "<Group>" not in shown
    assert "&lt;Group&gt;" in shown


def test_a_follow_up_that_failed_is_asked_again_with_what_came_before(lighthouse, tmp_path):
    q = {"id": "a", "lang": "en", "question": "And where?", "kind": "where", "report": "lights.txt"}
    known = {"paragraphs": ["3"], "answers": ["x"], "history": [{"question": "Who?"}]}
    (tmp_path / "s.jsonl").write_text(json.dumps({**q, **known}))
    (result,) = made(tmp_path / "s.jsonl", lighthouse, lambda done, total: None).results
    assert "./?ask=Who%3F&amp;ask=And+where%3F" in page_cards.failures([result])


def test_two_runs_are_compared(pages, with_set):
    test = pages(with_set, page=PAGE)
    run(test)
    run(pages(with_set, sure=NEVER, page=PAGE))
    test = pages(with_set, page=PAGE)
    newest, first = kept.kept(with_set)
    assert test.selectbox(key="stored_run").value == newest
    shown = html(test.selectbox(key=f"before_{newest.stem}").set_value(first).run())
    assert not test.exception
    assert words.SHARED.format(n=2, a=0, b=0) in shown
    assert words.CHANGED.format(gained=0, lost=1, p="1") in shown
    assert words.OTHER_SETTINGS in shown


def test_a_run_is_deleted_when_it_is_confirmed(pages, with_set):
    test = pages(with_set, page=PAGE)
    run(test)
    (path,) = kept.kept(with_set)
    test.button(key=f"delete_{path.stem}").click().run()
    test.button(key=f"yes_delete_{path.stem}").click().run()
    assert not test.exception
    assert not kept.kept(with_set)
    assert words.NO_RUN in [c.value for c in test.caption]


def test_a_file_that_is_no_run_is_told_in_words(pages, with_set):
    path = with_set / "evaluations" / "other.json"
    path.write_text("{}")
    test = pages(with_set, page=PAGE)
    assert "rap-problem" in html(test)
    assert not test.exception


def test_a_set_is_added_chosen_and_run(pages, data):
    test = pages(data, page=PAGE)
    assert words.NO_SET in [c.value for c in test.caption]
    row = {"id": "a", "lang": "en", "question": "Who?", "kind": "who", "report": "lights.txt"}
    known = {"paragraphs": ["2"], "answers": ["Ada Obi"]}
    content = json.dumps({**row, **known}).encode()
    test.get("file_uploader")[0].set_value(("my.jsonl", content, "")).run()
    assert not test.exception
    assert test.selectbox(key="set").value.stem == "my"
    assert "my.jsonl" in run(test)


def test_a_set_that_breaks_the_schema_is_told_in_words(pages, data):
    test = pages(data, page=PAGE)
    test.get("file_uploader")[0].set_value(("my.jsonl", b"no", "")).run()
    assert "my.jsonl, line 1: not JSON" in unescape(html(test))


def test_an_empty_library_tells_the_first_step(pages, tmp_path):
    assert words.EMPTY in html(pages(tmp_path / "data", page=PAGE))


def test_every_kind_figure_and_fault_has_a_word():
    for name in [*(f"KIND_{kind}" for kind in KINDS), *page_cards._NAMES.values()]:
        assert getattr(words, name)


def test_a_comparison_shows_signs_and_hostile_questions_as_text():
    e = Estimate(-0.5, -1.0, 0.0, 2)
    change = Change("s", "a", "en", "<b>Who?</b>", False, "answered", "not_found, <i>")
    made_ = Comparison(2, (0, 1), {"F1": (1.0, 0.5)}, {"F1": e}, 0, 1, 1.0, (change,), ())
    shown = page_cards.comparison(made_)
    assert "-0.500" in shown
    assert "&lt;b&gt;Who?&lt;/b&gt;" in shown
    assert not re.search("<i>|<b>Who", shown)
