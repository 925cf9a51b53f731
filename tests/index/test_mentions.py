"""Paragraphs that a question names, in the habits of six languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.encoder import HashingEncoder
from index.mentions import mentions
from index.search import Index
from index.snapshot import Recipe, build, current

KNOWN = {"npt-conf-2026-wg-i-3", "a-80-1"}
NPT = "npt-conf-2026-wg-i-3"


def named(question, lang="en"):
    """(symbol, likeliest numbers) of what a question names."""
    found = mentions(question, lang, KNOWN)
    return [(m.symbol, [numbers[0] for numbers in m.paragraphs]) for m in found]


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("What does paragraph 8 say?", "en"),
        ("what is in para 8", "en"),
        ("See § 8.", "en"),
        ("第8段说了什么？", "zh"),
        ("第八段说了什么？", "zh"),
        ("Que dit le paragraphe 8 ?", "fr"),
        ("Que dit le par. 8 ?", "fr"),
        ("Que dit le paragraphe no 8 ?", "fr"),
        ("¿Qué dice el párrafo 8?", "es"),
        ("Что сказано в пункте 8?", "ru"),
        ("Что сказано в п. 8?", "ru"),
        ("ماذا تقول الفقرة 8؟", "ar"),
        ("ماذا ورد في الفقرة ٨؟", "ar"),
    ],
)
def test_a_paragraph_is_named_in_each_language(question, lang):
    assert named(question, lang) == [(None, ["8"])]


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("paragraphs 3 to 5", "en"),
        ("paras. 3-5", "en"),
        ("paragraphs 3, 4 and 5", "en"),
        ("第3至5段", "zh"),
        ("第3段至第5段", "zh"),
        ("第3、4和5段", "zh"),
        ("paragraphes 3 à 5", "fr"),
        ("párrafos 3 a 5", "es"),
        ("párrafos 3, 4 y 5", "es"),
        ("в пунктах с 3 по 5", "ru"),
        ("пункты 3–5", "ru"),
        ("الفقرات من ٣ إلى ٥", "ar"),
        ("الفقرات 3 و 4 و 5", "ar"),
    ],
)
def test_ranges_and_lists_name_each_paragraph_in_order(question, lang):
    assert named(question, lang) == [(None, ["3", "4", "5"])]


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("para. 8 (b) (ii)", "en"),
        ("paragraph 8(b)(ii)", "en"),
        ("第8段(b)㈡", "zh"),
        ("第8(b)㈡段", "zh"),
        ("paragraphe 8 b) ii)", "fr"),
        ("párrafo 8 b) ii)", "es"),
        ("в пункте 8 b) ii)", "ru"),
        ("الفقرة ٨ (ب) '٢'", "ar"),
    ],
)
def test_sub_paragraphs_are_canonical_in_each_language(question, lang):
    assert named(question, lang) == [(None, ["8(b)(ii)"])]


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("paragraph 8 (a) to (c)", ["8(a)", "8(b)", "8(c)"]),
        ("para. 8 (b) (ii) and (iii)", ["8(b)(ii)", "8(b)(iii)"]),
        ("subparagraph (b) of paragraph 8", ["8(b)"]),
        ("annex II, para. 3", ["annexII.3"]),
        ("paragraph 3 of annex II", ["annexII.3"]),
        ("article 14", ["article14"]),
        ("paragraph 2.1", ["2.1"]),
        ("paragraphs 12-14 and 20", ["12", "13", "14", "20"]),
    ],
)
def test_parts_annexes_and_articles(question, numbers):
    assert named(question) == [(None, numbers)]


@pytest.mark.parametrize(
    ("question", "lang", "number"),
    [
        ("para. 3 of appendix II", "en", "appendixII.3"),
        ("appendix B, paragraph 2", "en", "appendixB.2"),
        ("annex A, para. 4", "en", "annexA.4"),
        ("annex a, para. 4", "en", "annexA.4"),
        ("What does para. 4 of annex A say?", "en", "annexA.4"),
        ("para 4 of annex a", "en", "annexA.4"),
        ("appendix 2, para. 3 (b)", "en", "appendixII.3(b)"),
        ("paragraphe 3 de l’appendice II", "fr", "appendixII.3"),
        ("appendice B, paragraphe 2", "fr", "appendixB.2"),
        ("annexe A, par. 4", "fr", "annexA.4"),
        ("párrafo 3 del apéndice II", "es", "appendixII.3"),
        ("apéndice B, párrafo 2", "es", "appendixB.2"),
        ("apendice B, parrafo 2", "es", "appendixB.2"),
        ("anexo A, párr. 4", "es", "annexA.4"),
        ("в пункте 3 добавления II", "ru", "appendixII.3"),
        ("добавление B, пункт 2", "ru", "appendixB.2"),
        ("приложение A, п. 4", "ru", "annexA.4"),
        ("附录二第3段", "zh", "appendixII.3"),
        ("附录B第2段", "zh", "appendixB.2"),
        ("附件 A 第4段", "zh", "annexA.4"),
        ("الفقرة 3 من التذييل الثاني", "ar", "appendixII.3"),
        ("التذييل الأول، الفقرة ٢", "ar", "appendixI.2"),
        ("الفقرة 4 من المرفق الخامس", "ar", "annexV.4"),
        ("الفقرة 4 من المرفق السادس", "ar", "annexVI.4"),
        ("المرفق السابع، الفقرة 4", "ar", "annexVII.4"),
        ("الفقرة 4 من المرفق الثامن", "ar", "annexVIII.4"),
        ("الفقرة 4 من المرفق التاسع", "ar", "annexIX.4"),
        ("الفقرة 4 من المرفق العاشر", "ar", "annexX.4"),
        ("الفقرة 4 من المرفق الثاني عشر", "ar", "annexXII.4"),
        ("المرفق A، الفقرة 4", "ar", "annexA.4"),
    ],
)
def test_a_paragraph_of_an_annex_or_appendix_has_the_parser_s_number(question, lang, number):
    assert named(question, lang) == [(None, [number])]


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("Que dit l’annexe a) du paragraphe 8 ?", "fr"),
        ("Le paragraphe 8 de l’annexe a été adopté", "fr"),
        ("¿Qué dice el párrafo 8 del anexo a la carta?", "es"),
        ("الفقرة 8 من المرفق المذكور", "ar"),
    ],
)
def test_a_word_after_an_annex_is_not_its_letter(question, lang):
    assert named(question, lang) == [(None, ["8"])]


@pytest.mark.parametrize(
    ("question", "lang", "number"),
    [
        ("annex I, appendix II, para. 3", "en", "appendixII.3"),
        ("para. 3 of appendix II to annex I", "en", "appendixII.3"),
        ("附件一附录二第3段", "zh", "appendixII.3"),
    ],
)
def test_the_nearest_of_two_names_is_the_paragraph_s(question, lang, number):
    assert named(question, lang) == [(None, [number])]


def test_an_appendix_is_found_of_the_report_beside_it():
    assert named("A/80/1, appendix B, paras. 2 and 3") == [
        ("a-80-1", ["appendixB.2", "appendixB.3"])
    ]


def test_where_a_part_is_not_there_the_paragraph_itself_will_do():
    (found,) = mentions("annex I, para. 3 (b)", "en", KNOWN)
    assert found.paragraphs == (("annexI.3(b)", "annexI.3"),)


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("Who met in 2026?", "en"),
        ("How many paragraphs are there?", "en"),
        ("What is on p. 8?", "en"),
        ("第三届会议在哪里举行？", "zh"),
        ("¿Cuánto hay para 8 países?", "es"),
        ("Adopté par 12 voix ?", "fr"),
    ],
)
def test_other_numbers_name_no_paragraph(question, lang):
    assert named(question, lang) == []


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("What was decided under article VIII, paragraph 3, of the Treaty?", "en"),
        ("What does paragraph 5 of resolution 75/1 say?", "en"),
        ("Что сказано в пункте 3 статьи VIII Договора?", "ru"),
        ("Que dit le paragraphe 3 de l'article VIII ?", "fr"),
        ("¿Qué dice el párrafo 3 del artículo VIII?", "es"),
        ("ماذا تقول الفقرة 3 من المادة الثامنة؟", "ar"),
        ("paragraph 4 of decision 12/3", "en"),
    ],
)
def test_a_paragraph_of_something_else_is_none_of_the_reports(question, lang):
    assert named(question, lang) == []


@pytest.mark.parametrize(
    ("question", "lang", "numbers"),
    [
        ("¿Qué dice el párr. 8?", "es", ["8"]),
        ("los párrs. 3 a 5", "es", ["3", "4", "5"]),
        ("les par. 3 et 5", "fr", ["3", "5"]),
    ],
)
def test_abbreviations(question, lang, numbers):
    assert named(question, lang) == [(None, numbers)]


def test_one_paragraph_announced_is_one():
    assert named("Under paragraph 8, 12 members spoke.") == [(None, ["8"])]


@pytest.mark.parametrize(
    "question",
    [
        "What does para. 8 of NPT/CONF.2026/WG.I/3 say?",
        "NPT/CONF.2026/WG.I/3, para. 8",
        "NPT/CONF.2026/WG.I/3第8段",
        "npt conf 2026 wg.i 3 para 8",
        "para 8 of npt/conf.2026/wg.i/3",
    ],
)
def test_the_symbol_beside_a_paragraph_is_its_report_however_typed(question):
    assert named(question) == [(NPT, ["8"])]


def test_each_paragraph_has_the_symbol_beside_it():
    asked = "Does para. 3 of A/80/1 contradict NPT/CONF.2026/WG.I/3, paras. 4 to 5?"
    assert named(asked) == [("a-80-1", ["3"]), (NPT, ["4", "5"])]


def test_a_symbol_that_is_not_in_the_library_is_no_other_report():
    assert named("paragraph 8 of A/99/1") == [("a-99-1", ["8"])]
    assert named("para. 8 of NPT/CONF.2026/WG.I/3/Rev.1") == [(f"{NPT}-rev-1", ["8"])]


@given(st.text(alphabet="paragraphs 第段至()abi.,-–١٢38пункты الفقرة/AN", max_size=60))
def test_whatever_is_asked_is_read_without_harm(question):
    for mention in mentions(question, "en", KNOWN):
        assert mention.paragraphs
        assert all(mention.paragraphs)


REPORT = """\
LHC/CONF.2031/WG.{n}/3

Report of the Working Group on {name} on its third session

I. Introduction

1. The Working Group on {name} met in Oslo.

2. It elected Ms. Ada Obi as Chair.

3. It decided as follows:

(a) The lamps stay lit;

(b) The horns sound.

4. It thanked the keepers.

5. It closed.
"""


def opened(data, reports):
    build(data, reports, Recipe(HashingEncoder(), 400), keep=2)
    return Index(current(data), HashingEncoder(), 400)


@pytest.fixture(scope="module")
def two(tmp_path_factory, parsed):
    reports = [parsed(REPORT.format(n=n, name=n), f"{n}.txt") for n in ("I", "II")]
    made = opened(tmp_path_factory.mktemp("two"), reports)
    yield made
    made.close()


def first(index, question, count, **kwargs):
    found = index.search(question, "en", 20, **kwargs)
    assert [p.mentioned for p in found] == [True] * count + [False] * (len(found) - count)
    return [(p.report.partition(".")[0], p.paragraph) for p in found[:count]]


def test_what_a_question_names_stands_first_in_order(two):
    asked = "Who sounds horns? See paras. 4 and 2 of LHC/CONF.2031/WG.II/3"
    ii = "lhc-conf-2031-wg-ii-3"
    assert first(two, asked, 2) == [(ii, "4"), (ii, "2")]


def test_sub_paragraphs_follow_the_paragraph_that_is_named(two):
    i = "lhc-conf-2031-wg-i-3"
    found = first(two, "paragraph 3 of LHC/CONF.2031/WG.I/3", 3)
    assert found == [(i, "3"), (i, "3(a)"), (i, "3(b)")]


def test_ranks_go_on_behind_what_is_named_and_nothing_comes_twice(two):
    found = two.search("Which horns? LHC/CONF.2031/WG.I/3, para. 3 (b)", "en", 20)
    assert [p.rank for p in found] == [p.fused_rank for p in found]
    assert [p.rank for p in found] == list(range(1, len(found) + 1))
    assert found[0].paragraph == "3(b)"
    assert found[0].dense_rank is not None  # what the legs say of it is kept
    assert len({(p.report, p.paragraph) for p in found}) == len(found) == 14


def test_without_a_symbol_the_only_report_that_may_be_found_is_meant(two):
    first(two, "paragraph 2", 0)
    ii = two.reports_named(["II.txt"])
    assert first(two, "paragraph 2", 1, reports=ii) == [("lhc-conf-2031-wg-ii-3", "2")]


def test_a_report_outside_the_search_is_not_brought_in(two):
    ii = two.reports_named(["II.txt"])
    first(two, "paragraph 2 of LHC/CONF.2031/WG.I/3", 0, reports=ii)


def test_a_paragraph_or_symbol_that_is_not_there_names_nothing(two):
    first(two, "paragraph 99 of LHC/CONF.2031/WG.I/3", 0)
    first(two, "paragraph 2 of LHC/CONF.2031/WG.IX/3", 0)


def test_a_report_is_meant_by_its_file_too(two):
    long = two.search("para. 2 of lhc-conf-2031-wg-ii-3.en", "en", 20)
    assert (long[0].mentioned, long[0].paragraph) == (True, "2")


@pytest.mark.parametrize(
    ("question", "lang"), [("第4段", "zh"), ("пункт 4", "ru"), ("الفقرة ٤", "ar")]
)
def test_a_paragraph_is_shown_in_the_question_s_language(tmp_path, sample, question, lang):
    index = opened(tmp_path, [sample(x) for x in ("ar", "en", "ru", "zh")])
    try:
        found = index.search(question, lang, 10)
        assert (found[0].paragraph, found[0].mentioned) == ("4", True)
        assert found[0].report.endswith(f".{lang}")
        assert len(found[0].versions) == 4
    finally:
        index.close()
