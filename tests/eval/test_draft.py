"""Proposals for a set, which a person must review."""

import json

import pytest

from eval.draft import drafts
from eval.draft_by_reader import KINDS, QUESTIONS, asked
from eval.questions import load
from ingest.errors import BadInput

TEXT = """Report on Lighthouses

1. The Group met from 3 to 7 May 2027 and held 12 meetings.

2. The Group elected Ms. Ada Obi as Chair and decided to meet again in Lima.

3. The report is in document CSO/CONF.2027/WG.II/3.
"""


def test_dates_counts_names_decisions_and_symbols_are_proposed(parsed):
    found = [json.loads(line) for line in drafts(parsed(TEXT))]
    assert {(d["kind"], d["answers"][0], d["paragraphs"][0]) for d in found} == {
        ("when", "3 to 7 May 2027", "1"),
        ("how_many", "12", "1"),
        ("who", "Ada Obi", "2"),
        ("decision", "to meet again in Lima", "2"),
        ("which_document", "CSO/CONF.2027/WG.II/3", "3"),
    }
    assert all("____" in d["question"] for d in found)
    assert len({d["id"] for d in found}) == len(found)


@pytest.mark.parametrize("lang", ["ar", "zh", "en", "fr", "ru", "es"])
def test_an_answer_is_the_paragraphs_text_in_every_language(sample, lang):
    report = sample(lang)
    found = [json.loads(line) for line in drafts(report)]
    assert {"when", "how_many", "decision", "which_document"} <= {d["kind"] for d in found}
    for d in found:
        assert d["answers"][0] in report.slice(report.find(d["paragraphs"][0]))


def test_a_set_with_a_draft_in_it_is_refused(parsed, tmp_path):
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(drafts(parsed(TEXT))), encoding="utf-8")
    with pytest.raises(BadInput, match="line 1: a draft that no person has reviewed"):
        load(path)


def test_the_reader_proposes_what_every_report_may_be_asked(lighthouse):
    report = lighthouse.index.report("cso-conf-2027-1.en")
    found = [json.loads(line) for line in asked(report, lighthouse)]
    assert all(d["draft"] and d["paragraphs"] and d["answers"] for d in found)
    assert {"who", "when", "where", "decision"} <= {d["kind"] for d in found}
    assert len({d["id"] for d in found}) == len(found)
    assert all(len(questions) == len(KINDS) for questions in QUESTIONS.values())
