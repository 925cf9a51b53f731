"""Questions that lean on the one before, in six languages; whole ones are left alone."""

import pytest

from app.answer import Turn
from app.follow_up import leans, understood

LEANING = {
    "en": ["And the vice-chairs?", "what about the rapporteur", "In what document was it issued?"],
    "fr": ["Et les vice-présidents ?", "Où s’est-il réuni ?", "Qu’en est-il du rapporteur ?"],
    "es": ["¿Y los vicepresidentes?", "¿Cuándo se aprobó eso?"],
    "ru": ["А заместители?", "Где он собирался?", "И когда?"],
    "zh": ["那副主席呢？", "还有谁？", "它何时开会？"],
    "ar": ["ونواب الرئيس؟", "ماذا عن المقرر؟", "متى اعتمد ذلك؟"],
}
WHOLE = {
    "en": ["Who chaired the Working Group?", "How many meetings were held in 2027?"],
    "fr": ["Qui a présidé le Groupe de travail ?", "Combien de séances ont été tenues ?"],
    "es": ["¿Quién presidió el Grupo de Trabajo?", "¿Cuántas sesiones se celebraron?"],
    "ru": ["Кто председательствовал в Рабочей группе?", "Сколько заседаний было проведено?"],
    "zh": ["谁担任工作组主席？", "举行了多少次会议？"],
    "ar": ["من ترأس الفريق العامل؟", "كم عدد الجلسات التي عقدت؟"],
}


@pytest.mark.parametrize(("lang", "question"), [(k, q) for k, qs in LEANING.items() for q in qs])
def test_a_question_that_leans_is_told(lang, question):
    assert leans(question, lang)


@pytest.mark.parametrize(("lang", "question"), [(k, q) for k, qs in WHOLE.items() for q in qs])
def test_a_whole_question_stands_alone(lang, question):
    assert not leans(question, lang)


def test_what_is_understood_goes_back_to_a_question_that_is_whole():
    history = [Turn("Who spoke?"), Turn("Who chaired the Group?"), Turn("And the vice-chairs?")]
    assert understood("And in 2026?", history) == (
        "Who chaired the Group? And the vice-chairs? And in 2026?"
    )
    assert understood("Where did the Group meet?", history) == "Where did the Group meet?"
    assert understood("And the vice-chairs?", []) == "And the vice-chairs?"
