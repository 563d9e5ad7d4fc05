"""What takes too long in the database is ended there as well.

A lock that another connection holds makes every statement on a table slow.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager

import httpx2
import pytest

from tests.callers import client_of
from tests.processes import running, wait_until
from tests.registry import SAMPLES
from tests.sql import fetch, holding
from tests.urls import kind_of

SAMPLE = SAMPLES[0]
LOCK = {
    "mysql": ("LOCK TABLES {table} WRITE",),
    "postgresql": ("BEGIN", "LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"),
}
WAITING = {
    "mysql": "SELECT id FROM information_schema.processlist "
    "WHERE db = schema() AND id <> connection_id() AND command = 'Query'",
    "postgresql": "SELECT pid FROM pg_stat_activity "
    "WHERE datname = current_database() AND wait_event_type = 'Lock'",
}
SOON = 2.0
"""Seconds in which a server notices that nobody waits any more. MySQL looks once a second."""


def locked(url: str) -> AbstractContextManager[None]:
    """Nobody else reads or writes the table in this block."""
    return holding(url, *(sql.format(table=SAMPLE.name) for sql in LOCK[kind_of(url)]))


def waiting(url: str) -> int:
    return len(fetch(url, WAITING[kind_of(url)]))


@pytest.mark.parametrize(
    "settings",
    [{"DATABASE_STATEMENT_TIMEOUT": "0.2"}, {"REQUEST_TIMEOUT": "0.3"}],
    ids=["by the statement's deadline", "by the request's deadline"],
)
def test_a_slow_statement_is_a_504_and_is_cancelled(settings: dict[str, str], database_url: str):
    with (
        running(database_url, **settings) as service,
        client_of(service.base_url, timeout=10) as client,
    ):
        before = client.get(SAMPLE.unread()).status_code
        with locked(database_url):
            slow = client.get(SAMPLE.unread())
            wait_until(lambda: waiting(database_url) == 0, seconds=SOON)
        after = client.get(SAMPLE.unread()).status_code

    assert slow.status_code == 504
    assert slow.json()["error"]["code"] == "DEADLINE_EXCEEDED"
    assert (before, after) == (200, 200)


@pytest.mark.checklist("database.connection-pooling", proves="bounded")
def test_an_exhausted_pool_is_a_503_and_leaks_nothing(database_url: str):
    # Under a second: MySQL counts its patience with locks in whole ones, and says 503 after it.
    patience = {"DATABASE_POOL_TIMEOUT": "0.2", "DATABASE_STATEMENT_TIMEOUT": "0.8"}
    with (
        running(database_url, DATABASE_POOL_SIZE="3", **patience) as service,
        client_of(service.base_url, timeout=10) as client,
    ):
        with locked(database_url):
            slow = at_once(client, 20)
        after = at_once(client, 20)

    assert slow.count(504) == 3
    assert slow.count(503) == 17
    assert set(after) == {200}


def at_once(client: httpx2.Client, times: int) -> list[int]:
    with ThreadPoolExecutor(times) as pool:
        done = [pool.submit(client.get, SAMPLE.unread()) for _ in range(times)]
        return [each.result().status_code for each in done]
