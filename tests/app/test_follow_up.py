"""Questions that lean on the one before, in six languages; whole ones are left alone."""

import pytest

from app.answer import Turn
from app.follow_up import leaned_on, leans, naming, reports_meant, understood

LEANING = {
    "en": [
        "what about the rapporteur",
        "In what document was it issued?",
        "And the vice-chairs?",
        "and the vice-chairs",
        "In what document?",
        "what about 2026?",
        "When?",
        "Who else?",
        "How many of them?",
        "by whom",
        "And who proposed it?",
        "Why was it rejected?",
        "At which meeting?",
        "And paragraph 9?",
        "What did they decide?",
        "Which ones?",
        "How about the rapporteur?",
        "ok and where",
        "Its symbol?",
        "Was it adopted?",
        "Tell me more about that",
        "AND WHERE?",
        "So who won?",
        "Who was there?",
        "What happened there?",
        "Who said that?",
    ],
    "fr": [
        "Où s’est-il réuni ?",
        "Qu’en est-il du rapporteur ?",
        "Et les vice-présidents ?",
        "Dans quel document ?",
        "Et en 2026 ?",
        "Quand ?",
        "Qui d’autre ?",
        "Combien d’entre eux ?",
        "Par qui ?",
        "Et le paragraphe 9 ?",
        "Pourquoi ?",
        "À quelle séance ?",
        "Qu’ont-ils décidé ?",
        "Lesquels ?",
        "Et où ?",
        "Quelle est sa cote ?",
        "A-t-il été adopté ?",
        "Celui-ci a-t-il été adopté ?",
        "Alors, qui ?",
        "Combien y en avait-il ?",
        "Est-il ouvert ?",
    ],
    "es": [
        "¿Cuándo se aprobó eso?",
        "¿Y los vicepresidentes?",
        "Y los vicepresidentes?",
        "¿En qué documento?",
        "¿Y en 2026?",
        "¿Cuándo?",
        "¿Quién más?",
        "¿Cuántos de ellos?",
        "¿Por quién?",
        "¿Y el párrafo 9?",
        "¿Por qué?",
        "¿En qué sesión?",
        "¿Qué decidieron ellos?",
        "¿Cuáles?",
        "¿Cuál es su signatura?",
        "¿Fue aprobado?",
        "¿Y dónde?",
        "¿Entonces quién?",
    ],
    "ru": [
        "Где он собирался?",
        "А заместители?",
        "В каком документе?",
        "А в 2026 году?",
        "Когда?",
        "Кто ещё?",
        "Сколько из них?",
        "Кем?",
        "А пункт 9?",
        "Почему?",
        "На каком заседании?",
        "Что они решили?",
        "Какие именно?",
        "И где?",
        "Каков его номер?",
        "Он был принят?",
        "А где же?",
        "Ну а докладчик?",
    ],
    "zh": [
        "它何时开会？",
        "那副主席呢？",
        "副主席呢？",
        "在哪份文件中？",
        "那2026年呢？",
        "什么时候？",
        "还有谁？",
        "其中多少？",
        "由谁提出？",
        "那第9段呢？",
        "为什么？",
        "在第几次会议上？",
        "他们决定了什么？",
        "哪些？",
        "它的文号是什么？",
        "通过了吗？",
        "然后呢？",
        "报告员又是谁？",
        "谁主持？",
        "什么时候开会？",
        "其余成员是谁？",
        "其主席是谁？",
        "为什么没有通过？",
        "那个国家何时加入？",
    ],
    "ar": [
        "ماذا عن المقرر؟",
        "متى اعتمد ذلك؟",
        "ونواب الرئيس؟",
        "في أي وثيقة؟",
        "وفي عام 2026؟",
        "متى؟",
        "من غيرهم؟",
        "كم منهم؟",
        "من قبل من؟",
        "والفقرة 9؟",
        "لماذا؟",
        "في أي جلسة؟",
        "ماذا قرروا؟",
        "أيها؟",
        "ما رمزها؟",
        "هل اعتُمد؟",
        "وأين؟",
        "وماذا عن المقرر؟",
        "ومن هو المقرر؟",
        "من هو؟",
        "ما هي؟",
        "متى عقد هو الجلسة؟",
        "ماذا حدث هناك؟",
        "وعدد الجلسات؟",
        "وهل وافق الفريق؟",
        "ما هو رمزها؟",
        "من هو رئيسهم؟",
    ],
}
WHOLE = {
    "en": [
        "Who chaired the Working Group?",
        "How many meetings were held in 2027?",
        "Which States attended?",
        "In what document was the draft agenda issued?",
        "What is the symbol of the draft report?",
        "When did the session open?",
        "Oslo meeting dates",
        "Organization of work",
        "Did the Group adopt its report?",
        "Andorra's statement",
        "Who is the Chair of the Committee?",
        "What does paragraph 8 say?",
        "vice-chairs of the Group",
        "Are there reservations to the treaty?",
        "How many States parties are there?",
        "Have there been any amendments to the statute?",
        "Who said that the lamps are too dim?",
    ],
    "fr": [
        "Qui a présidé le Groupe de travail ?",
        "Combien de séances ont été tenues ?",
        "Quels États étaient représentés ?",
        "Quand la session s’est-elle ouverte ?",
        "Où le Groupe s’est-il réuni ?",
        "Que dit le paragraphe 8 ?",
        "Le Groupe a-t-il adopté son rapport ?",
        "Y a-t-il eu un vote sur l’article 9 ?",
        "Quelle est la cote du projet de rapport ?",
        "Combien d’États membres y a-t-il ?",
        "Combien y avait-il de phares en Norvège ?",
        "Existe-t-il des réserves au traité ?",
        "Ou est le rapport du Groupe ?",
    ],
    "es": [
        "¿Quién presidió el Grupo de Trabajo?",
        "¿Cuántas sesiones se celebraron?",
        "¿Qué Estados asistieron?",
        "¿Dónde se reunió el Grupo?",
        "¿Aprobó el Grupo su informe?",
        "¿Qué dice el párrafo 8?",
        "¿Cuál es la signatura del proyecto de informe?",
        "Orden del día",
    ],
    "ru": [
        "Кто председательствовал в Рабочей группе?",
        "Сколько заседаний было проведено?",
        "Какие государства участвовали?",
        "Когда открылась сессия?",
        "Приняла ли Группа свой доклад?",
        "Что сказано в пункте 8?",
        "Каково обозначение проекта доклада?",
        "Андорра выступила?",
        "Итоги сессии",
        "Организация работы",
    ],
    "zh": [
        "谁担任工作组主席？",
        "举行了多少次会议？",
        "哪些国家出席了会议？",
        "会议何时开幕？",
        "工作组在哪里开会？",
        "第8段说了什么？",
        "报告草稿的文号是什么？",
        "工作组通过报告了吗？",
        "和平利用核能讨论了什么？",
        "土耳其代表是谁？",
        "北马其顿何时加入条约？",
        "马耳他提出了什么建议？",
        "圭亚那何时加入公约？",
        "谁主持了工作组？",
        "谁是副主席？",
        "尤其关注哪些灯塔问题？",
        "国家应该何时提交报告？",
        "议程项目其他事项讨论了什么？",
    ],
    "ar": [
        "من ترأس الفريق العامل؟",
        "كم عدد الجلسات التي عقدت؟",
        "ما الدول التي حضرت؟",
        "متى افتتحت الدورة؟",
        "أين اجتمع الفريق؟",
        "ماذا تقول الفقرة 8؟",
        "ما رمز مشروع التقرير؟",
        "هل اعتمد الفريق تقريره؟",
        "ولاية الفريق العامل",
        "وثائق الدورة",
        "وفود الدول",
        "وضع المرأة",
        "من هو رئيس الفريق العامل؟",
        "من هم نواب الرئيس؟",
        "ما هي الوثائق المعروضة على الفريق؟",
        "ما هو موعد انعقاد المؤتمر؟",
        "هل هناك تحفظات على المعاهدة؟",
        "وافقت أي دول على التقرير؟",
        "وقعت كم دولة على المعاهدة؟",
    ],
}


@pytest.mark.parametrize(("lang", "question"), [(k, q) for k, qs in LEANING.items() for q in qs])
def test_a_question_that_leans_is_told(lang, question):
    assert leans(question, lang)


@pytest.mark.parametrize(("lang", "question"), [(k, q) for k, qs in WHOLE.items() for q in qs])
def test_a_whole_question_stands_alone(lang, question):
    assert not leans(question, lang)


def test_what_is_understood_goes_back_to_a_question_that_is_whole():
    history = [
        Turn("When did the Committee meet?"),
        Turn("Who chaired the Group?"),
        Turn("And the vice-chairs?"),
    ]

    def asked(question, history):
        return understood(question, leaned_on(question, history))

    assert asked("And in 2026?", history) == (
        "Who chaired the Group? And the vice-chairs? And in 2026?"
    )
    assert asked("Where did the Group meet?", history) == "Where did the Group meet?"
    assert asked("And the vice-chairs?", []) == "And the vice-chairs?"


def test_the_report_stays_meant_and_its_paragraph_does_not():
    earlier = [Turn("What does paragraph 8 of CSO/CONF.2027/WG.II/4 say?")]
    assert naming("And paragraph 9?", earlier) == "And paragraph 9? CSO/CONF.2027/WG.II/4"


def test_the_reports_of_the_turn_before_are_meant_unless_another_document_or_year_is_named():
    earlier = [Turn("Who chaired the Group?", "Ada Obi", ("lights",))]
    assert reports_meant("And the vice-chairs?", earlier) == ("lights",)
    assert reports_meant("And in 2026?", earlier) == ()
    assert reports_meant("And in CSO/CONF.2027/2?", earlier) == ()
    assert reports_meant("And the vice-chairs?", []) == ()
