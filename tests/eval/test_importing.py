"""Questions of others: SQuAD's JSON and CSV."""

import json

import pytest

from app.question_kind import kind
from eval.importing import imported, lines
from eval.questions import load
from ingest.catalog import Catalog
from ingest.errors import BadInput, NotFound
from ingest.files import files

REPORT = """Report on Lighthouses

1. The Group met in Oslo from 3 to 7 May 2027. It held 12 meetings.

2. The Group elected Ada Obi
as Chair, and decided:

(a) To meet again in Lima;

(b) To thank Norway.
"""
CONTEXT = "The Group elected Ada Obi as Chair, and decided: (a) To meet again in Lima;"


@pytest.fixture
def catalog(tmp_path):
    (tmp_path / "lights.txt").write_text(REPORT, encoding="utf-8")
    catalog = Catalog(tmp_path / "catalog.sqlite")
    list(catalog.add(files([tmp_path / "lights.txt"])))
    return catalog


def squad(tmp_path, *asked, context=CONTEXT, title="lights.txt"):
    path = tmp_path / "squad.json"
    data = [{"title": title, "paragraphs": [{"context": context, "qas": list(asked)}]}]
    path.write_text(json.dumps({"version": "v2.0", "data": data}), encoding="utf-8")
    return path


def asked(answer, start=None, **more):
    start = CONTEXT.index(answer) if start is None else start
    answers = [{"text": answer, "answer_start": start}]
    return {"id": "q1", "question": "Who was elected?", "answers": answers, **more}


@pytest.mark.parametrize(("answer", "paragraph"), [("Ada Obi", "2"), ("Lima", "2(a)")])
def test_the_paragraph_is_that_in_which_the_answer_stands(tmp_path, catalog, answer, paragraph):
    (q,) = imported(squad(tmp_path, asked(answer)), catalog, None, None).questions
    assert q.paragraphs == (paragraph,)
    assert q.answers == (answer,)
    assert (q.lang, q.kind, q.report) == ("en", "who", "lights.txt")


def test_what_squad_calls_impossible_is_unanswerable(tmp_path, catalog):
    no = {"id": "q2", "question": "Who paid?", "answers": [], "is_impossible": True}
    (q,) = imported(squad(tmp_path, no), catalog, None, None).questions
    assert (q.unanswerable, q.reason) == (True, "absent")


def test_what_is_imported_is_a_set(tmp_path, catalog):
    done = imported(squad(tmp_path, asked("Ada Obi")), catalog, None, None)
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(lines(done.questions)), encoding="utf-8")
    assert load(path) == list(done.questions)


@pytest.mark.parametrize(
    ("question", "context", "told"),
    [
        (asked("Ada Obi", start=3), CONTEXT, "does not stand at 3"),
        (
            asked("Ada Obi", start=0),
            "Ada Obi sailed to the island of Utsira alone.",
            "not in the report",
        ),
        ({"id": "q1", "question": "Who?", "answers": []}, CONTEXT, "no answer is given"),
    ],
)
def test_what_cannot_be_taken_over_is_told_with_the_reason(
    tmp_path, catalog, question, context, told
):
    done = imported(squad(tmp_path, question, context=context), catalog, None, None)
    assert done.questions == ()
    assert told in done.skipped[0]


def test_a_question_that_is_none_of_ours_is_skipped_with_the_reason(tmp_path, catalog):
    done = imported(squad(tmp_path, asked("Ada Obi")), catalog, None, "xx")
    assert done.questions == ()
    assert "lang" in done.skipped[0]


def test_a_report_that_is_not_in_the_library_and_a_file_that_is_not_squad_are_told(
    tmp_path, catalog
):
    with pytest.raises(NotFound, match="no report"):
        imported(squad(tmp_path, asked("Lima"), title="Nowhere"), catalog, None, None)
    assert imported(
        squad(tmp_path, asked("Lima"), title="x"), catalog, "lights.txt", None
    ).questions
    (tmp_path / "bad.json").write_text('{"rows": []}')
    with pytest.raises(BadInput, match="as SQuAD has it"):
        imported(tmp_path / "bad.json", catalog, None, None)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_csv_is_read_whatever_its_separator(tmp_path, catalog, mark):
    rows = [
        ("question", "report", "paragraphs", "answers", "unanswerable"),
        ("Where did it meet?", "lights.txt", "1|2", "Oslo|in Oslo", ""),
        ("When will it end?", "lights.txt", "", "", "yes"),
    ]
    path = tmp_path / "set.csv"
    path.write_text("\n".join(mark.join(r) for r in rows), encoding="utf-8-sig")
    first, second = imported(path, catalog, None, None).questions
    assert (first.paragraphs, first.answers, first.kind) == (
        ("1", "2"),
        ("Oslo", "in Oslo"),
        "where",
    )
    assert second.unanswerable


def test_a_wrong_row_or_column_is_told_with_its_line(tmp_path, catalog):
    path = tmp_path / "set.csv"
    path.write_text("question,report\nWho?,lights.txt\n")
    with pytest.raises(BadInput, match=r"line 2: .*paragraphs and answers"):
        imported(path, catalog, None, None)
    path.write_text("question,paragraphs,report\nWho chaired, and when?,5,lights.txt\n")
    with pytest.raises(BadInput, match="line 2: more cells than columns; put quotes around"):
        imported(path, catalog, None, None)
    path.write_text(f"question,report\n{'x' * 200_000},lights.txt\n")
    with pytest.raises(BadInput, match=r"line 2: .*save it as CSV again"):
        imported(path, catalog, None, None)
    path.write_text("question,colour\nWho?,blue\n")
    with pytest.raises(BadInput, match="line 1: unknown column 'colour'"):
        imported(path, catalog, None, None)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("كم عدد الأصوات المؤيدة؟", "how_many"),
        ("谁担任主席？", "who"),
        ("Quand la session a-t-elle eu lieu ?", "when"),
        ("Где состоится сессия?", "where"),
        ("¿Cuántas delegaciones?", "how_many"),
        ("Is it so?", "yes_no"),
        ("Budget matters.", "other"),
    ],
)
def test_the_kind_is_told_by_the_interrogative(question, told):
    assert kind(question) == told
