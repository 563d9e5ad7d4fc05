"""Counts in Redis: exact over machines, and what happens while it is away."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from typing import Any

import pytest
from redis import Redis

from tests.processes import Process, running, wait_until
from tests.proxy import Proxy

pytestmark = pytest.mark.checklist("security.rate-limiting")

LIMIT = 40
SOON = 1.0
"""Seconds. Nobody waits longer, whatever Redis does."""


@pytest.fixture
def proxy(redis_settings: dict[str, str]) -> Iterator[Proxy]:
    with Proxy(redis_settings["redis_url"]) as proxy:
        yield proxy


@pytest.fixture
def settings(redis_settings: dict[str, str]) -> dict[str, str]:
    """In the environment of a process."""
    named = {name.upper(): value for name, value in redis_settings.items()}
    return {**named, "RATE_LIMIT": f"{LIMIT}/hour"}


def at_once(services: list[Process], times: int) -> Counter[int]:
    """Statuses of so many requests, to each service in turn."""
    with ThreadPoolExecutor(20) as pool:
        return Counter(pool.map(lambda n: asked(services[n % len(services)]), range(times)))


def asked(service: Process) -> int:
    """The status of the answer, on a connection of its own: any worker may take it."""
    with closing(HTTPConnection("127.0.0.1", service.port, timeout=30)) as connection:
        connection.request("GET", "/nothing")
        return connection.getresponse().status


def timed(service: Process) -> float:
    """Seconds until a request is answered, let in or not."""
    begun = time.monotonic()
    assert asked(service) in (404, 429)
    return time.monotonic() - begun


def told(service: Process) -> list[str]:
    """What was logged of Redis."""
    lines: list[dict[str, Any]] = [json.loads(line) for line in service.log().splitlines()]
    events = [str(line["event"]) for line in lines if line["event"].startswith("redis is")]
    return [event.partition(":")[0] for event in events]


@pytest.mark.checklist("security.rate-limiting", proves="exact")
def test_machines_count_together(database_url: str, settings: dict[str, str]):
    with (
        running(database_url, WORKERS="2", **settings) as one,
        running(database_url, WORKERS="2", **settings) as other,
    ):
        assert at_once([one, other], 5 * LIMIT) == {404: LIMIT, 429: 4 * LIMIT}


def test_its_keys_have_its_prefix_and_end_by_themselves(
    database_url: str, settings: dict[str, str], redis_settings: dict[str, str]
):
    with running(database_url, **settings) as service:
        asked(service)
    with Redis.from_url(redis_settings["redis_url"]) as redis:
        seconds = [redis.ttl(key) for key in redis.scan_iter(f"{settings['REDIS_PREFIX']}:*")]

    assert len(seconds) == 1
    assert 0 < seconds[0] <= 3600


@pytest.mark.parametrize("outage", ["stopped", "frozen"])
def test_while_it_is_away_each_machine_counts_for_itself(
    database_url: str, settings: dict[str, str], proxy: Proxy, outage: str
):
    with running(database_url, **{**settings, "REDIS_URL": proxy.url}) as service:
        asked(service)
        (proxy.stop if outage == "stopped" else proxy.freeze)()
        times = sorted(timed(service) for _ in range(10))
        away = at_once([service], 2 * LIMIT)
        lost = told(service)
        (proxy.start if outage == "stopped" else proxy.thaw)()
        wait_until(lambda: timed(service) < SOON and len(told(service)) == 2, seconds=10)
        back = at_once([service], 2 * LIMIT)

    assert times[-1] < SOON
    assert times[-2] < SOON / 4  # one alone has waited for Redis
    assert away == {404: LIMIT - 10, 429: LIMIT + 10}
    assert lost == ["redis is away"]
    assert 0 < back[404] < LIMIT  # what was counted in Redis before still counts


def test_it_starts_without_redis(database_url: str, settings: dict[str, str]):
    with running(database_url, **{**settings, "REDIS_URL": "redis://127.0.0.1:1/0"}) as service:
        answers = at_once([service], 2 * LIMIT)
        ready = service.get("/health/ready").status_code

    assert answers == {404: LIMIT, 429: LIMIT}
    assert ready == 200
