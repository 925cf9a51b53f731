"""A set is checked against the reports that it asks about."""

import json

import pytest

from eval.check import check
from ingest.catalog import Catalog
from ingest.files import files

EN = """CSO/CONF.2027/1
Report on Lighthouses

1. The Group met in Oslo.

2. Ada Obi was elected Chair.
"""
FR = """CSO/CONF.2027/1
Rapport sur les phares

1. Le Groupe s’est réuni à Oslo.

2. La présidence a été confiée à une autre personne.
"""
GOOD = {
    "id": "chair-en",
    "lang": "en",
    "question": "Who chaired?",
    "kind": "who",
    "report": "lights.txt",
    "paragraphs": ["2"],
    "answers": ["Ada Obi"],
}


@pytest.fixture
def catalog(tmp_path):
    (tmp_path / "lights.txt").write_text(EN, encoding="utf-8")
    catalog = Catalog(tmp_path / "catalog.sqlite")
    list(catalog.add(files([tmp_path / "lights.txt"])))
    return catalog


def checked(tmp_path, catalog, *changes):
    path = tmp_path / "set.jsonl"
    rows = [{**GOOD, "id": f"{i}", **change} for i, change in enumerate(changes)]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return check(path, catalog)


def test_a_true_set_has_no_remark(tmp_path, catalog):
    assert checked(tmp_path, catalog, {}) == (1, [])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"report": "nowhere.txt"}, "rapporteur ingest"),
        ({"paragraphs": ["3"]}, "no paragraph 3"),
        ({"answers": ["Eve Oba"]}, "no accepted answer stands in paragraph 2"),
    ],
)
def test_what_is_not_true_is_told_with_its_line(tmp_path, catalog, change, told):
    count, (remark,) = checked(tmp_path, catalog, {}, change)
    assert count == 2
    assert str(remark).startswith("set.jsonl, line 2 (1): ")
    assert told in remark.text
    assert not remark.note


def test_an_item_is_cited_as_the_paragraph_that_holds_it(tmp_path, parsed):
    text = "LHC/9\n\nReport\n\n1. The Group adopted its agenda:\n\n1. Opening\n\n2. Closing\n\n"
    (tmp_path / "agenda.txt").write_text(f"{text}2. It met in Oslo.\n", encoding="utf-8")
    catalog = Catalog(tmp_path / "other.sqlite")
    list(catalog.add(files([tmp_path / "agenda.txt"])))
    (report,) = catalog.find("agenda.txt")
    item = next(p.number for p in report.paragraphs if p.kind == "item")
    question = {**GOOD, "report": "agenda.txt", "paragraphs": [item], "answers": ["Opening"]}
    (tmp_path / "set.jsonl").write_text(json.dumps(question))
    _, remarks = check(tmp_path / "set.jsonl", catalog)
    assert any(f"{item} of {report.id} is cited as 1; write 1" in str(r) for r in remarks)


def test_a_gold_paragraph_beside_one_that_holds_the_answer_is_a_note(tmp_path, catalog):
    _, (remark,) = checked(tmp_path, catalog, {"paragraphs": ["1", "2"]})
    assert remark.note
    assert remark.text == "gold paragraph 1 holds no accepted answer; 2 does"


@pytest.mark.parametrize("other", ["Mr. Nobody", "12"])
def test_an_accepted_answer_that_stands_nowhere_is_a_note(tmp_path, catalog, other):
    _, (remark,) = checked(tmp_path, catalog, {"answers": ["Ada Obi", other]})
    assert remark.note
    assert remark.text == f"accepted answer '{other}' stands in no gold paragraph; another does"


@pytest.mark.parametrize(
    "answers",
    [["Ada Obi", "艾达·奥比", "Ада Оби"], {"en": ["Ada Obi"], "fr": ["Mme Obi"]}],
)
def test_an_answer_in_the_words_of_another_language_is_no_matter(tmp_path, catalog, answers):
    assert checked(tmp_path, catalog, {"answers": answers})[1] == []


def test_answers_are_sought_in_the_report_of_their_language(tmp_path, catalog):
    fr = FR.replace("une autre personne", "Mme Obi")
    (tmp_path / "phares.txt").write_text(fr, encoding="utf-8")
    list(catalog.add(files([tmp_path / "phares.txt"])))
    answers = {"en": ["Ada Obi"], "fr": ["Mme Obi", "Ada Obi", "M. Personne"]}
    _, (remark,) = checked(tmp_path, catalog, {"answers": answers})
    assert remark.text == "accepted answer 'M. Personne' stands in no gold paragraph; another does"


def test_every_language_of_the_report_is_checked(tmp_path, catalog):
    (tmp_path / "phares.txt").write_text(FR, encoding="utf-8")
    list(catalog.add(files([tmp_path / "phares.txt"])))
    _, (remark,) = checked(tmp_path, catalog, {})
    assert remark.text == "no accepted answer stands in paragraph 2 of cso-conf-2027-1.fr"


def test_a_question_without_an_answer_needs_its_report_only(tmp_path, catalog):
    nothing = {"paragraphs": [], "answers": [], "unanswerable": True, "reason": "absent"}
    assert checked(tmp_path, catalog, nothing)[1] == []
