"""SQL that a test sends by itself, past the service, on a connection of its own.

The same names on every framework, over the drivers that its services bring; here psycopg, PyMySQL
and sqlite3. A statement stands alone, committed at once, unless the one before it was BEGIN.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

import psycopg
import pymysql

from tests.sent import Arguments
from tests.urls import kind_of, path_of, server_of

Rows = list[tuple[Any, ...]]

ERRORS: tuple[type[Exception], ...] = (OSError, psycopg.Error, pymysql.Error, sqlite3.Error)
"""What these functions raise where no server answers, or it refuses a statement."""

_PATIENCE = 5
"""Seconds to reach a server."""


def execute(url: str, *statements: str) -> None:
    """One after the other, on one connection."""
    with holding(url, *statements):
        pass


def fetch(
    url: str, statement: str, arguments: Arguments = (), *, after: Sequence[str] = ()
) -> Rows:
    """Every row that it gives, `after` others on the same connection."""
    with _cursor(url) as cursor:
        for earlier in after:
            cursor.execute(earlier)
        cursor.execute(statement, *([arguments] if arguments else []))
        return list(cursor.fetchall())


@contextmanager
def holding(url: str, *statements: str) -> Iterator[None]:
    """Runs them, as BEGIN and a lock, on a connection that is open until the block ends."""
    with _cursor(url) as cursor:
        for statement in statements:
            cursor.execute(statement)
        yield


@contextmanager
def _cursor(url: str) -> Iterator[Any]:
    connect = {"mysql": _by_pymysql, "postgresql": _by_psycopg, "sqlite": _by_sqlite3}
    with closing(connect[kind_of(url)](url)) as connection:
        yield connection.cursor()


def _by_psycopg(url: str) -> Any:
    conninfo = f"postgresql://{url.partition('://')[2]}"
    connection = psycopg.connect(conninfo, autocommit=True, connect_timeout=_PATIENCE)
    connection.cursor_factory = psycopg.RawCursor
    return connection


def _by_pymysql(url: str) -> Any:
    server = server_of(url)
    return pymysql.connect(
        host=server.host,
        port=server.port,
        user=server.user,
        password=server.password,
        database=server.database or None,
        connect_timeout=_PATIENCE,
        autocommit=True,
    )


def _by_sqlite3(url: str) -> Any:
    return sqlite3.connect(path_of(url), isolation_level=None)
