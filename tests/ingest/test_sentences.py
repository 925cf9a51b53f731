"""Sentences as spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import clauses, sentences


def cut(text, *bounds):
    return [text[a:b] for a, b in sentences(text, *bounds)]


@pytest.mark.parametrize(
    "first",
    [
        "Mr. Ali met Ms. Obi and Dr. Paz.",
        "See paras. 3 and No. 5 of vol. 2.",
        "The deadline was 6 p.m. on 9 March.",
        "It cost 4.5 per cent of 1,000.25 dollars.",
        "Ms. A. B. Obi (Kenya) spoke, e.g. on funds.",
        "M. Durand et Mme. Petit ont parlé.",
        "El Sr. Paz citó el párr. 3 y el núm. 5.",
        "См. п. 3 и ст. 4 доклада.",
        "Он обошелся в 4 млн. долл. США.",
        "H.E. Mr. Li and Amb. Obi cited No. 5 of A/79/L.1/Rev. 1.",
        "Voir art. 5, par. 2, et A/79/L.1/Add. 3.",
        "El Excmo. Sr. Paz habló.",
        "Г-н А. Б. Иванов сослался на док. A/79/L.1.",
        "تكلم السيد ع. محمد (الوثيقة A/79/L.1).",
    ],
)
def test_an_abbreviation_ends_no_sentence(first):
    assert cut(f"{first} Then the rest.") == [first, "Then the rest."]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("会议开幕。主席发言！结束了吗？是。", ["会议开幕。", "主席发言！", "结束了吗？", "是。"]),
        ("主席说：“会议结束。”代表离开。", ["主席说：“会议结束。”", "代表离开。"]),
        ("会议结束（见第5段。）。完。", ["会议结束（见第5段。）。", "完。"]),
        ("There is more to add. The end.", ["There is more to add.", "The end."]),
        ("工作组(见第一次会议。)决定。", ["工作组(见第一次会议。)", "决定。"]),
        ("هل انعقدت الدورة؟ نعم. اختتمت.", ["هل انعقدت الدورة؟", "نعم.", "اختتمت."]),
        ("Done! Really? Yes. End", ["Done!", "Really?", "Yes.", "End"]),
        ("He said “stop.” Then he left.", ["He said “stop.”", "Then he left."]),
        ("Il a dit : « fini. » Puis rien.", ["Il a dit : « fini. »", "Puis rien."]),
        ("A line\nanother line\n\nthe last", ["A line", "another line", "the last"]),
    ],
)
def test_sentences_end_where_each_language_ends_them(text, wanted):
    assert cut(text) == wanted


def test_a_full_stop_before_a_small_letter_ends_no_sentence():
    assert cut("It met at approx. six. It closed.") == ["It met at approx. six.", "It closed."]


def test_a_decimal_point_ends_no_sentence():
    assert cut("187.5 million were pledged. Thanks.") == ["187.5 million were pledged.", "Thanks."]


def test_only_the_part_that_is_asked_for_is_cut():
    text = "One. Two. Three."
    assert cut(text, 5, 9) == ["Two."]
    assert cut(text, 5) == ["Two.", "Three."]


def test_white_space_alone_holds_no_sentence():
    assert sentences(" \n\t ") == []
    assert sentences("") == []


texts = st.text(alphabet="aB1 .!?؟。？！；;：:\n\t\u3000”)»中文мяAب")


@given(texts)
def test_sentences_cover_everything_but_white_space(text):
    covered = set()
    for a, b in sentences(text):
        covered |= set(range(a, b))
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())


@given(texts, st.integers(0, 40), st.integers(0, 40))
def test_sentences_are_in_order_apart_and_within_bounds(text, start, length):
    start = min(start, len(text))
    end = min(start + length, len(text))
    last = start
    for a, b in sentences(text, start, end):
        assert last <= a < b <= end
        assert text[a:b] == text[a:b].strip()
        last = b


@given(texts)
def test_clauses_cover_a_text_without_gaps(text):
    last = 0
    for a, b in clauses(text, 0, len(text)):
        assert a == last
        assert a < b
        last = b
    assert last == len(text)
