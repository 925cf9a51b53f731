"""The lexical leg: what it finds, keeps and leaves out."""

import numpy as np
import pytest

from index.lexical import LexicalIndex

ROWS = [
    ("The Group adopted the agenda (LHC/CONF.2031/WG.I/1).", "en"),
    ("The Group elected Ms. Odour of Kenya as Chair.", "en"),
    ("工作组以鼓掌方式选举肯尼亚的阿米娜·奥杜尔担任主席。", "zh"),
    ("工作组通过了议程(LHC/CONF.2031/WG.I/1)。", "zh"),
    ("The Group heard six statements on lamps and more lamps.", "en"),
    ("انتخب الفريق العامل السيدة أودور رئيسة.", "ar"),
]


@pytest.fixture(scope="module")
def index():
    return LexicalIndex.build(ROWS)


def rows(found):
    return [row for row, _ in found]


def test_a_word_finds_its_row(index):
    assert rows(index.search("Who elected the Chair?", "en", 10))[0] == 1


def test_a_symbol_finds_its_rows_in_every_language(index):
    assert set(rows(index.search("LHC/CONF.2031/WG.I/1", "en", 10))) == {0, 3}
    assert set(rows(index.search("lhc conf 2031 wg.i 1", "fr", 10))) >= {0, 3}


def test_chinese_finds_chinese(index):
    assert rows(index.search("谁担任主席？", "zh", 10))[0] == 2


def test_arabic_finds_arabic(index):
    assert rows(index.search("من هي الرئيسة؟", "ar", 10))[0] == 5


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("Who was elected Chair?", "en"),
        ("Qui a été élu Président ?", "fr"),
        ("¿Quién fue elegida Presidenta?", "es"),
        ("Кто был избран Председателем?", "ru"),
        ("من هي الرئيسة؟", "ar"),
        ("谁当选主席？", "zh"),
    ],
)
def test_a_word_finds_its_translations_after_its_own_language(index, question, lang):
    found = rows(index.search(question, lang, 10))
    assert set(found[:3]) == {1, 2, 5}


def test_a_translation_counts_less_than_the_word(index):
    found = dict(index.search("Chair", "en", 10))
    assert found[1] > found[2] > 0


def test_a_number_is_found_in_every_language():
    index = LexicalIndex.build([("工作组于2031年开会。", "zh"), ("В 2029 году.", "ru")])
    assert rows(index.search("in 2031", "en", 10)) == [0]


def test_a_row_that_shares_no_token_is_not_found(index):
    assert index.search("submarine cables", "en", 10) == []
    assert index.search("", "en", 10) == []


def test_a_word_that_stands_there_twice_scores_higher_than_once():
    index = LexicalIndex.build([("lamps are lit here", "en"), ("lamps and lamps here", "en")])
    assert rows(index.search("lamps", "en", 10)) == [1, 0]


def test_scores_fall_and_ties_keep_the_order_of_rows():
    index = LexicalIndex.build([("lamps lit", "en")] * 3 + [("nothing", "en")])
    found = index.search("lamps", "en", 10)
    assert rows(found) == [0, 1, 2]
    assert len({score for _, score in found}) == 1
    assert found[0][1] > 0


def test_no_more_rows_than_asked_for(index):
    assert len(index.search("Group", "en", 2)) == 2


def test_only_allowed_rows_are_found(index):
    allowed = np.zeros(len(ROWS), bool)
    allowed[3] = True
    assert rows(index.search("LHC/CONF.2031/WG.I/1", "en", 10, allowed)) == [3]
    assert index.search("LHC/CONF.2031/WG.I/1", "en", 10, np.zeros(len(ROWS), bool)) == []


@pytest.mark.parametrize("question", ["elected Chair Group", "LHC/CONF.2031/WG.I/1", "选举主席"])
def test_a_saved_index_finds_what_it_found_before(index, tmp_path, question):
    index.save(tmp_path / "lexical")
    loaded = LexicalIndex.load(tmp_path / "lexical")
    assert loaded.search(question, "en", 10) == index.search(question, "en", 10)
    assert index.search(question, "en", 10)


def test_an_index_without_a_token_finds_nothing_also_when_loaded(tmp_path):
    index = LexicalIndex.build([("的", "zh"), ("...", "en")])
    assert index.search("主席", "zh", 10) == []
    index.save(tmp_path / "lexical")
    assert LexicalIndex.load(tmp_path / "lexical").search("主席", "zh", 10) == []
