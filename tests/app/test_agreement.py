"""Citations of one answer: such as say the same, such as disagree, and the rest."""

import pytest

from app.agreement import relation
from app.answer import Citation


def citation(said: str, lang: str = "en") -> Citation:
    """A sentence with its answer between brackets."""
    a, b = said.index("["), said.index("]") - 1
    quote = said.replace("[", "").replace("]", "")
    return Citation(
        "r", "r.txt", None, "", lang, "1", "para. 1", (), 1, quote, 0, len(quote), a, b, 1.0
    )


SAME = [
    ("how_many", "The Group held [12] meetings.", "en", "工作组举行了[十二次]会议。", "zh"),
    ("how_many", "The Group held [twelve] meetings.", "en", "Она провела [12] заседаний.", "ru"),
    ("when", "It met from [3 to 7 May 2027].", "en", "Se reunió del [3 al 7 de mayo].", "es"),
    ("where", "It met in [Norway].", "en", "Il s’est réuni en [Norvège].", "fr"),
    ("which_document", "See [A/79/L.1].", "en", "انظر [A/79/L.1].", "ar"),
    ("who", "It elected [Ms. Ada Obi] as Chair.", "en", "[Ada Obi] took the chair.", "en"),
]
DIFFERENT = [
    ("how_many", "The Group held [12] meetings in 2027.", "The Group held [14] meetings in 2027."),
    ("when", "The Group opened its session on [3 May].", "The Group opened its session [4 May]."),
    ("who", "The Group elected [Ada Obi] as Chair.", "The Group elected [Ida Berg] as Chair."),
    ("where", "The Group held its session in [Peru].", "The Group held its session in [Chile]."),
    (
        "yes_no",
        "The Group [adopted the draft report].",
        "The Group did not [adopt] the draft report.",
    ),
]
RELATED = [
    # another body, another year, another office, something else that is counted
    ("how_many", "The Group held [12] meetings.", "The Committee of Experts had [14] members."),
    ("how_many", "The Group held [12] meetings in 2027.", "The Group held [14] meetings in 2026."),
    ("who", "The Group elected [Ada Obi] as Chair.", "The Group elected [Ida Berg] as Rapporteur."),
    # there may be several
    ("who", "The Group elected [Ada Obi] Vice-Chair.", "The Group elected [Ida Berg] Vice-Chair."),
    # of two forms
    ("when", "The Group met from [3 to 7 May] in Oslo.", "The Group met on [5 May] in Oslo."),
]
OTHER_BODY = [
    (
        "who",
        "[Ada Obi] was elected Chair of the Lamps Committee.",
        "[Ida Berg] was elected Chair of the Lenses Committee.",
        "en",
    ),
    (
        "who",
        "[Ada Obi] was elected Chair of Main Committee I.",
        "[Ida Berg] was elected Chair of Main Committee II.",
        "en",
    ),
    (
        "how_many",
        "The Lamps Committee held [12] meetings.",
        "The Lenses Committee held [15] meetings.",
        "en",
    ),
    ("when", "The Lamps Group met on [3 May 2027].", "The Lens Group met on [4 May 2027].", "en"),
    ("where", "The Lamps Group met in [Peru].", "The Lens Group met in [Chile].", "en"),
    ("yes_no", "The Lamps Group [met] in Oslo.", "The Lens Group did not [meet] in Oslo.", "en"),
    (
        "who",
        "[Ada Obi] a été élue Présidente du Comité des lampes.",
        "[Ida Berg] a été élue Présidente du Comité des lentilles.",
        "fr",
    ),
    (
        "how_many",
        "El Comité de Lámparas celebró [12] sesiones.",
        "El Comité de Lentes celebró [15] sesiones.",
        "es",
    ),
    (
        "how_many",
        "Комитет по лампам провел [12] заседаний.",
        "Комитет по линзам провел [15] заседаний.",
        "ru",
    ),
    ("who", "选举[奥比]为灯具委员会主席。", "选举[贝格]为透镜委员会主席。", "zh"),
    ("how_many", "عقدت لجنة المصابيح [12] جلسة.", "عقدت لجنة العدسات [15] جلسة.", "ar"),
]


@pytest.mark.parametrize(("asked", "first", "lang", "other", "other_lang"), SAME)
def test_the_same_facts_or_words_say_the_same(asked, first, lang, other, other_lang):
    assert relation(asked, citation(first, lang), citation(other, other_lang)) == "same"


@pytest.mark.parametrize(("asked", "first", "other"), DIFFERENT)
def test_another_value_in_the_same_sentence_disagrees(asked, first, other):
    assert relation(asked, citation(first), citation(other)) == "differs"
    assert relation(asked, citation(other), citation(first)) == "differs"


@pytest.mark.parametrize(("asked", "first", "other"), RELATED)
def test_what_is_said_of_something_else_does_not_disagree(asked, first, other):
    assert relation(asked, citation(first), citation(other)) == "related"


def test_across_languages_several_facts_must_be_the_same_before_one_disagrees():
    first = citation("In Norway the Chair held [12] meetings.")
    other = citation("En Norvège, la Présidente a tenu [14] séances.", "fr")
    assert relation("how_many", first, other) == "differs"
    other = citation("La Présidente a tenu [14] séances.", "fr")
    assert relation("how_many", first, other) == "related"


@pytest.mark.parametrize(("asked", "first", "other", "lang"), OTHER_BODY)
def test_what_is_said_of_another_body_does_not_disagree(asked, first, other, lang):
    assert relation(asked, citation(first, lang), citation(other, lang)) == "related"
    assert relation(asked, citation(other, lang), citation(first, lang)) == "related"


def test_adopting_without_a_vote_is_no_denial():
    first = citation("[The draft report] was adopted without a vote.")
    assert relation("yes_no", first, citation("The draft report was [adopted].")) == "related"
