"""No sentence of a language model counts that the report does not say, whoever judges."""

import itertools
from collections import Counter

import numpy as np
import pytest

from app.judge import Judge
from app.judge import load as load_weights
from app.reading import CARD, ReaderModel
from app.writer import Writer
from app.writer_model import ServedModel
from app.written import Draft, check, clauses
from ingest.language import LANGUAGES
from tests.app.adversary import attacks, limited, numbered, quotes
from tests.app.model_server import sentence, served

MOST = 5  # drafts of a kind and language
AT_ONCE = 12  # sentences that are read of one answer


class Agrees:
    """A judge that finds everything supported: the rules are alone."""

    def judge(self, claim, lang, texts):
        return np.array([[1.0, 0.0, 0.0]] * len(texts))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_adversarial_draft_is_supported_whatever_the_judge_says(sample, parsed, lang):
    given = limited(lang, numbered(sample(lang)), parsed)
    made = list(attacks(lang, given, MOST))
    assert len(made) >= 35
    kinds = Counter(a.kind for a in made)
    assert len(kinds) >= 11, kinds
    assert kinds["left out"] == MOST
    believed = [a for a in made if check(a.draft, given, Agrees()).supported]
    assert believed == []


def test_over_200_adversarial_drafts_from_a_server_none_is_displayed_as_supported(sample, parsed):
    displayed = 0
    with served() as (server, address):
        model = ServedModel(address, "fake", "", 60)
        for lang in LANGUAGES:
            given = limited(lang, numbered(sample(lang)), parsed)
            made = iter(attacks(lang, given, MOST))
            while batch := list(itertools.islice(made, AT_ONCE)):
                server.write(*(sentence(a.draft.text, *a.draft.rests_on) for a in batch))
                writer = Writer(model, Agrees(), 100_000)
                written = writer.write("?", lang, list(given.values()), lambda s: None)
                assert written.supported == ()
                displayed += len(written.sentences)
    assert displayed >= 200


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_reports_own_sentences_are_supported_with_the_trained_judge(sample, lang):
    given = numbered(sample(lang))
    judge = Judge(ReaderModel(), load_weights(CARD))
    told = list(itertools.islice(quotes(given), 12))
    right = [check(Draft(q, ((n, q),)), given, judge).supported for n, q in told]
    assert np.mean(right) >= 0.75


def test_a_clause_ends_at_punctuation_but_not_inside_a_number():
    said = clauses("In 2027, the Group (of 1,000 members) met at 10:30; it left.", "en")
    words = [c.words for c in said]
    assert words == [
        ("in", "2027"),
        ("group",),
        ("of", "1,000", "members"),
        ("met", "at", "10:30"),
        ("it", "left"),
    ]


LISTED = (
    "At its 2nd meeting, on 4 May, the Group elected Ms. Obi (Ghana) as Chair, Mr. Paz (Peru) as "
    "Rapporteur."
)
OFFICES = "The Group elected Ms. Obi (as Chair) and Mr. Paz (as Rapporteur)."
STATEMENTS = "Ms. Obi, in her statement, supported the text, and Mr. Paz, in his, opposed it."
IF = "If the Committee agrees, the Group will meet in Oslo."
SAID = "The plan works, Ghana said, and Peru left."
SUBJECT = "The Group adopted the plan, subject to approval by the Committee."
COMMITTEE = "The Committee lit the lamps, which weigh 10² tonnes."
COMMITTEE_A = "In May, Committee A lit a lamp in 2027¹."
MEMBERS = "The Group has 1,000 members, of whom 12 spoke."


@pytest.mark.parametrize(
    ("source", "text", "reason"),
    [
        (LISTED, "The Group elected Ms. Obi (Ghana) as Chair.", None),
        (LISTED, "At its 2nd meeting, the Group elected Ms. Obi as Chair.", "words"),
        (LISTED, "The Group elected Ms. Obi as Chair.", None),
        (LISTED, "The Group elected Ms. Obi as Rapporteur.", "words"),
        (LISTED, "The Group elected Mr. Paz as Chair, Ms. Obi as Rapporteur.", "words"),
        (OFFICES, "The Group elected Ms. Obi and Mr. Paz (as Rapporteur).", "left_out"),
        (STATEMENTS, "Ms. Obi opposed it.", "words"),
        (STATEMENTS, "Mr. Paz, in his, opposed it.", "words"),
        (IF, "The Group will meet in Oslo.", "left_out"),
        (IF, IF, None),
        (SAID, "The plan works.", "left_out"),
        (SAID, "The plan works and Peru left.", "words"),
        (SUBJECT, "The Group adopted the plan.", "left_out"),
        (SUBJECT, "Group adopted the plan subject to approval by the Committee.", None),
        (SUBJECT, "The Committee adopted the plan, subject to approval by the Group.", "words"),
        (COMMITTEE, "The Committee lit the lamps.", None),
        (COMMITTEE, "Committee A lit the lamps.", "words"),
        (COMMITTEE, "The Committee lit the lamps, which weigh 102 tonnes.", "number"),
        (COMMITTEE, "The Committee lit the lamps, which weigh 10² tonnes.", None),
        (COMMITTEE_A, "Committee A lit the lamp in 2027.", None),
        (COMMITTEE_A, "The Committee lit a lamp in 2027.", "words"),
        (MEMBERS, "The Group has 1,000 members.", None),
        (MEMBERS, "The Group has 1 members.", "number"),
        (MEMBERS, "The Group has members.", "words"),
    ],
)
def test_a_shortening_leaves_out_nothing_that_turns_the_meaning(parsed, source, text, reason):
    given = numbered(parsed(f"Report\n\n1. {source}\n"))
    assert check(Draft(text, ((1, source),)), given, Agrees()).reason == reason


@pytest.mark.parametrize(
    ("lang", "source", "text"),
    [
        ("en", "On 4 May all members agreed, apart from Chile.", "On 4 May all members agreed."),
        ("en", "The lamp was lit, save in Oslo.", "The lamp was lit."),
        ("en", "The lamp was lit, excluding the spare one.", "The lamp was lit."),
        ("en", "One member warned: 12 lamps were lit.", "12 lamps were lit."),
        ("en", "It was reported, the lamp was lit.", "The lamp was lit."),
        ("en", "As Chile complained, the lamp was lit.", "The lamp was lit."),
        ("en", "The lamp was perhaps lit, only for a day.", "The lamp was perhaps lit."),
        ("en", "All members agreed, with Chile alone against.", "All members agreed."),
        ("fr", "Tous ont accepté, à l’exception du Chili.", "Tous ont accepté."),
        ("fr", "La lampe a été allumée, hormis à Oslo.", "La lampe a été allumée."),
        ("fr", "Un membre a averti : la lampe a été allumée.", "La lampe a été allumée."),
        ("fr", "Tous ont accepté, le Chili étant contre.", "Tous ont accepté."),
        ("es", "Aceptaron los 12 miembros, con excepción de Chile.", "Aceptaron los 12 miembros."),
        ("es", "Se encendió la lámpara, aparte de la de Oslo.", "Se encendió la lámpara."),
        ("es", "Como advirtió un miembro, se encendió la lámpara.", "Se encendió la lámpara."),
        ("ru", "Согласились 12 членов, помимо Чили.", "Согласились 12 членов."),
        ("ru", "Лампу зажгли, исключая Осло.", "Лампу зажгли."),
        ("ru", "Один из членов предупредил: лампу зажгли.", "Лампу зажгли."),
        ("zh", "除智利外，成员于5月4日点亮了灯。", "成员于5月4日点亮了灯。"),
        ("zh", "一名成员警告，成员于5月4日点亮了灯。", "成员于5月4日点亮了灯。"),
        ("zh", "成员指出，灯于5月4日点亮。", "灯于5月4日点亮。"),
        ("ar", "وافق جميع الأعضاء، ما عدا شيلي.", "وافق جميع الأعضاء."),
        ("ar", "أضاء الأعضاء المصباح، سوى في أوسلو.", "أضاء الأعضاء المصباح."),
        ("ar", "حذر أحد الأعضاء: أضاء الحارس المصباح.", "أضاء الحارس المصباح."),
        ("en", "The draft was adopted, then withdrawn.", "The draft was adopted."),
        ("en", "The draft was adopted, and later revoked.", "The draft was adopted."),
        ("en", "The lamp was lit, with part 5 deleted.", "The lamp was lit."),
        ("en", "It is false, the lamp was lit.", "The lamp was lit."),
        ("fr", "Le projet a été adopté, puis retiré.", "Le projet a été adopté."),
        ("fr", "C’est faux : la lampe a été allumée.", "La lampe a été allumée."),
        ("es", "El proyecto se aprobó, luego se retiró.", "El proyecto se aprobó."),
        ("es", "Es falso: se encendió la lámpara.", "Se encendió la lámpara."),
        ("ru", "Проект был принят, затем отозван.", "Проект был принят."),
        ("ru", "Это ложь: лампу зажгли.", "Лампу зажгли."),
        ("zh", "该组通过了草案，后来撤回了草案。", "该组通过了草案。"),
        ("zh", "消息虚假，该组通过了草案。", "该组通过了草案。"),
        ("ar", "اعتمد الفريق النص، ثم سحب النص.", "اعتمد الفريق النص."),
        ("ar", "هذا خطأ: اعتمد الفريق النص.", "اعتمد الفريق النص."),
    ],
)
def test_exceptions_and_whose_words_they_are_may_not_be_left_out(parsed, lang, source, text):
    given = numbered(parsed(f"Report\n\n1. {source}\n"))
    assert check(Draft(source, ((1, source),)), given, Agrees()).supported
    assert check(Draft(text, ((1, source),)), given, Agrees()).reason == "left_out"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("At its 2nd meeting, on 4 May, the Group lit the lamp.", "The Group lit the lamp."),
        ("All members agreed, after a short break.", "All members agreed."),
        ("到会议闭幕时，该组消除了分歧，点亮了若干灯。", "到会议闭幕时，该组消除了分歧。"),
        ("该组除其他外，点亮了若干灯。", "点亮了若干灯。"),
    ],
)
def test_what_turns_nothing_may_be_left_out(parsed, source, text):
    given = numbered(parsed(f"Report\n\n1. {source}\n"))
    assert check(Draft(text, ((1, source),)), given, Agrees()).supported
