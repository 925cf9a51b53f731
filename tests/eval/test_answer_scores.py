"""Words of answers, against SQuAD's own scorer and against values that are known."""

import re
import string
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.answer_scores import exact_match, f1, scores

WORDS = ["the", "a", "an", "Chair", "chair", "Ada-Obi", "U.S.", "19", "votes,", "(Oslo)", "can't"]
PHRASES = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


def squad_normal(s):
    """Of the published evaluate-v1.1.py (Rajpurkar et al. 2016), as it is."""
    s = "".join(ch for ch in s.lower() if ch not in set(string.punctuation))
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", s).split())


def squad_f1(prediction, truth):
    a, b = squad_normal(prediction).split(), squad_normal(truth).split()
    if not a or not b:  # evaluate-v2.0.py
        return float(a == b)
    same = sum((Counter(a) & Counter(b)).values())
    if same == 0:
        return 0.0
    precision, recall = same / len(a), same / len(b)
    return 2 * precision * recall / (precision + recall)


@given(PHRASES, PHRASES)
def test_english_is_scored_as_squad_scores_it(said, accepted):
    assert f1(said, "en", [accepted]) == pytest.approx(squad_f1(said, accepted))
    assert exact_match(said, "en", [accepted]) == (squad_normal(said) == squad_normal(accepted))


def test_chinese_is_scored_by_characters():
    assert f1("工作组主席", "zh", ["主席"]) == pytest.approx(2 * (2 / 5) * 1 / (2 / 5 + 1))
    assert exact_match("2023 年 7 月", "zh", ["2023年7月。"])


@pytest.mark.parametrize(
    ("lang", "said", "accepted"),
    [
        ("fr", "L’amendement du Groupe", "amendement Groupe"),
        ("es", "la enmienda", "Enmienda"),
        ("ar", "التعديل", "تعديل"),
        ("ru", "«Поправка»", "поправка"),
    ],
)
def test_articles_and_marks_of_each_language_do_not_count(lang, said, accepted):
    assert exact_match(said, lang, [accepted])


def test_the_nearest_accepted_answer_counts():
    assert f1("Ada Obi", "en", ["Ion Pop", "Ms. Ada Obi"]) == pytest.approx(0.8)
    assert f1("", "en", ["Ion Pop"]) == 0.0


@pytest.mark.parametrize(
    ("said", "lang", "accepted", "numbers"),
    [
        ("19票赞成", "zh", ["19 votes"], True),
        ("nineteen votes", "en", ["19 votes"], True),
        ("20 votes", "en", ["19 votes"], False),
        ("19 of 28 votes", "en", ["19 votes"], False),
        ("32万美元", "zh", ["$320,000"], True),
        ("the Chair", "en", ["the Chair"], None),
        ("", "en", ["19 votes"], False),
    ],
)
def test_numbers_are_compared_by_their_values(said, lang, accepted, numbers):
    assert scores(said, lang, accepted).numbers is numbers


@pytest.mark.parametrize(
    ("said", "lang", "dates"),
    [
        ("2027年6月30日", "zh", True),
        ("30 حزيران/يونيه 2027", "ar", True),
        ("30 July 2027", "en", False),
        ("30 June 2028", "en", False),
    ],
)
def test_dates_are_compared_in_every_language(said, lang, dates):
    assert scores(said, lang, ["30 June 2027"]).dates is dates
