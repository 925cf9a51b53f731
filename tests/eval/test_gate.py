"""Limits for a machine that decides whether a change goes in."""

import pytest

from eval.bootstrap import Estimate
from eval.gate import NAMES, limits, missed, worse
from eval.run import made
from ingest.errors import BadInput


@pytest.fixture(scope="module")
def done(lighthouse, lighthouse_set):
    return made(lighthouse_set, lighthouse, lambda done, total: None)


def test_a_figure_under_or_over_its_limit_is_told(done):
    assert list(missed(done, limits(["hit@5=0.1"], ["latency p95=60"], NAMES))) == []
    (under,) = missed(done, limits(["First citation right=0.99"], []))
    assert under.startswith("lights.jsonl: first citation right is 0.")
    assert under.endswith("under 0.99")
    (over,) = missed(done, limits([], ["calibration error=0"], NAMES))
    assert over.endswith("over 0")


@pytest.mark.parametrize("text", ["speed=1", "F1", "F1=much", "F1=nan", "F1=inf", "F1=-inf"])
def test_a_limit_that_is_none_is_told(text):
    with pytest.raises(BadInput):
        limits([text], [])


def test_a_figure_without_a_case_keeps_no_limit(done):
    (line,) = missed(done, limits(["claims right=0.1"], []))
    assert "no case" in line


def test_a_difference_of_two_runs_has_its_limit():
    found = {"right": Estimate(-0.03, 100)}
    assert list(worse(found, limits(["right=-0.05"], []))) == []
    (line,) = worse(found, limits(["right=-0.01"], []))
    assert line == "right differs by -0.030, under -0.01"
    (line,) = worse({"seconds": Estimate(0.2, 100)}, limits([], ["seconds=0.1"]))
    assert line == "seconds differs by +0.200, over 0.1"
    (line,) = worse(found, limits(["F1=0"], []))
    assert "cannot be compared" in line
