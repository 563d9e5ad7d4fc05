"""What a load test makes of its figures."""

from typing import Any

import pytest

from tests.registry import SAMPLES
from tools.load.thresholds import Thresholds, missed, operations_of, percentile

HELD = pytest.mark.checklist("performance.load-tests", proves="thresholds")


def entry(**differs: Any) -> dict[str, Any]:
    """An operation of a hundred answers within 20 ms."""
    quick = {
        "name": "get it",
        "num_requests": 100,
        "num_failures": 0,
        "response_times": {"20": 100},
    }
    return quick | differs


@pytest.mark.parametrize(
    ("times", "share", "reached"),
    [
        ({"20": 100}, 0.99, 20),
        ({"20": 99, "900": 1}, 0.99, 20),
        ({"900": 2, "20": 98}, 0.99, 900),
        ({"9": 50, "100": 50}, 0.5, 9),
        ({}, 0.99, 0),
    ],
)
def test_a_percentile_is_the_time_in_which_so_many_were_there(
    times: dict[str, int], share: float, reached: float
):
    assert percentile(times, share) == reached


@HELD
@pytest.mark.parametrize(
    ("figures", "thresholds", "said"),
    [
        ([entry()], Thresholds(), ""),
        ([entry(response_times={"20": 99, "900": 1})], Thresholds(), ""),
        ([entry(response_times={"20": 98, "900": 2})], Thresholds(), "took up to 900 ms"),
        ([entry(response_times={"200": 100})], Thresholds(), "less than 200 ms"),
        ([entry(response_times={"200": 100})], Thresholds(p99=201), ""),
        ([entry(num_failures=1)], Thresholds(), "1 of 100 requests failed"),
        ([entry(num_failures=1)], Thresholds(failures=1), ""),
        ([entry(), entry(name="take back", num_failures=2)], Thresholds(), ""),
        ([], Thresholds(), "nobody asked"),
    ],
)
def test_each_threshold_that_is_missed_is_said(
    figures: list[dict[str, Any]], thresholds: Thresholds, said: str
):
    found = missed(figures, thresholds, ["get it"])

    assert len(found) == bool(said)
    assert said in "".join(found)


def test_each_resource_has_its_operations():
    names = operations_of(SAMPLES)

    assert {f"{verb} {s.name}" for s in SAMPLES for verb in ("create", "list", "get")} <= {*names}
    assert ("search" in " ".join(names)) == any(sample.searchable for sample in SAMPLES)
