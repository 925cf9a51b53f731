"""Intervals: the same at every run, about as wide as theory has it, and by facts."""

from math import sqrt

import numpy as np
import pytest

from eval.bootstrap import quantile, ratio, weights

FACTS = [str(i) for i in range(200)]
HALF = [float(i % 2) for i in range(200)]
ONES = [1.0] * 200


def test_two_runs_give_the_same_interval():
    assert ratio(weights(FACTS), HALF, ONES) == ratio(weights(FACTS), HALF, ONES)


def test_the_interval_of_a_mean_is_as_wide_as_theory_has_it():
    found = ratio(weights(FACTS), HALF, ONES)
    assert (found.value, found.count) == (0.5, 200)
    assert found.high - found.low == pytest.approx(2 * 1.96 * sqrt(0.25 / 200), rel=0.15)


def test_questions_of_one_fact_are_drawn_together():
    paired = ratio(
        weights([str(i // 4) for i in range(200)]), [float(i // 4 % 2) for i in range(200)], ONES
    )
    alone = ratio(weights(FACTS), HALF, ONES)
    assert paired.high - paired.low == pytest.approx(2 * (alone.high - alone.low), rel=0.2)


def test_one_fact_has_no_interval_and_no_case_no_value():
    assert ratio(weights(["a", "a"]), [1, 0], [1, 1]).low is None
    assert ratio(weights(FACTS), HALF, [0.0] * 200).value is None


def test_draws_without_a_case_are_left_out():
    found = ratio(weights(["a", "b"]), [1, 0], [1, 0])
    assert (found.value, found.count) == (1, 1)


def test_where_all_cases_are_alike_there_is_no_interval():
    found = ratio(weights(FACTS), ONES, ONES)
    assert (found.value, found.low, found.high) == (1, None, None)


def test_a_quantile_is_a_value_that_was_measured():
    values = [float(i) for i in range(1, 21)]
    found = quantile(weights(FACTS[:20]), values, 0.95)
    assert found.value == 19.0 == np.quantile(values, 0.95, method="inverted_cdf")
    assert quantile(weights([]), [], 0.5).value is None
