"""What becomes of a claim whose change is stopped in the middle: by a table that somebody holds."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from uuid import uuid4

import httpx2
import pytest

from tests.callers import headers_of
from tests.processes import running, wait_until
from tests.registry import SAMPLES
from tests.samples import Body, token
from tests.serving import serving
from tests.sql import execute, fetch, holding
from tests.urls import kind_of

SAMPLE = SAMPLES[0]
LONG_AGO = "'2020-01-01 00:00:00.000000'"
FAR_AWAY = "'2999-01-01 00:00:00.000000'"
_HOLD = {
    "mysql": (f"LOCK TABLES {SAMPLE.name} READ",),
    "postgresql": ("BEGIN", f"LOCK TABLE {SAMPLE.name} IN EXCLUSIVE MODE"),
}
"""Whoever writes to the table waits."""


def send(base_url: str, body: Body, key: str) -> httpx2.Response | None:
    """None where the service died."""
    headers = {**headers_of(base_url), "Idempotency-Key": key}
    try:
        return httpx2.post(f"{base_url}{SAMPLE.path}", json=body, headers=headers, timeout=10)
    except httpx2.TransportError:
        return None


@contextmanager
def stopped(
    base_url: str, database_url: str, body: Body, key: str
) -> Iterator[Future[httpx2.Response | None]]:
    """A request that has claimed its key, and does not get on until the block ends."""
    execute(database_url, "DELETE FROM idempotency_keys")
    with ThreadPoolExecutor(1) as pool, holding(database_url, *_HOLD[kind_of(database_url)]):
        request = pool.submit(send, base_url, body, key)
        wait_until(lambda: fetch(database_url, "SELECT 1 FROM idempotency_keys") != [])
        yield request


def rows(database_url: str) -> int:
    return len(fetch(database_url, f"SELECT id FROM {SAMPLE.name}"))


@pytest.mark.checklist("api.idempotency", proves="race")
def test_a_kill_between_claim_and_commit_leaves_the_work_to_the_next(database_url: str):
    body, key = SAMPLE.fresh(), token()
    before = rows(database_url)
    with running(database_url) as service, stopped(service.base_url, database_url, body, key):
        service.kill()
    execute(database_url, f"UPDATE idempotency_keys SET locked_until = {FAR_AWAY}")

    with running(database_url) as again:
        early = send(again.base_url, body, key)
        execute(database_url, f"UPDATE idempotency_keys SET locked_until = {LONG_AGO}")
        late = send(again.base_url, body, key)

    assert early is not None
    assert late is not None
    assert [early.status_code, late.status_code] == [409, 201]
    assert rows(database_url) == before + 1


def test_who_has_lost_its_claim_changes_nothing(database_url: str):
    before = rows(database_url)
    with (
        serving({"database_url": database_url}) as url,
        stopped(url, database_url, SAMPLE.fresh(), token()) as request,
    ):
        execute(database_url, f"UPDATE idempotency_keys SET attempt = '{uuid4().hex}'")

    answer = request.result()
    assert answer is not None
    assert answer.status_code == 409
    assert rows(database_url) == before
