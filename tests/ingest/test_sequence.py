"""Which numbers at the start of lines are paragraphs, which items, which chance."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.sequence import Candidate, Decimal, counted, roles


def of(*values):
    return roles([Candidate(value) for value in values])


def test_a_report_counts_its_paragraphs():
    assert of(1, 2, 3, 4) == ["paragraph"] * 4


def test_no_numbers_have_no_roles():
    assert roles([]) == []


def test_an_agenda_inside_paragraph_6_is_a_list_though_its_last_number_follows_6():
    agenda = list(range(1, 10))
    assert of(*range(1, 7), *agenda, 7, 8) == ["paragraph"] * 6 + ["item"] * 9 + ["paragraph"] * 2


def test_an_agenda_that_ends_just_before_the_next_paragraph_s_number_is_a_list():
    assert of(1, 2, 3, 1, 2, 3, 4, 5) == ["paragraph"] * 3 + ["item"] * 3 + ["paragraph"] * 2


def test_two_lists_in_two_paragraphs_are_two_lists():
    assert of(1, 1, 2, 2, 1, 2, 3) == [
        *("paragraph", "item", "item"),
        *("paragraph", "item", "item", "paragraph"),
    ]


def test_a_year_that_opens_a_line_is_text():
    assert of(1, 2, 2023, 3) == ["paragraph", "paragraph", "text", "paragraph"]


def test_a_day_that_opens_a_line_is_text_where_the_count_goes_on_after_it():
    assert of(1, 2, 24, 3, 4) == ["paragraph", "paragraph", "text", "paragraph", "paragraph"]


def test_missing_paragraphs_do_not_end_the_count():
    assert of(1, 2, 5, 6, 7) == ["paragraph"] * 5


def test_a_report_may_begin_with_a_later_paragraph():
    assert of(41, 42, 43) == ["paragraph"] * 3


def test_counting_starts_again_in_an_annex():
    candidates = [Candidate(1), Candidate(2), Candidate(1, restart=True), Candidate(2)]
    assert roles(candidates) == ["paragraph"] * 4


def test_without_an_annex_a_second_count_is_a_list():
    assert of(1, 2, 1, 2) == ["paragraph", "paragraph", "item", "item"]


def test_between_two_accounts_the_one_whose_numbers_stand_at_one_indent_wins():
    outer, inner = [Candidate(1), Candidate(2)], [Candidate(n, indent=4) for n in (1, 2, 3)]
    found = roles([*outer, *inner, Candidate(3)])
    assert found == ["paragraph"] * 2 + ["item"] * 3 + ["paragraph"]


@given(st.lists(st.integers(0, 60), max_size=60), st.lists(st.floats(0, 8), max_size=60))
def test_every_number_gets_one_role(values, indents):
    candidates = [Candidate(v, indent=i) for v, i in zip(values, indents, strict=False)]
    found = roles(candidates)
    assert len(found) == len(candidates)
    assert set(found) <= {"paragraph", "item", "text"}


@given(st.lists(st.integers(1, 60), max_size=40))
def test_paragraphs_only_ever_count_upwards_and_items_one_by_one(values):
    last, item = 0, None
    for value, role in zip(values, of(*values), strict=True):
        if role == "paragraph":
            assert value > last
            last, item = value, None
        elif role == "item":
            assert value == 1 or value == (item or 0) + 1
            item = value


@given(st.integers(1, 30), st.integers(2, 12), st.integers(1, 9))
def test_a_list_in_any_paragraph_is_found(paragraphs, items, at):
    at = min(at, paragraphs)
    numbers = [*range(1, at + 1), *range(1, items + 1), *range(at + 1, paragraphs + 3)]
    wanted = ["paragraph"] * at + ["item"] * items + ["paragraph"] * (paragraphs + 2 - at)
    assert of(*numbers) == wanted


def test_chapters_put_in_another_order_keep_their_numbers():
    order = (1, *range(10, 18), *range(2, 10))
    assert roles([Candidate(n, sure=True) for n in order]) == ["paragraph"] * 17


def decimals(*numbers, under=None):
    return [Decimal(tuple(n.split(".")), under) for n in numbers]


def test_a_report_that_counts_in_decimals_has_no_plain_paragraphs():
    chain = decimals(*(f"16.{n}" for n in range(1, 40)), under=3)
    assert counted(4, chain) == "decimal"


def test_chapters_go_on_counting():
    chain = decimals("1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "3.1", under=9)
    assert counted(2, chain) == "decimal"
    assert counted(3, decimals("1.1", "1.2", "1.3", "7.1", "7.2", "7.3", under=9)) == "plain"


def test_indicators_in_tables_are_no_paragraphs_of_a_report_that_counts_plainly():
    assert (
        counted(83, decimals("1.1", "1.1.1", "1.1.2", "1.2", "2.1", "2.1.1", under=43)) == "plain"
    )


def test_targets_under_their_goals_are_paragraphs_as_the_goals_are():
    assert counted(17, decimals("1.1", "1.2", "1.a", under=1)) == "both"


def test_a_report_of_one_or_two_paragraphs_settles_nothing():
    assert counted(2, decimals("1.1.1", "1.1.2", under=9)) == "both"
