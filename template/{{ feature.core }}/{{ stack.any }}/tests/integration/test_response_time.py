"""Simple operations are quick, for more than one client at once.

How quick, and at what cost, is measured by `make bench`; here is what is promised, with room for a
slow machine.
"""

import json
from collections.abc import Callable, Iterator, Mapping

import pytest

from tests.callers import client_of, headers_of
from tests.processes import Process, running
from tests.registry import SAMPLES
from tests.urls import kind_of
from tools.bench.load import Outcome, request, run

Make = Callable[[str, Mapping[str, str]], bytes]
Load = Callable[[Make, float], Outcome]

SAMPLE = SAMPLES[0]
CONNECTIONS, SECONDS, WARMING = 4, 0.6, 0.2
WRITERS_TO_SQLITE = 2
"""It lets one write at a time. Whoever waits looks again after a pause, of 100 ms at last."""
PROMISED = 0.2
"""Seconds in which 99 of 100 answers are there."""
UNLIMITED = "1000000/minute"
"""Where a client has a share at all."""
FEWEST = 20
"""Answers that a share can be taken of."""


@pytest.fixture(scope="module")
def service(database_url: str) -> Iterator[Process]:
    with running(database_url, RATE_LIMIT=UNLIMITED) as service:
        yield service


@pytest.fixture(scope="module")
def row(service: Process) -> str:
    """The path of one row; there are enough of them for a page."""
    with client_of(service.base_url, timeout=10) as client:
        made = [client.post(SAMPLE.path, json=SAMPLE.fresh()) for _ in range(20)]
    return made[-1].headers["Location"]


def get(row: str, headers: Mapping[str, str]) -> bytes:
    return request("GET", row, headers=headers)


def list_(row: str, headers: Mapping[str, str]) -> bytes:
    return request("GET", SAMPLE.path, headers=headers)


def create(row: str, headers: Mapping[str, str]) -> bytes:
    return request("POST", SAMPLE.path, json.dumps(SAMPLE.fresh()).encode(), headers=headers)


@pytest.fixture(scope="module")
def load(service: Process, database_url: str, row: str) -> Load:
    """Sends requests for so many seconds."""
    is_sqlite = kind_of(database_url) == "sqlite"
    headers = headers_of(service.base_url)

    def send(make: Make, seconds: float) -> Outcome:
        connections = WRITERS_TO_SQLITE if is_sqlite and make is create else CONNECTIONS
        return run(
            lambda: make(row, headers),
            port=service.port,
            connections=connections,
            seconds=seconds,
        )

    return send


READS = pytest.mark.checklist("performance.response-time", proves="reads")
LISTS = pytest.mark.checklist("performance.response-time", proves="lists")
WRITES = pytest.mark.checklist("performance.response-time", proves="writes")


@pytest.mark.parametrize(
    ("make", "status"),
    [
        pytest.param(get, 200, marks=READS, id="reads"),
        pytest.param(list_, 200, marks=LISTS, id="lists"),
        pytest.param(create, 201, marks=WRITES, id="writes"),
    ],
)
def test_99_of_100_answers_take_less_than_200_ms(
    load: Load, make: Make, status: int, record_property: Callable[[str, object], None]
):
    load(make, WARMING)

    outcome = load(make, SECONDS)
    told = f"{outcome.quantile(0.99) * 1000:.1f} ms, median {outcome.quantile(0.5) * 1000:.1f} ms"
    record_property(f"{make.__name__.strip('_')}, 99 of 100 answers within", told)

    assert set(outcome.statuses) == {status}
    assert outcome.quantile(0.99) < PROMISED
    assert outcome.answers >= FEWEST
