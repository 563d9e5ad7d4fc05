"""PostgreSQL is away, frozen, late or exhausted: answers in time, and the same process recovers."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from statistics import median

import httpx2
import pytest

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


def timed(method: str, url: str) -> tuple[httpx2.Response, float]:
    begun = time.monotonic()
    body = SAMPLE.fresh() if method == "POST" else None
    answer = httpx2.request(method, url, json=body, timeout=30)
    return answer, time.monotonic() - begun


def at_once(service: Process, method: str, path: str, times: int) -> list[tuple[int, float]]:
    with ThreadPoolExecutor(times) as pool:
        url = f"{service.base_url}{path}"
        done = [pool.submit(timed, method, url) for _ in range(times)]
        return [(answer.status_code, took) for answer, took in (each.result() for each in done)]


def recovers(service: Process) -> None:
    """Every one of thirty requests, at once and of each kind."""
    wait_until(lambda: service.get("/health/ready").is_success)
    assert {status for status, _ in at_once(service, "GET", SAMPLE.path, 30)} == {200}
    assert {status for status, _ in at_once(service, "POST", SAMPLE.path, 5)} == {201}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_stopped_database_is_a_503_and_comes_back(service: Process, proxy: Proxy, method: str):
    recovers(service)
    proxy.stop()
    answers = at_once(service, method, SAMPLE.path, 20)
    live, quick = timed("GET", f"{service.base_url}/health/live")
    ready = service.get("/health/ready")
    proxy.start()

    assert {status for status, _ in answers} == {503}
    assert max(took for _, took in answers) < SOON
    assert (live.status_code, quick < 1) == (200, True)
    assert ready.status_code == 503
    assert ready.json()["data"]["checks"]["database"]["status"] == "down"
    recovers(service)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_frozen_database_is_answered_in_time_and_thaws(
    service: Process, proxy: Proxy, method: str
):
    recovers(service)
    live = f"{service.base_url}/health/live"
    proxy.freeze()
    with ThreadPoolExecutor(1) as pool:
        lives = pool.submit(lambda: [timed("GET", live)[1] for _ in range(20)])
        answers = at_once(service, method, SAMPLE.path, 20)
    proxy.thaw()

    assert {status for status, _ in answers} <= {503, 504}
    assert max(took for _, took in answers) < SOON
    assert median(lives.result()) < 1
    recovers(service)


def test_it_starts_without_its_database_and_becomes_ready(database_url: str):
    proxy = Proxy(database_url)
    with running(proxy.url) as service:
        before = service.get("/health/ready").status_code
        refused = service.get(SAMPLE.path).status_code
        with proxy:
            wait_until(lambda: service.get("/health/ready").is_success)
            after = service.get(SAMPLE.path).status_code

    assert (before, refused, after) == (503, 503, 200)
