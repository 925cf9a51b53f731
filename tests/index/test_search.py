"""A question to passages: identity, languages, filters, and why each stands where it stands."""

import pytest

from index.encoder import HashingEncoder
from index.fusion import LEXICAL, standardised
from index.search import Index
from index.snapshot import Recipe, build, current
from ingest.chunk import chunks
from ingest.errors import NotFound
from ingest.sentences import sentences

SHARED = "The Group elected Ms. Ada Obi as Chair."
LIGHTS = f"""\
LHC/CONF.2031/WG.I/3

Report of the Working Group on Lighthouses on its third session

I. Introduction

1. The Working Group on Lighthouses met in Oslo from 7 to 11 April 2031.

2. {SHARED}

3. The Group heard six statements on lamps.
"""
TIDES = f"""\
LHC/CONF.2031/WG.II/3

Report of the Working Group on Tides and Gauges on its third session

I. Introduction

1. The Working Group on Tides and Gauges met in Lima from 14 to 18 April 2031.

2. {SHARED}
"""
LIMIT = 400


def opened(data, reports, limit=LIMIT):
    build(data, reports, Recipe(HashingEncoder(), limit), keep=2)
    return Index(current(data), HashingEncoder(), limit)


@pytest.fixture(scope="module")
def lights(parsed):
    return parsed(LIGHTS, "lights.txt")


@pytest.fixture(scope="module")
def tides(parsed):
    return parsed(TIDES, "tides.txt")


@pytest.fixture(scope="module")
def index(tmp_path_factory, lights, tides):
    made = opened(tmp_path_factory.mktemp("two"), [lights, tides])
    yield made
    made.close()


@pytest.fixture(scope="module")
def six(tmp_path_factory, sample):
    made = opened(tmp_path_factory.mktemp("six"), [sample(x) for x in LANGUAGES])
    yield made
    made.close()


LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


def cited(index, passage):
    return index.report(passage.report).text[passage.start : passage.end]


def test_the_same_paragraph_in_two_reports_keeps_two_identities(index, lights, tides):
    ids = {c.id for r in (lights, tides) for c in chunks(r, LIMIT) if c.unit == "2"}
    assert len(ids) == 2
    found = [p for p in index.search("Who was elected as Chair?", "en", 10) if p.paragraph == "2"]
    assert {p.report for p in found} == {lights.id, tides.id}
    for p in found:
        assert cited(index, p) == SHARED
        assert p.versions == (p.report,)
        assert p.dense_rank is not None
        assert p.lexical_rank is not None
    a, b = found
    assert (a.dense_score, a.lexical_score) == pytest.approx((b.dense_score, b.lexical_score))
    assert a.dense_rank != b.dense_rank
    assert a.lexical_rank != b.lexical_rank
    assert a.rank != b.rank


def test_each_of_two_equal_paragraphs_can_be_asked_for_alone(index, lights, tides):
    for report in (lights, tides):
        found = index.search("Who was elected as Chair?", "en", 10, [report.id])
        assert {p.report for p in found} == {report.id}
        assert found[0].paragraph == "2"


def test_passages_are_ranked_from_one_and_their_scores_fall(index):
    found = index.search("Where did the Working Group on Tides meet?", "en", 10)
    assert [p.rank for p in found] == list(range(1, len(found) + 1))
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)


def test_the_best_passage_is_the_one_that_shares_most_with_the_question(index, tides):
    first, *_ = index.search("Where did the Working Group on Tides and Gauges meet?", "en", 10)
    assert (first.report, first.paragraph) == (tides.id, "1")


def test_no_more_passages_than_asked_for(index):
    assert len(index.search("the Working Group", "en", 2)) == 2


def test_each_leg_s_rank_and_score_are_recorded_and_give_the_fused_score(index):
    found = index.search("six statements on lamps", "en", 10)
    for p in found:
        assert (p.dense_rank is None) == (p.dense_score is None)
        assert (p.lexical_rank is None) == (p.lexical_score is None)
    near = standardised([p.dense_score for p in found])
    shared = standardised([p.lexical_score or 0.0 for p in found])
    scores = [a + LEXICAL * b for a, b in zip(near, shared, strict=True)]
    assert [p.score for p in found] == pytest.approx(scores)
    assert found[0].lexical_rank == 1
    assert found[-1].lexical_rank is None  # the last one shares no word


def test_a_dense_score_is_the_mean_of_a_chunk_s_cosine_and_its_nearest_sentence_s(index, lights):
    three = lights.slice(lights.find("3"))
    asked = f"I. Introduction\n{three}"  # what the dense leg holds of paragraph 3
    first = next(p for p in index.search(asked, "en", 10) if p.paragraph == "3")
    spans = sentences(lights.text, lights.find("3").start, lights.find("3").end)
    own = index.encoder.passages([lights.text[a:b] for a, b in spans])
    nearest = (own @ index.encoder.queries([asked])[0]).max()
    assert first.dense_rank == 1
    assert first.dense_score == pytest.approx((1 + nearest) / 2, abs=1e-3)


def test_the_sentences_of_a_passage_have_their_cosines(index, lights):
    question = "When were the lights counted?"
    passage = index.search(question, "en", 1, [lights.id])[0]
    whole = lights.paragraph(passage.paragraph)
    spans = [(a, b) for a, b, _ in passage.sentence_scores]
    assert spans == sentences(lights.text, whole.start, whole.end)
    texts = [lights.text[a:b] for a, b in spans]
    expected = index.encoder.passages(texts) @ index.encoder.queries([question])[0]
    assert [near for _, _, near in passage.sentence_scores] == pytest.approx(expected, abs=1e-3)


def test_every_passage_s_span_is_text_of_its_report(six):
    for p in six.search("Who was elected Chair?", "en", 50):
        report = six.report(p.report)
        unit = report.find(p.unit)
        assert unit.start <= p.start < p.end <= unit.end
        assert report.find(p.paragraph) is not None


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("Who was elected by acclamation as Chair?", "en"),
        ("工作组选举谁为主席？", "zh"),
        ("¿Quién fue elegido Presidente por aclamación?", "es"),
        ("Кто был избран Председателем?", "ru"),
    ],
)
def test_the_versions_of_a_paragraph_fold_into_one_in_the_question_s_language(six, question, lang):
    found = six.search(question, lang, 50)
    assert len({p.paragraph for p in found}) == len(found)
    four = next(p for p in found if p.paragraph == "4")
    assert four.report.endswith(f".{lang}")


def test_a_symbol_finds_all_versions_and_one_is_shown(six):
    found = six.search("CSO/CONF.2027/WG.II/L.1", "fr", 50)
    table = next(p for p in found if p.paragraph == "21")
    assert len(table.versions) > 1
    assert table.report in table.versions
    assert table.report.endswith(".fr")


def test_another_language_can_be_preferred(six):
    found = six.search("CSO/CONF.2027/WG.II/L.1", "en", 50, prefer="ru")
    assert next(p for p in found if p.paragraph == "21").report.endswith(".ru")


def test_two_reports_of_two_symbols_are_no_versions_of_each_other(index):
    assert all(len(p.versions) == 1 for p in index.search("Who was elected as Chair?", "en", 10))


def test_chunks_of_one_paragraph_are_one_passage(tmp_path, lights):
    made = opened(tmp_path, [lights], limit=6)
    try:
        assert sum(c.paragraph == "1" for c in chunks(lights, 6)) > 1
        found = made.search("Working Group on Lighthouses Oslo April", "en", 10)
        assert sorted(p.paragraph for p in found) == ["1", "2", "3"]
    finally:
        made.close()


def test_an_item_proves_the_paragraph_that_holds_it(six):
    first, *_ = six.search("Date and place of the third session.", "en", 10)
    assert (first.paragraph, first.unit) == ("6", "6.item7")


def test_a_search_can_be_kept_to_one_report(six):
    only = ["cso-conf-2027-wg-ii-4.zh"]
    found = six.search("Who was elected Chair?", "en", 20, only)
    assert found
    assert {p.report for p in found} == set(only)
    assert {v for p in found for v in p.versions} == set(only)


def test_a_search_kept_to_no_report_finds_nothing(six):
    assert six.search("Who was elected Chair?", "en", 20, []) == []


@pytest.mark.parametrize(
    "name",
    ["lights.txt", "LHC/CONF.2031/WG.I/3", "lhc conf 2031 wg.i 3", "lhc-conf-2031-wg-i-3.en"],
)
def test_reports_are_named_as_people_name_them(index, lights, name):
    assert index.reports_named([name]) == [lights.id]


def test_a_symbol_means_the_report_in_all_its_languages(six):
    assert len(six.reports_named(["CSO/CONF.2027/WG.II/4"])) == 6


def test_names_that_mean_the_same_report_mean_it_once(index, lights, tides):
    named = index.reports_named(["tides.txt", "lights.txt", "LHC/CONF.2031/WG.II/3"])
    assert named == [tides.id, lights.id]


def test_a_name_that_means_no_report_is_told_with_the_remedy(index):
    with pytest.raises(NotFound, match="rapporteur reports"):
        index.reports_named(["winds.txt"])


def test_a_deleted_report_is_never_returned(tmp_path, lights, tides):
    opened(tmp_path, [lights, tides]).close()
    made = opened(tmp_path, [lights])
    try:
        found = made.search("Where did the Working Group on Tides and Gauges meet?", "en", 50)
        assert {p.report for p in found} == {lights.id}
        assert [r.id for r in made.listed] == [lights.id]
        with pytest.raises(NotFound):
            made.reports_named(["tides.txt"])
    finally:
        made.close()


def test_an_index_of_no_reports_finds_nothing(tmp_path):
    made = opened(tmp_path, [])
    try:
        assert made.search("Who was elected Chair?", "en", 10) == []
    finally:
        made.close()


def test_a_question_that_shares_no_word_still_has_nearest_passages(index):
    found = index.search("submarine cables", "en", 10)
    assert found
    assert all(p.lexical_rank is None for p in found)


def test_a_report_read_from_the_snapshot_is_the_one_that_was_put_in(index, lights):
    assert index.report(lights.id) == lights


NOTE_EN = """<h1>LHC/CONF.2031/9</h1><p>Note on lamps</p><p>The Group elected Ada Obi as Chair.</p>
<p>It met in Oslo.</p>"""
NOTE_FR = """<h1>LHC/CONF.2031/9</h1><p>Note sur les lampes</p><p>Le texte anglais fait foi.</p>
<p>Le Groupe a élu Ada Obi à la présidence.</p><p>Il s'est réuni à Oslo.</p>"""


def test_paragraphs_without_a_number_are_versions_only_where_there_are_as_many(tmp_path, parsed):
    en, fr = parsed(NOTE_EN, "en.html"), parsed(NOTE_FR, "fr.html")
    assert en.symbol == fr.symbol
    index = opened(tmp_path, [en, fr])
    found = index.search("The Group elected Ada Obi as Chair.", "fr", 10)
    assert "The Group elected Ada Obi as Chair." in [cited(index, p) for p in found]
    assert all(len(p.versions) == 1 for p in found)


def test_a_version_that_no_leg_found_is_shown_where_its_language_is_preferred(six, monkeypatch):
    english = {r.id for r in six.listed if r.lang == "en"}
    found = [p for p in six.search("the Working Group", "en", 50, sorted(english))]
    folded = six._fold(found, "zh", None)
    assert len(folded) == len(found)
    numbered = [p for p in folded if p.paragraph.isdigit()]
    assert {p.report for p in numbered} == {r.id for r in six.listed if r.lang == "zh"}
    assert all(cited(six, p) in six.report(p.report).text for p in numbered)


def test_a_version_outside_of_what_may_be_found_is_not_shown(six):
    english = [r.id for r in six.listed if r.lang == "en"]
    assert {p.report for p in six.search("工作组", "zh", 50, english)} == set(english)


def test_a_paragraph_that_is_only_its_parts_is_named_and_its_parts_come_first(tmp_path, parsed):
    text = f"{LIGHTS}\n4. (a) It agreed on lamps;\n\n(b) It agreed on oil.\n\n5. It ended.\n"
    index = opened(tmp_path / "data", [parsed(text)])
    found = index.search("What does paragraph 4 say?", "en", 5)
    assert [p.paragraph for p in found if p.mentioned] == ["4(a)", "4(b)"]
