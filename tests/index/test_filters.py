"""What a search is kept to reaches both legs."""

import json
from dataclasses import replace

import pytest

from index.encoder import HashingEncoder
from index.filters import Filter, facets
from index.search import Index
from index.snapshot import Recipe, build, current

LAMPS = """\
Economic and Social Council

ECO/CONF.2031/3

Report of the Working Group on Lamps

Oslo, 7-11 April 2031

I. Organization of the session

1. The Group met in Oslo and spoke of lamps.

II. Election of officers

2. The Group elected Ms. Ada Obi as Chair.

3. The Chair spoke of lamps.
"""
TIDES = """\
General Assembly

A/86/12

Report of the Committee on Tides

Lima, 14-18 May 2032

I. Organization of the session

1. The Committee met in Lima and spoke of lamps.

II. Election of officers

2. The Committee elected Mr. Ion Pop as Chair.
"""


@pytest.fixture(scope="module")
def reports(parsed, sample):
    own = [parsed(LAMPS, "lamps.txt"), parsed(TIDES, "tides.txt")]
    return [*own, sample("en"), sample("zh"), sample("ru")]


@pytest.fixture(scope="module")
def index(tmp_path_factory, reports):
    data = tmp_path_factory.mktemp("filters")
    build(data, reports, Recipe(HashingEncoder(), 400), keep=1)
    made = Index(current(data), HashingEncoder(), 400)
    yield made
    made.close()


def found(index, only, question="Who was elected as Chair, and lamps?", reports=None):
    """The passages that a filter lets through, each leg having found something."""
    passages = index.search(question, "en", 50, reports, None, only)
    return {(p.report, p.paragraph) for p in passages}


def of(index, only):
    return {report for report, _ in found(index, only)}


def test_nothing_given_keeps_the_search_to_nothing(index):
    assert found(index, Filter()) == found(index, Filter(reports=None))
    assert len(of(index, Filter())) > 2


def test_a_year_is_that_of_the_meeting(index, reports):
    assert of(index, Filter(year=2031)) == {reports[0].id}
    assert of(index, Filter(year=2032)) == {reports[1].id}
    assert of(index, Filter(year=1999)) == set()


@pytest.mark.parametrize("body", ["General Assembly", "assembly", "A/86", "a 86", "A/86/12"])
def test_a_body_is_named_in_part_or_by_its_symbols(index, reports, body):
    assert of(index, Filter(body=body)) == {reports[1].id}


def test_the_beginning_of_a_symbol_ends_where_a_part_ends(index):
    assert of(index, Filter(body="A/8")) == set()


def test_a_language(index, reports):
    assert of(index, Filter(lang="ru")) == {reports[4].id}


@pytest.mark.parametrize("section", ["Election", "election of officers", "II", "II. Election"])
def test_a_section_is_named_by_words_or_by_its_beginning(index, reports, section):
    both = Filter(reports=(reports[0].id, reports[1].id), section=section)
    assert found(index, both) == {
        (reports[0].id, "2"),
        (reports[0].id, "3"),
        (reports[1].id, "2"),
    }


def test_the_beginning_of_a_section_is_a_whole_word(index, reports):
    assert found(index, Filter(reports=(reports[0].id,), section="I")) == {(reports[0].id, "1")}


@pytest.mark.parametrize(("lang", "section"), [("zh", "会议安排"), ("ru", "организации работы")])
def test_a_section_is_found_in_other_languages(index, section, lang):
    passages = found(index, Filter(lang=lang, section=section))
    assert passages
    (report,) = {r for r, _ in passages}
    headings = {h for _, n in passages for h in index.report(report).find(n).heading}
    assert len([h for h in headings if h.startswith(("二", "II"))]) == 1


def test_filters_and_reports_narrow_each_other(index, reports):
    only = Filter(section="Election", year=2031)
    assert found(index, only) == {(reports[0].id, "2"), (reports[0].id, "3")}
    assert found(index, only, reports=[reports[1].id]) == set()
    assert found(index, Filter(reports=(reports[1].id,)), reports=[reports[0].id]) == set()


@pytest.mark.parametrize("only", [Filter(year=2031), Filter(section="Election")])
def test_both_legs_are_kept_to_it(index, only):
    passages = index.search("Who was elected as Chair, and lamps?", "en", 50, None, None, only)
    assert [p.dense_rank for p in passages if p.dense_rank] != []
    assert [p.lexical_rank for p in passages if p.lexical_rank] != []
    assert max(p.dense_rank or 0 for p in passages) <= 12  # ranks among what is left


def test_a_paragraph_that_is_named_outside_the_section_stays_outside(index, reports):
    only = Filter(section="Election")
    asked = "ECO/CONF.2031/3, paras. 1 and 2"
    passages = index.search(asked, "en", 50, None, None, only)
    assert [p.paragraph for p in passages if p.mentioned] == ["2"]


def test_facets_of_a_snapshot_made_without_them_are_read_from_its_reports(tmp_path, reports):
    build(tmp_path, reports, Recipe(HashingEncoder(), 400), keep=1)
    path = current(tmp_path) / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    del manifest["facets"]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    index = Index(current(tmp_path), HashingEncoder(), 400)
    try:
        assert of(index, Filter(year=2032)) == {reports[1].id}
    finally:
        index.close()


def test_years_are_read_in_every_script(sample):
    assert {facets(sample(lang)).years for lang in ("ar", "en", "zh")} == {(2027,)}


def test_where_no_date_is_told_the_symbol_tells_the_year(parsed):
    report = parsed("1. The Group met.\n")
    assert facets(report).years == ()
    assert facets(replace(report, symbol="NPT/CONF.2026/WG.I/3")).years == (2026,)
