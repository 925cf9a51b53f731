"""Templates of facts: sound in all six languages, and drawn into groups to learn from."""

import random
import re

import pytest

from eval.procedures import FACTS, Procedures, load_facts
from ingest.language import LANGUAGES

ALL = load_facts()
NAMES = {f"{f.theme}/{f.id}": f for f in ALL}


@pytest.fixture(scope="module")
def procedures():
    return Procedures(ALL)


def in_each(value):
    return dict.fromkeys(LANGUAGES, value) if isinstance(value, str) else value


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_stands_in_every_wording_of_its_fact(name):
    fact = NAMES[name]
    for question in fact.questions:
        answer = in_each(question["answer"])
        assert set(answer) == set(question["ask"]) == set(LANGUAGES)
        for text in fact.texts:
            assert all(answer[lang] in text[lang] for lang in LANGUAGES)


@pytest.mark.parametrize("name", NAMES)
def test_a_wording_says_the_same_in_every_language(name):
    for text in NAMES[name].texts:
        slots = {lang: sorted(set(re.findall(r"\{(\w+)\}", text[lang]))) for lang in LANGUAGES}
        assert len(set(map(tuple, slots.values()))) == 1, slots


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_group_is_an_answer_and_texts_that_do_not_give_it(procedures, lang):
    rng = random.Random(7)
    for _ in range(200):
        group = procedures.group(rng.choice(LANGUAGES), lang, 4, rng)
        start, end = group.answer
        answer = group.texts[0][start:end]
        assert answer.strip() == answer != ""
        assert len(set(group.texts)) == 5
        assert not any(re.search(r"[{}]", text) for text in (group.question, *group.texts))


def test_the_same_seed_draws_the_same_groups(procedures):
    drawn = [procedures.group("en", "zh", 4, random.Random(3)) for _ in range(2)]
    assert drawn[0] == drawn[1]


def test_names_are_there_in_all_languages(procedures):
    slots = procedures._draw.all(ALL[0], random.Random(1))
    assert all(set(words) == set(LANGUAGES) for words in slots.values())
    assert slots["fulldate1"]["zh"].endswith("日")


def test_every_theme_is_a_file():
    assert {f.theme for f in ALL} == {p.stem for p in FACTS.glob("*.json")} - {"names"}
