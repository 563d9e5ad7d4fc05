"""What clients see of the cache: nothing, but that the database is asked less often."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any, NamedTuple

import httpx2
import pytest
from httpx2 import Client

from tests.cache_server import own_cache
from tests.callers import COSTS, client_of, headers_of
from tests.parents import fresh
from tests.processes import running
from tests.registry import SAMPLES
from tests.samples import Sample
from tests.sent import Sent
from tests.serving import serving
from tests.sql import execute
from tests.statements import recorded

BY_SAMPLE = pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
_A_MOMENT = 0.01
"""Seconds. Some drivers tell of a statement a moment after it has run."""
PATIENT = {"cache_seconds": 60, "cache_timeout": 1}
"""Settings of a service that takes a busy machine for no outage."""
_CHANGES, _READERS = 25, 3


class Cached(NamedTuple):
    """A service with a cache of its own, and the statements that it sends."""

    client: Client
    statements: list[Sent]

    def cost(self, path: str) -> list[str]:
        """Of a read, beside what it costs to know who asks."""
        sleep(_A_MOMENT)
        self.statements.clear()
        self.client.get(path).raise_for_status()
        sleep(_A_MOMENT)
        return [sent.word for sent in self.statements][len(COSTS) :]

    def read(self, path: str) -> Any:
        return self.client.get(path).raise_for_status().json()["data"]

    def make(self, sample: Sample) -> str:
        """The path of a new row."""
        made = self.client.post(sample.path, json=fresh(self.client, sample)).raise_for_status()
        return f"{sample.path}/{made.json()['data']['id']}"


@pytest.fixture
def cached(database_url: str) -> Iterator[Cached]:
    with (
        own_cache() as own,
        recorded() as statements,
        serving({"database_url": database_url, **own, **PATIENT}) as url,
        client_of(url, timeout=15) as client,
    ):
        yield Cached(client, statements)


@BY_SAMPLE
@pytest.mark.checklist("performance.cache", proves="hit")
def test_what_was_read_is_read_again_without_the_database(cached: Cached, sample: Sample):
    where = cached.make(sample)
    paths = [where, f"{sample.path}?page_size=2", f"{sample.path}?page_size=2&cursor="]

    first = [cached.cost(path) for path in paths]
    again = [cached.cost(path) for path in paths]

    assert (first, again) == ([["SELECT"]] * 3, [[]] * 3)


@BY_SAMPLE
@pytest.mark.checklist("performance.cache", proves="hit")
def test_what_is_kept_is_what_was_read(cached: Cached, sample: Sample):
    where = cached.make(sample)
    paths = [where, f"{sample.path}?page_size=3", f"{sample.path}?page_size=3&cursor="]

    first = [cached.client.get(path) for path in paths]
    again = [cached.client.get(path) for path in paths]

    assert [each.json()["data"] for each in again] == [each.json()["data"] for each in first]
    assert again[0].headers["ETag"] == first[0].headers["ETag"]
    pages = [[each.json()["meta"]["pagination"] for each in time[1:]] for time in (first, again)]
    assert pages[0] == pages[1]


@BY_SAMPLE
@pytest.mark.checklist("performance.cache", proves="invalidation")
def test_a_change_is_seen_by_whoever_reads_next(cached: Cached, sample: Sample):
    where = cached.make(sample)
    key, first = where.rpartition("/")[2], f"{sample.path}?page_size=1&cursor="
    cached.read(where), cached.read(first)
    changed = cached.client.patch(where, json=fresh(cached.client, sample)).json()["data"]

    assert cached.read(where) == changed
    assert cached.read(first) == [changed]

    newest = cached.make(sample).rpartition("/")[2]
    assert cached.read(first)[0]["id"] == newest != key

    cached.client.delete(where).raise_for_status()
    assert cached.client.get(where).status_code == 404
    assert key not in [row["id"] for row in cached.read(f"{sample.path}?page_size=2&cursor=")]


@BY_SAMPLE
@pytest.mark.checklist("performance.cache", proves="invalidation")
def test_what_is_going_to_be_changed_is_read_from_the_database(
    cached: Cached, sample: Sample, database_url: str
):
    where = cached.make(sample)
    tag, body = cached.client.get(where).headers["ETag"], fresh(cached.client, sample)
    execute(
        database_url, f"UPDATE {sample.name} SET version = version + 1"
    )  # the cache is not told

    shown = cached.client.get(where).headers["ETag"]
    changed = cached.client.patch(where, json=body, headers={"If-Match": tag})

    assert (shown, changed.status_code) == (tag, 412)


@BY_SAMPLE
@pytest.mark.checklist("performance.cache", proves="invalidation")
def test_a_change_that_is_refused_changes_nothing(cached: Cached, sample: Sample):
    where = cached.make(sample)
    before = cached.read(where)
    tag = {"If-Match": '"99"'}

    refused = cached.client.patch(where, json=fresh(cached.client, sample), headers=tag)

    assert refused.status_code == 412
    assert cached.read(where) == before


@BY_SAMPLE
@pytest.mark.checklist("performance.cache", proves="stampede")
def test_a_hundred_who_ask_at_once_cost_one_statement(cached: Cached, sample: Sample):
    where = cached.make(sample)
    together = threading.Barrier(100, timeout=30)
    cached.client.get(sample.path)
    sleep(_A_MOMENT)
    cached.statements.clear()

    def ask(_: int) -> int:
        together.wait()
        return cached.client.get(where, timeout=30).status_code

    with ThreadPoolExecutor(100) as pool:
        assert set(pool.map(ask, range(100))) == {200}
    sleep(_A_MOMENT)
    reads = [sent for sent in cached.statements if f" {sample.name}" in sent.text.replace('"', " ")]

    assert len(reads) == 1


@pytest.mark.checklist("performance.cache", proves="invalidation")
def test_over_two_workers_who_has_made_a_change_sees_it(database_url: str):
    """While others read the same all the time, so that it is being kept when it changes."""
    sample = SAMPLES[0]
    with own_cache() as own:
        settings = {name.upper(): str(value) for name, value in {**own, **PATIENT}.items()}
        with (
            running(database_url, WORKERS="2", RATE_LIMIT="1000000/minute", **settings) as service,
            client_of(service.base_url, timeout=15) as client,
        ):
            stale = _changed_and_read(client, sample, service.base_url)

    assert stale == []


def _changed_and_read(client: Client, sample: Sample, base_url: str) -> list[Any]:
    """What was read after a change, and was not what the change had answered."""
    made = client.post(sample.path, json=fresh(client, sample)).raise_for_status()
    where = f"{base_url}{sample.path}/{made.json()['data']['id']}"
    told: dict[str, Any] = {"headers": headers_of(base_url), "timeout": 15}
    over = threading.Event()

    def read_on(_: int) -> None:
        while not over.wait(_A_MOMENT):
            httpx2.get(where, **told)

    def changed_and_read(_: int) -> tuple[Any, Any]:
        """Each on a connection of its own, so that any worker may take it."""
        body = fresh(client, sample)
        changed = httpx2.patch(where, json=body, **told).raise_for_status()
        read = httpx2.get(where, **told).raise_for_status()
        return changed.json()["data"], read.json()["data"]

    with ThreadPoolExecutor(_READERS) as readers:
        reading = readers.map(read_on, range(_READERS))
        try:
            found = [changed_and_read(number) for number in range(_CHANGES)]
        finally:
            over.set()
        list(reading)
    return [read for changed, read in found if read != changed]
