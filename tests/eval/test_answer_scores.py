"""Words of answers, against published scorers and against values that are known."""

import re
import string
import unicodedata
from collections import Counter
from difflib import SequenceMatcher

import pytest
from hypothesis import assume, given
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


HAN = st.text(alphabet="工作组主席2023年7月 ，。（）ab", max_size=14)


def mlqa_tokens(text):
    """Of the published mlqa_evaluation_v1.py (Lewis et al. 2020) for Chinese: normalised, single
    characters of Chinese, words of anything else."""
    text = "".join(c for c in text.lower() if not unicodedata.category(c).startswith("P"))
    return re.sub(r"([\u4e00-\u9fa5])", r" \1 ", text).split()


def mlqa_f1(said, accepted):
    a, b = mlqa_tokens(said), mlqa_tokens(accepted)
    same = sum((Counter(a) & Counter(b)).values())
    if same == 0:
        return 0.0
    precision, recall = same / len(a), same / len(b)
    return 2 * precision * recall / (precision + recall)


def cmrc_f1(said, accepted):
    """Of the published cmrc2018_evaluate.py (Cui et al. 2019): the longest common run counts."""
    a, b = mlqa_tokens(said), mlqa_tokens(accepted)
    same = SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
    return 2 * same / (len(a) + len(b)) if same else 0.0


@given(HAN, HAN)
def test_chinese_is_scored_as_mlqa_scores_it_and_never_under_cmrc(said, accepted):
    assume(mlqa_tokens(said) or mlqa_tokens(accepted))  # both leave nothing against nothing open
    assert f1(said, "zh", [accepted]) == pytest.approx(mlqa_f1(said, accepted))
    assert f1(said, "zh", [accepted]) >= cmrc_f1(said, accepted) - 1e-9
    assert exact_match(said, "zh", [accepted]) == (mlqa_tokens(said) == mlqa_tokens(accepted))


def test_a_whole_run_of_chinese_scores_the_same_as_cmrc():
    assert f1("工作组主席", "zh", ["主席"]) == pytest.approx(cmrc_f1("工作组主席", "主席"))


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
