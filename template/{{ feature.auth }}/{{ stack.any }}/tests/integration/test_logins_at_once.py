"""Hashing takes long, on purpose: whoever asks for something else does not wait for it."""

from concurrent.futures import ThreadPoolExecutor
from statistics import median
from time import perf_counter

import httpx2
import pytest

from tests.logging_in import LOGIN
from tests.people import USERS
from tests.processes import Process, running

AT_ONCE = 20
SLOW_PASSES = 60
"""Over the memory of a password: most of a second, so that whoever waits for one shows."""
LONGEST = 0.2
"""Seconds."""
TRIES = 3
"""A machine that is busy with something else has hiccups of its own."""
PATIENCE = 30
"""Seconds, in which even such a machine has hashed twice."""
BODY = {"email": "many@example.com", "password": "four words in a row"}


@pytest.mark.checklist("security.passwords", proves="stored")
def test_20_logins_at_once_keep_nobody_else_waiting(database_url: str) -> None:
    with running(database_url) as service:
        httpx2.post(f"{service.base_url}{USERS}", json=BODY, timeout=PATIENCE)
        longest = [_longest_of_a_probe(service, AT_ONCE) for _ in range(TRIES)]

    assert min(longest) < LONGEST


@pytest.mark.checklist("security.passwords", proves="stored")
def test_a_hash_that_takes_long_keeps_nobody_else_waiting(database_url: str) -> None:
    with running(
        database_url, PASSWORD_PASSES=str(SLOW_PASSES), REQUEST_TIMEOUT=str(PATIENCE)
    ) as service:
        httpx2.post(f"{service.base_url}{USERS}", json=BODY, timeout=PATIENCE)
        longest = [_longest_of_a_probe(service, 2) for _ in range(TRIES)]

    assert median(longest) < LONGEST


def _longest_of_a_probe(service: Process, at_once: int) -> float:
    """Of the health checks that are asked for while so many log in. The clients are made before: a
    new one takes this process longer than the service takes to answer it."""
    waited = [0.0]
    with (
        ThreadPoolExecutor(at_once) as pool,
        httpx2.Client(base_url=service.base_url, timeout=PATIENCE) as client,
        httpx2.Client(base_url=service.base_url) as probe,
    ):
        logins = [pool.submit(client.post, LOGIN, json=BODY) for _ in range(at_once)]
        while not all(login.done() for login in logins):
            begun = perf_counter()
            probe.get("/health/live").raise_for_status()
            waited.append(perf_counter() - begun)
    assert [login.result().status_code for login in logins] == [200] * at_once
    return max(waited)
