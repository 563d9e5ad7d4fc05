"""All workers count together, as processes of their own, as production runs them."""

import subprocess
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from http.client import HTTPConnection
from random import randbytes

import httpx2
import pytest

from tests.processes import Process, running, wait_until

pytestmark = pytest.mark.checklist("security.rate-limiting", proves="exact")

LIMIT, WORKERS = 50, 4


@pytest.fixture(scope="module")
def service(database_url: str) -> Iterator[Process]:
    settings = {"RATE_LIMIT": f"{LIMIT}/hour", "TRUSTED_PROXIES": "127.0.0.1"}
    with running(database_url, WORKERS=str(WORKERS), **settings) as service:
        yield service


def new_client() -> dict[str, str]:
    """The header of a client that nobody has counted yet."""
    return {"X-Forwarded-For": f"10.{'.'.join(map(str, randbytes(3)))}"}


def at_once(service: Process, client: dict[str, str], times: int) -> Counter[int]:
    """Statuses of so many requests, each on a connection of its own: any worker may take it."""

    def ask(_: int) -> int:
        with closing(HTTPConnection("127.0.0.1", service.port, timeout=30)) as connection:
            connection.request("GET", "/nothing", headers=client)
            return connection.getresponse().status

    with ThreadPoolExecutor(25) as pool:
        return Counter(pool.map(ask, range(times)))


def test_of_five_times_the_limit_at_once_exactly_the_limit_pass(service: Process):
    assert at_once(service, new_client(), 5 * LIMIT) == {404: LIMIT, 429: 4 * LIMIT}


def test_workers_that_are_killed_take_no_counts_with_them(service: Process):
    client = new_client()

    before = at_once(service, client, LIMIT // 2)
    subprocess.run(["pkill", "-KILL", "-P", str(service.process.pid)], check=True)
    wait_until(lambda: _answers(service))
    after = at_once(service, client, 2 * LIMIT)

    assert before == {404: LIMIT // 2}
    assert after == {404: LIMIT - LIMIT // 2, 429: 2 * LIMIT - (LIMIT - LIMIT // 2)}


def _answers(service: Process) -> bool:
    """Every worker, as far as a few connections can tell."""
    with suppress(httpx2.TransportError):
        return all(service.get("/health/live").is_success for _ in range(8))
    return False
