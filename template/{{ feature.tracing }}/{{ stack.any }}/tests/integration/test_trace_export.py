"""Traces on their way: a collector that is out of reach, several workers, the end of one."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from statistics import median
from time import monotonic

import pytest

from app.infrastructure.tracing.exporting import PATIENCE
from tests.callers import client_of, headers_of
from tests.collector import Collector, collecting
from tests.processes import running
from tests.receiver import away, frozen
from tests.registry import SAMPLES
from tests.traces import AT_ONCE, Parent, traced

SAMPLE = SAMPLES[0]
_TO_STOP = 10.0
"""Seconds that a service without traces may take on a busy machine."""
_SLOW = 2.0
"""Seconds. Half of the answers would take longer, if they waited for it."""


@pytest.fixture
def collector() -> Iterator[Collector]:
    with collecting() as found:
        yield found


@pytest.mark.checklist("operations.tracing", proves="unhurried")
@pytest.mark.parametrize("out_of_reach", [away, frozen])
def test_nobody_waits_for_a_collector_that_is_away_or_frozen(
    database_url: str, out_of_reach: Callable[[], AbstractContextManager[str]]
):
    with (
        out_of_reach() as place,
        running(database_url, OTEL_EXPORTER_OTLP_ENDPOINT=f"http://{place}", **AT_ONCE) as service,
        client_of(service.base_url, timeout=15) as client,
    ):
        taken = []
        for _ in range(50):
            begun = monotonic()
            assert client.get(SAMPLE.path).status_code == 200
            taken.append(monotonic() - begun)
        begun = monotonic()
        code = service.stop()
        ended = monotonic() - begun

    assert median(taken) < _SLOW
    assert code == 0
    assert ended < PATIENCE + _TO_STOP


@pytest.mark.checklist("operations.tracing", proves="workers")
def test_each_worker_sends_its_own(database_url: str, collector: Collector):
    settings = {"WORKERS": "2", "DATABASE_POOL_SIZE": "6"}
    parents = []

    def instances() -> set[str]:
        return {span.resource["service.instance.id"] for span in collector.spans}

    with traced(database_url, collector, **settings) as (service, _):
        headers = headers_of(service.base_url)
        while len(instances()) < 2 and len(parents) < 400:
            parents.append(Parent())
            service.get(SAMPLE.path, {**headers, **parents[-1].headers})  # on a connection each
        service.stop()

    assert len(instances()) == 2
    assert {parent.trace_id for parent in parents} <= {span.trace_id for span in collector.spans}


@pytest.mark.checklist("operations.tracing", proves="workers")
def test_what_is_left_is_sent_before_a_worker_ends(database_url: str, collector: Collector):
    parent = Parent()
    an_hour = {"OTEL_BSP_SCHEDULE_DELAY": "3600000"}
    with traced(database_url, collector, **an_hour) as (service, client):
        client.get(SAMPLE.path, headers=parent.headers)
        code = service.stop()

    assert code == 0
    assert len(collector.trace(parent.trace_id, 2)) >= 2
