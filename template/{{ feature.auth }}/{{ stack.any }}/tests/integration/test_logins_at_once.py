"""Hashing takes long, on purpose: whoever asks for something else does not wait for it."""

from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import httpx2
import pytest

from tests.logging_in import LOGIN
from tests.people import USERS
from tests.processes import Process, running

AT_ONCE = 20
LONGEST = 0.2
"""Seconds."""
TRIES = 3
"""A machine that is busy with something else has hiccups of its own."""
BODY = {"email": "many@example.com", "password": "four words in a row"}


@pytest.mark.checklist("security.passwords", proves="stored")
def test_20_logins_at_once_keep_nobody_else_waiting(database_url: str) -> None:
    with running(database_url) as service:
        httpx2.post(f"{service.base_url}{USERS}", json=BODY, timeout=15)
        longest = [_longest_of_a_probe(service) for _ in range(TRIES)]

    assert min(longest) < LONGEST


def _longest_of_a_probe(service: Process) -> float:
    """Of the health checks that are asked for while so many log in."""

    def log_in(_: int) -> int:
        url = f"{service.base_url}{LOGIN}"
        return httpx2.post(url, json=BODY, timeout=15).status_code

    waited = [0.0]
    with ThreadPoolExecutor(AT_ONCE) as pool, httpx2.Client(base_url=service.base_url) as probe:
        logins = [pool.submit(log_in, number) for number in range(AT_ONCE)]
        while not all(login.done() for login in logins):
            begun = perf_counter()
            probe.get("/health/live").raise_for_status()
            waited.append(perf_counter() - begun)
    assert [login.result() for login in logins] == [200] * AT_ONCE
    return max(waited)
