"""The database is away or frozen: answers come in time, and the same process recovers."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from tests.callers import client_of, headers_of
from tests.processes import Process, running, wait_until
from tests.proxy import Proxy
from tests.registry import SAMPLES

SAMPLE = SAMPLES[0]
SOON = 5.0
"""Seconds. Whatever the database does, an answer is there before."""


@pytest.fixture(scope="module")
def proxy(database_url: str) -> Iterator[Proxy]:
    with Proxy(database_url) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def service(proxy: Proxy) -> Iterator[Process]:
    with running(proxy.url, DATABASE_POOL_SIZE="5") as service:
        yield service


@pytest.fixture(scope="module")
def client(service: Process) -> Iterator[httpx2.Client]:
    """One for all: to make a client takes longer than an answer does."""
    with client_of(service.base_url, timeout=30) as client:
        yield client


def timed(client: httpx2.Client, method: str, path: str) -> tuple[httpx2.Response, float]:
    begun = time.monotonic()
    body = SAMPLE.fresh() if method == "POST" else None
    answer = client.request(method, path, json=body)
    return answer, time.monotonic() - begun


def at_once(client: httpx2.Client, method: str, times: int) -> list[tuple[int, float]]:
    with ThreadPoolExecutor(times) as pool:
        done = [pool.submit(timed, client, method, SAMPLE.path) for _ in range(times)]
        return [(answer.status_code, took) for answer, took in (each.result() for each in done)]


def recovers(client: httpx2.Client) -> None:
    """Every one of thirty requests, at once and of each kind."""
    wait_until(lambda: client.get("/health/ready").is_success)
    assert {status for status, _ in at_once(client, "GET", 30)} == {200}
    assert {status for status, _ in at_once(client, "POST", 5)} == {201}


@pytest.mark.checklist("database.connection-pooling", proves="checked")
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_stopped_database_is_a_503_and_comes_back(
    client: httpx2.Client, proxy: Proxy, method: str
):
    recovers(client)
    proxy.stop()
    answers = at_once(client, method, 20)
    live, quick = timed(client, "GET", "/health/live")
    ready = client.get("/health/ready")
    proxy.start()

    assert {status for status, _ in answers} == {503}
    assert max(took for _, took in answers) < SOON
    assert (live.status_code, quick < 1) == (200, True)
    assert ready.status_code == 503
    assert ready.json()["data"]["checks"]["database"]["status"] == "down"
    recovers(client)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_frozen_database_is_answered_in_time_and_thaws(
    client: httpx2.Client, proxy: Proxy, method: str
):
    recovers(client)
    proxy.freeze()
    with ThreadPoolExecutor(1) as pool:
        lives = pool.submit(lambda: [timed(client, "GET", "/health/live")[1] for _ in range(20)])
        answers = at_once(client, method, 20)
    proxy.thaw()

    assert {status for status, _ in answers} <= {503, 504}
    assert max(took for _, took in answers) < SOON
    assert max(lives.result()) < 1
    recovers(client)


def test_it_starts_without_its_database_and_becomes_ready(database_url: str, base_url: str):
    proxy, headers = Proxy(database_url), headers_of(base_url)
    with running(proxy.url) as service:
        before = service.get("/health/ready").status_code
        refused = service.get(SAMPLE.path, headers).status_code
        with proxy:
            wait_until(lambda: service.get("/health/ready").is_success)
            after = service.get(SAMPLE.path, headers).status_code

    assert (before, refused, after) == (503, 503, 200)
