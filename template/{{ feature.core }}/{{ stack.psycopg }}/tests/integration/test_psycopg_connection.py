"""A connection is quick to ask, and yet waits for nothing longer than it may."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from decimal import Decimal
from time import monotonic

import psycopg
import pytest

from app.http import deadline
from app.infrastructure.database import psycopg_connection
from app.infrastructure.database.psycopg_connection import DeadlineConnection
from tests.sql import execute

TABLE = "CREATE TABLE kept (id int PRIMARY KEY, amount numeric(6, 2), name text)"
BY_ID = "SELECT amount, name FROM kept WHERE id = $1"


@pytest.fixture
def url(database_url: str) -> Iterator[str]:
    execute(database_url, TABLE, "INSERT INTO kept VALUES (1, 1.50, 'one')")
    yield f"postgresql://{database_url.partition('://')[2]}"
    execute(database_url, "DROP TABLE kept")


@pytest.fixture
def connection(url: str) -> Iterator[DeadlineConnection]:
    with DeadlineConnection.connect(url, autocommit=True, prepare_threshold=None) as connection:
        yield connection


def test_what_is_asked_is_answered_in_types_of_python(connection: DeadlineConnection):
    assert connection.rows(BY_ID, [1], tuple) == [(Decimal("1.50"), "one")]
    assert connection.rows(BY_ID, [2], tuple) == []
    assert connection.changed("UPDATE kept SET name = $1 WHERE id = $2", [None, 1]) == 1
    assert connection.changed("UPDATE kept SET name = $1 WHERE id = $2", ["two", 10**12]) == 0
    assert connection.rows(BY_ID, [1], list) == [[Decimal("1.50"), None]]


def test_a_refusal_is_told_and_the_connection_goes_on(connection: DeadlineConnection):
    for _ in range(2):
        with pytest.raises(psycopg.errors.UniqueViolation) as refusal:
            connection.changed("INSERT INTO kept (id) VALUES ($1)", [1])
        assert refusal.value.diag.constraint_name == "kept_pkey"

    assert connection.is_idle()
    assert connection.rows(BY_ID, [1], tuple)


def test_a_transaction_is_whole_or_nothing(connection: DeadlineConnection):
    for end, left in ((b"ROLLBACK", 1), (b"COMMIT", 0)):
        connection.command(b"BEGIN")
        connection.changed("DELETE FROM kept WHERE id = $1", [1])
        assert not connection.is_idle()
        connection.command(end)

        assert connection.is_idle()
        assert len(connection.rows(BY_ID, [1], tuple)) == left


@pytest.mark.parametrize("in_a_request", [False, True])
def test_nothing_is_waited_for_longer_than_it_may_be(
    connection: DeadlineConnection, in_a_request: bool
):
    connection.patience = 5 if in_a_request else 0.3
    begun = monotonic()

    def ask() -> None:
        if in_a_request:
            deadline.start(0.3)
        with pytest.raises(psycopg.errors.QueryCanceled):
            connection.rows("SELECT pg_sleep($1)", [3], tuple)

    copy_context().run(ask)

    assert 0.3 <= monotonic() - begun < 1
    assert connection.closed


def test_who_asks_in_time_is_never_cut_off(url: str):
    def ask_on(number: int) -> int:
        with DeadlineConnection.connect(url, autocommit=True) as connection:
            connection.patience = 0.2
            return sum(len(connection.rows("SELECT pg_sleep(0.07)", [], tuple)) for _ in range(8))

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask_on, range(4))) == [8] * 4


def test_a_server_that_went_away_shows_before_anything_is_asked(
    connection: DeadlineConnection, database_url: str
):
    assert not connection.has_ended()
    execute(database_url, f"SELECT pg_terminate_backend({connection.info.backend_pid}, 2000)")

    assert connection.has_ended()
    with pytest.raises(psycopg.OperationalError):
        connection.rows(BY_ID, [1], tuple)
    assert not connection.is_idle()


def test_a_connection_that_is_lost_is_told_as_lost(
    connection: DeadlineConnection, database_url: str
):
    execute(database_url, f"SELECT pg_terminate_backend({connection.info.backend_pid}, 2000)")

    with pytest.raises(psycopg.OperationalError):
        connection.rows(BY_ID, [1], tuple)

    assert connection.closed


def test_a_column_of_another_type_is_read_as_what_it_is_by_now(
    connection: DeadlineConnection, database_url: str
):
    assert connection.rows(BY_ID, [1], tuple) == [(Decimal("1.50"), "one")]
    execute(database_url, "ALTER TABLE kept ALTER amount TYPE text")

    assert connection.rows(BY_ID, [1], tuple) == [("1.50", "one")]


def test_only_so_many_statements_are_kept(
    connection: DeadlineConnection, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(psycopg_connection, "_MOST_PREPARED", 3)

    for _ in range(2):
        for number in range(6):
            found = connection.rows(f"SELECT {number} + $1", [1], tuple)
            assert found == [(number + 1,)]

    kept = connection.rows("SELECT count(*) FROM pg_prepared_statements", [], tuple)
    assert kept == [(3,)]
