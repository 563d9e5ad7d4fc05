"""A service that is traced, and a caller with a span of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex

import httpx2

from tests.callers import client_of
from tests.collector import Collector
from tests.processes import Process, running

AT_ONCE = {"OTEL_BSP_SCHEDULE_DELAY": "100"}


@contextmanager
def traced(
    database_url: str, collector: Collector, **settings: str
) -> Iterator[tuple[Process, httpx2.Client]]:
    told = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.endpoint, **AT_ONCE, **settings}
    with (
        running(database_url, **told) as service,
        client_of(service.base_url, timeout=15) as client,
    ):
        yield service, client


class Parent:
    """A caller's own span."""

    def __init__(self, *, sampled: bool = True) -> None:
        self.trace_id, self.span_id = token_hex(16), token_hex(8)
        self.headers = {"traceparent": f"00-{self.trace_id}-{self.span_id}-0{int(sampled)}"}
