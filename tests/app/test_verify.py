"""Verdicts: what supports, what contradicts and in what, and what is not there; a fake model."""

import csv
import io

import docx
import numpy as np
import pytest

from app import verdict_table
from app.assistant import Assistant
from app.judge import FEATURES, PLAIN, VERDICTS, Judge, Text, differs, says
from app.library import Library
from app.reading import Judgement
from app.settings import Settings
from app.verify import claims, decide
from index.encoder import HashingEncoder
from ingest.errors import BadInput, NotFound

REPORT = """Report of the Working Group on Lighthouses

I. Introduction

1. The Group met in Oslo from 3 to 7 May 2027. It was cold.

2. The Group elected Ms. Ada Obi as Chair.
"""


class FakeModel:
    """Finds a claim supported where the text has all its words, contradicted where it has the
    first two, and says nothing of the rest."""

    def judge(self, inputs):
        for i, x in enumerate(inputs):
            words, text = x.asked.rstrip(".").split(), x.text
            if all(w in text for w in words):
                logits = (5.0, 0.0, 0.0)
            elif all(w in text for w in words[:2]):
                logits = (0.0, 5.0, 0.0)
            else:
                logits = (0.0, 0.0, 5.0)
            yield Judgement(i, logits)


@pytest.fixture
def assistant(tmp_path):
    (tmp_path / "lights.txt").write_text(REPORT, encoding="utf-8")
    settings, encoder = Settings(workers=0), HashingEncoder()
    Library(tmp_path / "data", settings, encoder).ingest([tmp_path / "lights.txt"])
    return Assistant(tmp_path / "data", settings, encoder, judge=Judge(FakeModel(), PLAIN))


def test_a_supported_claim_cites_the_sentence_that_proves_it(assistant):
    (checked,) = assistant.verify("The Group met in Oslo.").claims
    assert checked.verdict == "supported"
    citation = checked.citations[0]
    assert citation.paragraph == "1"
    assert citation.quote == "The Group met in Oslo from 3 to 7 May 2027."
    assert checked.differs is None


def test_a_contradicted_claim_says_in_what_it_differs(assistant):
    (checked,) = assistant.verify("The Group met on 3 June 2027.").claims
    assert checked.verdict == "contradicted"
    assert checked.differs == "date"
    assert checked.citations


def test_what_no_paragraph_settles_is_not_found_and_cites_nothing(assistant):
    (checked,) = assistant.verify("Whales sing at night.").claims
    assert (checked.verdict, checked.citations) == ("not_found", ())
    assert checked.passages


def test_a_statement_is_as_good_as_its_worst_claim(assistant):
    said = assistant.verify("The Group met in Oslo. Whales sing at night.", id="c7").to_dict()
    assert (said["id"], said["verdict"], said["citations"]) == ("c7", "not_found", ())
    assert [c["verdict"] for c in said["claims"]] == ["supported", "not_found"]
    assert said["claim"] == "The Group met in Oslo. Whales sing at night."


@pytest.mark.parametrize("statement", ["", "  \n", "x" * 100_001])
def test_a_statement_that_cannot_be_judged_is_refused(assistant, statement):
    with pytest.raises(BadInput):
        assistant.verify(statement)


def test_a_report_that_is_not_there_is_refused(assistant):
    with pytest.raises(NotFound):
        assistant.verify("The Group met.", reports=["A/1"])


def test_claims_are_sentences_without_footnote_marks_and_headings():
    assert claims("Results\nThe Group met.[3] It elected a Chair [1, 2].") == [
        "The Group met.",
        "It elected a Chair.",
    ]
    assert claims("Results") == ["Results"]


@pytest.mark.parametrize(
    "statement",
    [
        "France objected. The session was held in Oslo.",
        "La France protesta. La session eut lieu à Oslo.",
        "Chile objetó. La reunión se celebró en Oslo.",
        "Иран возражал. Сессия состоялась в Осло.",
        "智利反对。会议在奥斯陆举行。",
        "اعترضت إيران. عقدت الدورة في أوسلو.",
    ],
)
def test_a_short_sentence_is_a_claim(statement):
    assert len(claims(statement)) == 2


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "The Working Group on Lighthouses elected Ms.\nObi as its Chair at its first meeting.",
            ["The Working Group on Lighthouses elected Ms. Obi as its Chair at its first meeting."],
        ),
        (
            "Le Groupe a élu sa présidente à la première\nséance de la session. Il a plu.",
            [
                "Le Groupe a élu sa présidente à la première séance de la session.",
                "Il a plu.",
            ],
        ),
        (
            "El Grupo eligió a la Sra. Obi como Presidenta\nen su primera sesión.",
            ["El Grupo eligió a la Sra. Obi como Presidenta en su primera sesión."],
        ),
        (
            "Рабочая группа по маякам избрала г-жу Оби своим\nпредседателем на первом заседании.",
            ["Рабочая группа по маякам избрала г-жу Оби своим председателем на первом заседании."],
        ),
        (
            "工作组在二〇二七年五月举行的第一次会议上选举\n奥比女士担任主席。",
            ["工作组在二〇二七年五月举行的第一次会议上选举奥比女士担任主席。"],
        ),
        (
            "انتخب الفريق العامل المعني بالمنارات السيدة\nأوبي رئيسة له في جلسته الأولى.",
            ["انتخب الفريق العامل المعني بالمنارات السيدة أوبي رئيسة له في جلسته الأولى."],
        ),
        ("Report of the Working Group on Lighthouses\n\nThe Group met in Oslo.", None),
        (
            "Report of the Working Group on Lighthouses\n"
            "The Group met in Oslo from the third to the seventh of May and elected a Chair.",
            None,
        ),
        (
            "The Group met in Oslo from 3 to 7 May 2027 and\nThe Committee lit the lamps",
            None,
        ),
        ("The Group decided the following in May 2027:\n(a) to meet in Oslo.", None),
    ],
)
def test_a_line_that_was_broken_within_a_sentence_goes_on(statement, expected):
    apart = [line for line in statement.split("\n") if line]
    assert claims(statement) == (expected or apart)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("The budget is [500] dollars.", "The budget is [500] dollars."),
        ("The budget is [500].", "The budget is [500]."),
        ("The budget rose[3] in May.", "The budget rose in May."),
        ("预算增加了。[3]", "预算增加了。"),
    ],
)
def test_a_number_in_brackets_is_no_footnote_unless_it_hangs_on_a_word(statement, expected):
    assert claims(statement) == [expected]


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("It held 12 meetings.", "It held 11 meetings.", "number"),
        ("It met in May 2026.", "It met in May 2027.", "date"),
        ("It met in June.", "It met in May.", "date"),
        ("2,000 people came.", "3,000 people came.", "number"),
        ("It opened on 07.05.2027.", "It opened on 7 May 2027.", None),
        ("Ghana was elected.", "Peru was elected.", "name"),
        ("It adopted A/80/1.", "It adopted A/80/2.", "name"),
        ("She was the Vice-Chair.", "She was the Chair.", "role"),
        ("It was not adopted.", "It was adopted.", "negation"),
        ("It was adopted.", "It was approved.", None),
    ],
)
def test_in_what_a_claim_differs(claim, text, expected):
    assert differs(claim, "en", Text(text, "en")) == expected


@pytest.mark.parametrize(
    ("claim", "lang", "text", "expected"),
    [
        ("La tasa fue del 60 por ciento.", "es", "The rate was 60 per cent.", None),
        ("بلغ المعدل 60 في المائة.", "ar", "The rate was 60 per cent.", None),
        ("俄罗斯联邦发言。", "zh", "The Russian Federation spoke.", None),
        ("主席感谢发展中国家。", "zh", "The Chair thanked developing countries.", None),
        ("Кроме того, Председатель выступил.", "ru", "In addition, the Chair spoke.", None),
        ("会议于二〇二七年举行。", "zh", "The meeting was held in 2026.", "date"),
        ("عقدت الدورة في عام ٢٠٢٧.", "ar", "The session was held in 2026.", "date"),
    ],
)
def test_in_what_a_claim_differs_from_a_text_in_another_language(claim, lang, text, expected):
    assert differs(claim, lang, Text(text, "en")) == expected


def test_support_counts_before_contradiction_and_doubt_is_not_found():
    both = np.array([[0.1, 0.8, 0.1], [0.9, 0.05, 0.05]])
    assert decide(both)[::2] == ("supported", [1, 0])
    assert decide(np.array([[0.4, 0.3, 0.3]]))[0] == "not_found"
    assert decide(np.zeros((0, 3)))[0] == "not_found"


def test_features_are_the_models_logits_and_the_facts_that_agree():
    (row,) = Judge(FakeModel(), PLAIN).features("Peru sent 3.", "en", [Text("Peru sent 4.", "en")])
    assert len(row) == FEATURES
    assert VERDICTS[int(row[:3].argmax())] == "contradicted"
    number_missing, number_there = row[3], row[4]
    assert (number_missing, number_there) == (1.0, 0.0)


def test_the_table_holds_every_claim_and_runs_no_formula(assistant):
    done = assistant.verify("The Group met in Oslo. =1+1 is a formula here.").claims
    rows = list(csv.reader(io.StringIO(verdict_table.as_csv(done).decode("utf-8-sig"))))
    assert rows[0] == list(verdict_table.HEADS)
    assert rows[1][:2] == ["The Group met in Oslo.", "supported"]
    assert rows[2][0].startswith("'=")
    table = docx.Document(io.BytesIO(verdict_table.as_docx(done))).tables[0]
    assert table.cell(1, 0).text == "The Group met in Oslo."


def test_a_draft_is_read_in_the_formats_of_reports(tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text("The Group met\nin Oslo.\n", encoding="utf-8")
    assert verdict_table.text_of(str(draft)) == "The Group met in Oslo."
    with pytest.raises(BadInput):
        verdict_table.text_of(str(tmp_path / "no.docx"))
    with pytest.raises(BadInput):
        verdict_table.check("table.xls")


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("The Group did not adopt the report.", True),
        ("the group did not adopt the report", True),
        ("The Group met in Oslo. The Group did not adopt the report.", True),
        ("The Group adopt the report.", False),
        ("13 States took part.", False),
        ("12 States took part.", True),
        ("adopt the report", False),
        ("...", False),
    ],
)
def test_whole_sentences_of_a_text_are_said_by_it(claim, said):
    text = "7. The Group met in Oslo. The Group did not adopt the report. 12 States took part."
    assert says(text, claim) is said
