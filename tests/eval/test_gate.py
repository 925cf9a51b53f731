"""Limits for a machine that decides whether a change goes in."""

import pytest

from eval.gate import limits, missed
from eval.run import Run, run
from ingest.errors import BadInput


@pytest.fixture(scope="module")
def done(lighthouse, lighthouse_set):
    results = run(lighthouse_set, lighthouse, lambda done, total: None)
    return Run("lights.jsonl", tuple(results))


def test_a_figure_under_or_over_its_limit_is_told(done):
    assert list(missed(done, limits(["hit@5=0.1"], ["latency p95=60"]))) == []
    (under,) = missed(done, limits(["First citation right=0.99"], []))
    assert under.startswith("lights.jsonl: first citation right is 0.")
    assert under.endswith("under 0.99")
    (over,) = missed(done, limits([], ["calibration error=0"]))
    assert over.endswith("over 0")


@pytest.mark.parametrize("text", ["speed=1", "F1", "F1=much"])
def test_a_limit_that_is_none_is_told(text):
    with pytest.raises(BadInput):
        limits([text], [])
