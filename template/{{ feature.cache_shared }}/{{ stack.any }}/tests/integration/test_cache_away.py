"""A cache that is down, frozen or slow: nobody is shown what is wrong, or waits for long."""

from collections.abc import Iterator
from time import monotonic, sleep
from typing import Any, NamedTuple

import pytest
from httpx2 import Client

from tests.cache_server import own_cache, place_of, through
from tests.callers import client_of
from tests.parents import fresh
from tests.processes import wait_until
from tests.registry import SAMPLES
from tests.relay import Relay
from tests.samples import Sample
from tests.serving import serving

pytestmark = pytest.mark.checklist("performance.cache", proves="away")

SAMPLE: Sample = SAMPLES[0]
TIMEOUT = 0.4
"""Seconds that the service waits for its cache."""
FROZEN = 60.0
SLOW = TIMEOUT / 8
"""Of an answer: what counts requests may be in the same Redis, and waits for it as well."""
READS = 12


class Service(NamedTuple):
    client: Client
    relay: Relay

    def make(self) -> str:
        made = self.client.post(SAMPLE.path, json=fresh(self.client, SAMPLE)).raise_for_status()
        return f"{SAMPLE.path}/{made.json()['data']['id']}"

    def read(self, path: str) -> Any:
        return self.client.get(path).raise_for_status().json()["data"]

    def change(self, path: str) -> Any:
        body = fresh(self.client, SAMPLE)
        return self.client.patch(path, json=body).raise_for_status().json()["data"]


@pytest.fixture
def service(database_url: str) -> Iterator[Service]:
    """With a cache at the end of a way that a test may spoil."""
    with own_cache() as own, Relay(*place_of(own)) as relay:
        settings = {"database_url": database_url, **own, "cache_timeout": TIMEOUT}
        with (
            serving({**settings, **through(relay.port)}) as url,
            client_of(url, timeout=15) as client,
        ):
            yield Service(client, relay)


def spoil(relay: Relay, outage: str) -> None:
    if outage == "down":
        relay.stop()
    else:
        relay.delay = {"frozen": FROZEN, "slow": SLOW}[outage]


@pytest.mark.parametrize("outage", ["down", "frozen", "slow"])
def test_reads_go_on(service: Service, outage: str):
    where = service.make()
    known = service.read(where)
    spoil(service.relay, outage)
    begun = monotonic()

    read = [service.read(where) for _ in range(READS)]

    assert read == [known] * READS
    assert monotonic() - begun < READS * TIMEOUT / 2  # most have not waited until they gave up


@pytest.mark.parametrize("outage", ["down", "frozen", "slow"])
def test_changes_go_on_and_are_seen(service: Service, outage: str):
    where = service.make()
    service.read(where)
    spoil(service.relay, outage)
    begun = monotonic()

    changed = service.change(where)

    assert service.read(where) == changed
    assert monotonic() - begun < READS * TIMEOUT


def test_what_has_changed_meanwhile_is_not_shown_once_it_is_back(service: Service):
    where = service.make()
    service.read(where)
    service.relay.stop()
    changed = service.change(where)
    service.relay.start()
    end = monotonic() + 3

    read = []
    while monotonic() < end:
        read.append(service.read(where))
        sleep(0.1)

    assert read == [changed] * len(read)


def test_it_is_asked_again_once_it_is_back(service: Service):
    where = service.make()
    service.relay.stop()
    known = service.read(where)
    service.relay.start()

    def is_kept() -> bool:
        assert service.read(where) == known
        return bool(service.relay.answers)

    wait_until(is_kept, seconds=10)


def test_a_service_starts_without_its_cache(database_url: str):
    with own_cache() as own:
        settings = {"database_url": database_url, **own, **through(1)}
        with serving(settings) as url, client_of(url, timeout=15) as client:
            client.get(SAMPLE.path).raise_for_status()
            client.get("/health/ready").raise_for_status()
