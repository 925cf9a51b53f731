"""Invented reports: sound in all six languages, and drawn into groups to learn from."""

import json
import random

import pytest

from eval.claims import VERDICTS, Claims, invented_matters, other_number, sentence_matters
from eval.invented import REPORTS, Invented, InventedReport, Question, load_reports
from ingest.language import LANGUAGES

FILES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in REPORTS.glob("*.json")}


@pytest.fixture(scope="module")
def invented():
    return Invented(load_reports("train"))


@pytest.mark.parametrize("name", FILES)
def test_an_answer_stands_in_its_paragraph_in_every_language(name):
    raw = FILES[name]
    assert sorted(raw["languages"]) == sorted(LANGUAGES)
    for p in raw["paragraphs"]:
        assert len(p["text"]) == len(LANGUAGES)
        for q in p["questions"]:
            assert len(q["ask"]) == len(q["answer"]) == len(LANGUAGES)
            assert all(a in text for a, text in zip(q["answer"], p["text"], strict=True))


@pytest.mark.parametrize("name", FILES)
def test_questions_and_claims_are_about_paragraphs_that_there_are(name):
    raw = FILES[name]
    ids = [p["id"] for p in raw["paragraphs"]]
    assert len(set(ids)) == len(ids)
    near = [q["near"] for q in (*raw["unanswerable"], *raw.get("not_found", ()))]
    claimed = [c["paragraph"] for c in raw.get("claims", ())]
    assert set(near) | set(claimed) <= set(ids)
    assert raw["split"] in ("train", "dev")


@pytest.mark.parametrize("seed", range(30))
def test_the_answer_is_where_the_group_says_and_the_other_texts_are_others(invented, seed):
    group = invented.group("en", "ru", 4, random.Random(seed))
    assert len(group.texts) == len(set(group.texts)) == 5
    if group.answer is not None:
        start, end = group.answer
        words = group.texts[0][start:end]
        assert words.strip() == words != ""


def test_some_groups_have_no_answer(invented):
    rng = random.Random(1)
    without = [invented.group("zh", "zh", 4, rng).answer is None for _ in range(200)]
    assert 20 < sum(without) < 70


def test_the_held_out_reports_are_not_trained_on():
    train, dev = load_reports("train"), load_reports("dev")
    assert dev
    texts = {p["en"] for r in train for p in r.paragraphs}
    assert not texts & {p["en"] for r in dev for p in r.paragraphs}


def test_the_three_verdicts_of_a_matter_are_drawn_together():
    drawn = Claims(invented_matters("train")).three("fr", "ar", random.Random(3))
    assert [j.verdict for j in drawn] == list(VERDICTS)
    supported, contradicted, _ = drawn
    assert supported.text == contradicted.text
    assert supported.claim != contradicted.claim


def test_a_claim_with_another_number_is_no_longer_what_the_text_says():
    text = "The Group held 12 meetings in 2027."
    changed = other_number("There were 12 meetings.", text, random.Random(0))
    assert changed is not None
    assert changed.startswith("There were ")
    assert "12 " not in changed
    assert other_number("There were 9 meetings.", text, random.Random(0)) is None


def in_all_languages(text):
    return dict.fromkeys(LANGUAGES, text)


def asked(kind, place, answer):
    return Question(in_all_languages("?"), place, in_all_languages(answer), kind)


def matters_of(*questions):
    paragraphs = (
        "It met in Oslo. Ms. Ada Obi was elected Chair. Mr. Ben Ito kept the records.",
        "The Group held 12 meetings. The Panel held 31 meetings, 9 of them in Rome.",
    )
    report = InventedReport(tuple(map(in_all_languages, paragraphs)), questions, ())
    return sentence_matters([report])


def test_a_sentence_with_the_answer_to_another_question_is_contradicted():
    chair, clerk = asked("who", 0, "Ms. Ada Obi"), asked("who", 0, "Mr. Ben Ito")
    first, second = matters_of(chair, clerk)
    assert first.claims["supported"]["ru"] == "Ms. Ada Obi was elected Chair."
    assert first.claims["contradicted"]["ru"] == "Mr. Ben Ito was elected Chair."
    assert first.rest["ru"] == "It met in Oslo. Mr. Ben Ito kept the records."
    assert second.claims["contradicted"]["zh"] == "Ms. Ada Obi kept the records."


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(("where", 0, "Oslo"), id="of another kind"),
        pytest.param(("how_many", 1, "9 of them"), id="that looks different"),
    ],
)
def test_an_answer_is_not_put_where_it_would_make_no_sentence(other):
    assert matters_of(asked("how_many", 1, "12"), asked(*other)) == []


def test_a_sentence_cut_from_its_paragraph_is_not_found_there():
    claims = Claims(matters_of(asked("how_many", 1, "12"), asked("how_many", 1, "31")))
    drawn = [claims.three("en", "en", random.Random(seed))[2] for seed in range(40)]
    assert {j.verdict for j in drawn} == {"not_found"}
    assert any(j.text == "The Panel held 31 meetings, 9 of them in Rome." for j in drawn)
