"""Yes or no only where judge, facts and words say so together."""

import numpy as np
import pytest

from app.judge import Judge
from app.yes_no import settled, statement
from tests.app.test_agreement import citation


class FakeJudge(Judge):
    """As sure of one verdict as it is told to be."""

    def __init__(self, *probabilities: float) -> None:
        self.probabilities = probabilities

    def judge(self, claim, lang, texts):
        return np.array([self.probabilities])


SUPPORTED, CONTRADICTED, UNSURE = (
    FakeJudge(0.95, 0.03, 0.02),
    FakeJudge(0.03, 0.95, 0.02),
    FakeJudge(0.5, 0.3, 0.2),
)
YES = citation("The Working Group [adopted] its report by consensus.")
NO = citation("The Working Group did not [adopt] its report by consensus.")


@pytest.mark.parametrize(
    ("judge", "said", "told"),
    [
        (SUPPORTED, YES, "yes"),
        (CONTRADICTED, NO, "no"),
        (UNSURE, YES, None),
        (CONTRADICTED, YES, None),
        (SUPPORTED, NO, None),
        (SUPPORTED, citation("The [Committee] met in Oslo."), None),
    ],
)
def test_yes_or_no_is_said_only_where_it_is_certain(judge, said, told):
    assert settled("Did the Working Group adopt its report?", "en", said, judge) == told


def test_a_number_that_is_not_in_the_sentence_settles_nothing():
    said = citation("The Working Group held [12] meetings.")
    assert settled("Did the Working Group hold 10 meetings?", "en", said, SUPPORTED) is None


def test_across_languages_nothing_is_settled():
    said = citation("工作组[通过]了报告。", "zh")
    assert settled("Did the Working Group adopt its report?", "en", said, SUPPORTED) is None


@pytest.mark.parametrize(
    ("lang", "question", "said"),
    [
        ("en", "Did the Group meet in Oslo?", "the Group meet in Oslo"),
        ("fr", "Le Groupe s’est-il réuni ?", "Le Groupe s’est réuni"),
        ("es", "¿Aprobó el Grupo su informe?", "Aprobó el Grupo su informe"),
        ("ru", "Приняла ли Группа доклад?", "Приняла Группа доклад"),
        ("zh", "工作组通过报告了吗？", "工作组通过报告了"),
        ("ar", "هل اعتمد الفريق تقريره؟", "اعتمد الفريق تقريره"),
    ],
)
def test_a_question_is_judged_as_the_statement_in_it(lang, question, said):
    assert statement(question, lang) == said
