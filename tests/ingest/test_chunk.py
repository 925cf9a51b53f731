"""Reports to chunks: what is ranked, and what it proves."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import tokens
from ingest.chunk import chunks, cited_paragraph

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


def text_of(report, chunk):
    return report.text[chunk.start : chunk.end]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_unit_that_fits_is_one_chunk_in_order(sample, lang):
    report = sample(lang)
    made = chunks(report, 2000)
    assert [(c.unit, c.start, c.end) for c in made] == [
        (p.number, p.start, p.end) for p in report.paragraphs
    ]
    assert {c.part for c in made} == {0}


@pytest.mark.parametrize("limit", [24, 40, 60])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_chunk_is_over_the_limit(sample, lang, limit):
    report = sample(lang)
    made = chunks(report, limit)
    assert max(tokens.count(text_of(report, c)) for c in made) <= limit
    assert len(made) > len(report.paragraphs)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pieces_of_a_unit_lie_inside_it_in_order_and_hold_all_of_it(sample, lang):
    report = sample(lang)
    by_unit = {}
    for c in chunks(report, 24):
        by_unit.setdefault(c.unit, []).append(c)
    for p in report.paragraphs:
        pieces = by_unit[p.number]
        assert [c.part for c in pieces] == list(range(len(pieces)))
        assert pieces[0].start == p.start
        assert pieces[-1].end == p.end
        for before, after in pairwise(pieces):
            assert before.end <= after.start
            assert not report.text[before.end : after.start].strip()


def test_a_long_paragraph_is_cut_between_sentences(parsed):
    report = parsed("1. The lamps were lit. The lamps were dark. The lamps were sold.")
    pieces = [text_of(report, c) for c in chunks(report, 6)]
    assert pieces == ["The lamps were lit.", "The lamps were dark.", "The lamps were sold."]


def test_a_number_above_its_parts_is_no_chunk(parsed):
    report = parsed(
        "1. It met.\n\n2. (a) It agreed on lamps;\n\n(b) It agreed on oil.\n\n3. It ended."
    )
    assert [p.number for p in report.paragraphs] == ["1", "2", "2(a)", "2(b)", "3"]
    assert [c.paragraph for c in chunks(report, 400)] == ["1", "2(a)", "2(b)", "3"]


def test_sentences_share_a_chunk_while_they_fit(parsed):
    report = parsed("1. The lamps were lit. The lamps were dark. The lamps were sold.")
    pieces = [text_of(report, c) for c in chunks(report, 12)]
    assert pieces == ["The lamps were lit. The lamps were dark.", "The lamps were sold."]


def test_a_sentence_over_the_limit_is_cut_at_its_commas(parsed):
    states = "挪威、智利、斐济、肯尼亚、冰岛、马耳他、葡萄牙、新西兰、阿根廷、澳大利亚"
    report = parsed(f"1. 下列国家参加了会议：{states}。")
    pieces = [text_of(report, c) for c in chunks(report, 10)]
    assert len(pieces) > 2
    assert all(piece.endswith(("、", "：", "。")) for piece in pieces)
    assert "".join(pieces) == report.slice(report.find("1"))


@given(st.integers(1, 400), st.integers(3, 30))
def test_a_word_without_an_end_is_cut_within_the_limit(parsed, length, limit):
    report = parsed(f"1. {'ab7' * length}")
    made = chunks(report, limit)
    assert max(tokens.count(text_of(report, c)) for c in made) <= limit
    assert "".join(text_of(report, c) for c in made) == "ab7" * length


def test_a_word_of_rare_characters_is_cut_within_the_limit(parsed):
    report = parsed("1. " + "龘" * 500)  # three tokens each
    assert max(tokens.count(text_of(report, c)) for c in chunks(report, 400)) <= 400


@pytest.mark.parametrize("limit", [16, 400])
def test_ids_are_unique_in_a_library_of_six_languages(sample, limit):
    ids = [c.id for lang in LANGUAGES for c in chunks(sample(lang), limit)]
    assert len(ids) == len(set(ids))


def test_an_id_names_report_unit_and_piece(sample):
    made = {c.id: c for c in chunks(sample("en"), 24)}
    first = made["cso-conf-2027-wg-ii-4.en#para_13__subpara_a__item_2"]
    assert first.unit == "13(a)(ii)"
    assert made["cso-conf-2027-wg-ii-4.en#para_8@1"].part == 1


def test_an_item_and_a_row_prove_the_paragraph_that_holds_them(sample):
    owners = {c.unit: c.paragraph for c in chunks(sample("zh"), 400)}
    assert owners["6.item3"] == "6"
    assert owners["21.row5"] == "21"
    assert owners["13(a)(i)"] == "13(a)(i)"
    assert owners["note1"] == "note1"
    assert cited_paragraph(sample("zh"), "6.item3") == "6"


def test_the_context_is_the_headings_and_the_lines_that_lead_in(sample):
    report = sample("en")
    context = {c.unit: c.context for c in chunks(report, 400)}["13(a)(ii)"]
    lead = report.slice(report.find("13(a)"))
    assert context.endswith(lead)
    assert context.startswith("III. Draft protocol") or len(context) == 240
    assert "B. Access to data" in context


def test_the_context_of_an_item_is_its_paragraph_s_first_line(sample):
    contexts = {c.unit: c.context for c in chunks(sample("en"), 400)}
    assert contexts["6.item2"].endswith("without amendment, as follows:")
    assert contexts["1"] == "I. Introduction"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_context_never_stands_in_the_span_and_is_never_long(sample, lang):
    report = sample(lang)
    for c in chunks(report, 400):
        assert len(c.context) <= 240
        if c.context:
            assert c.context not in text_of(report, c)
