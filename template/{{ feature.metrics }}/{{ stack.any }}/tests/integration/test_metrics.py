"""Metrics of a whole service: over its workers, for those who may read them."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import httpx2
import pytest

from app.http.answers import ok
from app.http.native import Response
from tests.callers import headers_of
from tests.contract.promises import is_failure
from tests.processes import Process, running, wait_until
from tests.registry import SAMPLES
from tests.serving import serving

TOKEN = "a-token-of-the-tests"
WORKERS = pytest.mark.checklist("operations.metrics", proves="workers")


def _sum(told: str, name: str, labels: str = "") -> float:
    """Of every series of this name that has these labels."""
    found = re.findall(rf"^{name}(\{{.*\}})? (\S+)$", told, re.MULTILINE)
    return sum(float(value) for given, value in found if labels in given)


def _load(service: Process, requests: int) -> None:
    """Over many connections, so that no worker is without."""
    url, headers = f"{service.base_url}{SAMPLES[0].path}", headers_of(service.base_url)

    def ask(number: int) -> int:
        return httpx2.get(url, headers=headers, timeout=30).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(requests))) == {200}


@WORKERS
def test_the_requests_of_all_workers_are_counted_exactly(database_url: str, tmp_path: Path) -> None:
    labels = f'route="{SAMPLES[0].path}",status="200"'
    settings = {"WORKERS": "2", "DATABASE_POOL_SIZE": "6", "TMPDIR": str(tmp_path)}
    with running(database_url, **settings) as service:
        asked = 0
        while asked < 400:
            _load(service, 100)
            asked += 100
            told = service.get("/metrics").text
            if _sum(told, "database_connections_limit") == 6:
                break

        assert _sum(told, "http_requests_total", labels) == asked
        assert _sum(told, "http_request_duration_seconds_count", SAMPLES[0].path) == asked
        assert _sum(told, "database_connections_limit") == 6  # three of each: both have served
        assert _sum(told, "http_requests_in_flight") == 0
        assert service.stop() == 0
    assert list(tmp_path.iterdir()) == []


def test_nobody_reads_them_without_the_token(database_url: str) -> None:
    settings = {"database_url": database_url, "metrics_token": TOKEN}
    with serving(settings) as url:
        refused = httpx2.get(f"{url}/metrics")
        wrong = httpx2.get(f"{url}/metrics", headers={"Authorization": "Bearer something-else"})
        right = httpx2.get(f"{url}/metrics", headers={"Authorization": f"Bearer {TOKEN}"})

    assert (refused.status_code, wrong.status_code, right.status_code) == (401, 401, 200)
    assert refused.headers["WWW-Authenticate"] == "Bearer"
    assert refused.json()["error"]["code"] == "UNAUTHENTICATED"
    assert is_failure(refused.json())
    assert TOKEN not in right.text


def test_an_overloaded_service_tells_what_it_is_doing(database_url: str) -> None:
    go = Event()

    def wait() -> Response:
        go.wait(4)
        return ok({})

    settings = {"database_url": database_url, "max_in_flight": 1}
    with serving(settings, {("GET", "/waits"): wait}) as url, ThreadPoolExecutor(1) as pool:
        headers = headers_of(url)
        waiting = pool.submit(httpx2.get, f"{url}/waits", timeout=15)
        try:
            wait_until(lambda: _in_flight(url) == 1)
            refused = httpx2.get(f"{url}{SAMPLES[0].path}", headers=headers)
        finally:
            go.set()

        assert refused.status_code == 503
        assert waiting.result().status_code == 200
        assert _in_flight(url) == 0


def _in_flight(url: str) -> float:
    return _sum(httpx2.get(f"{url}/metrics").text, "http_requests_in_flight")
