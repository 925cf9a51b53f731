"""Risk by coverage and calibration, on cases small enough to count by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.bootstrap import weights
from eval.confidence import area, auroc, calibration_error, reliability, risk_coverage

CASES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40)


def as_they_are(n):
    return weights(["one fact"] * n)


def test_the_curve_starts_with_the_surest():
    points = risk_coverage([0.2, 0.9, 0.6], [False, True, True])
    assert [p.coverage for p in points] == pytest.approx([1 / 3, 2 / 3, 1])
    assert [p.risk for p in points] == pytest.approx([0, 0, 1 / 3])
    assert [p.probability for p in points] == [0.9, 0.6, 0.2]


def test_equally_sure_answers_are_one_point():
    (only,) = risk_coverage([0.5, 0.5], [True, False])
    assert (only.coverage, only.risk) == (1, 0.5)


def test_the_area_is_the_mean_risk_over_coverages():
    found = area(as_they_are(3), [0.2, 0.9, 0.6], [False, True, True])
    assert found.value == pytest.approx((0 + 0 + 1 / 3) / 3)


@given(CASES, st.randoms())
def test_no_order_of_questions_flatters_the_area(cases, rng):
    mixed = cases[:]
    rng.shuffle(mixed)
    values = [
        area(as_they_are(len(x)), [p for p, _ in x], [r for _, r in x]).value
        for x in (cases, mixed)
    ]
    assert values[0] == pytest.approx(values[1])


@given(CASES)
def test_the_calibration_error_is_the_mean_gap_of_ten_bins(cases):
    """Guo et al. 2017, equation 3, as it is written."""
    p, right = np.array([p for p, _ in cases]), np.array([r for _, r in cases], float)
    wanted = 0.0
    for low in range(10):
        inside = np.minimum(np.floor(p * 10), 9) == low
        if inside.any():
            wanted += inside.sum() / len(p) * abs(right[inside].mean() - p[inside].mean())
    assert calibration_error(as_they_are(len(p)), list(p), list(right)).value == pytest.approx(
        wanted
    )


def test_bins_without_answers_are_left_out():
    (low, high) = reliability([0.05, 0.95, 1.0], [False, True, False])
    assert (low.count, low.right) == (1, 0.0)
    assert (high.count, high.right) == (2, 0.5)
    assert high.probability == pytest.approx(0.975)


def test_nothing_has_no_area_and_no_error():
    assert area(as_they_are(0), [], []).value is None
    assert calibration_error(as_they_are(0), [], []).value is None


def test_auroc_is_the_share_of_pairs_in_the_right_order():
    w = weights(["a", "b"])
    assert auroc(w, [0.9, 0.4], [0.5, 0.1]).value == pytest.approx(3 / 4)
    assert auroc(w, [0.5, 0.5], [0.5, 0.5]).value == pytest.approx(1 / 2)
    found = auroc(w, [0.9, 0.4], [0.5], weights(["c"])[:1].repeat(len(w), axis=0))
    assert (found.value, found.count) == (pytest.approx(1 / 2), 3)
    assert auroc(w, [], [0.5]).value is None
