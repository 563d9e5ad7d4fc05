"""SQL that a test sends by itself, past the service, on a connection of its own.

The same names on every framework, over the drivers that its services bring; here asyncpg, asyncmy
and sqlite3. A statement stands alone, committed at once, unless the one before it was BEGIN.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from typing import Any

import asyncmy
import asyncpg
from asyncmy.errors import MySQLError

from tests.sent import Arguments
from tests.urls import kind_of, path_of, server_of

Rows = list[tuple[Any, ...]]
Run = Callable[[str, Arguments], Rows]

ERRORS: tuple[type[Exception], ...] = (
    OSError,
    MySQLError,
    asyncpg.InterfaceError,
    asyncpg.PostgresError,
    sqlite3.Error,
)
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
    with _connected(url) as run:
        for earlier in after:
            run(earlier, ())
        return run(statement, arguments)


@contextmanager
def holding(url: str, *statements: str) -> Iterator[None]:
    """Runs them, as BEGIN and a lock, on a connection that is open until the block ends."""
    with _connected(url) as run:
        for statement in statements:
            run(statement, ())
        yield


def _connected(url: str) -> AbstractContextManager[Run]:
    """What runs a statement and gives its rows."""
    drivers = {"mysql": _by_asyncmy, "postgresql": _by_asyncpg, "sqlite": _by_sqlite3}
    return drivers[kind_of(url)](url)


@contextmanager
def _by_asyncpg(url: str) -> Iterator[Run]:
    dsn = f"postgresql://{url.partition('://')[2]}"
    with asyncio.Runner() as runner:
        connection = runner.run(asyncpg.connect(dsn, timeout=_PATIENCE))
        try:
            yield lambda statement, arguments: [
                tuple(row) for row in runner.run(connection.fetch(statement, *arguments))
            ]
        finally:
            runner.run(connection.close())


@contextmanager
def _by_asyncmy(url: str) -> Iterator[Run]:
    server = server_of(url)

    async def connect() -> Any:
        return await asyncmy.connect(
            host=server.host,
            port=server.port,
            user=server.user,
            password=server.password,
            database=server.database or None,
            connect_timeout=_PATIENCE,
            autocommit=True,
        )

    async def fetch_all(statement: str, arguments: Arguments) -> Rows:
        async with connection.cursor() as cursor:
            await cursor.execute(statement, arguments or None)
            return list(await cursor.fetchall())

    with asyncio.Runner() as runner:
        connection = runner.run(connect())
        try:
            yield lambda statement, arguments: runner.run(fetch_all(statement, arguments))
        finally:
            runner.run(connection.ensure_closed())


@contextmanager
def _by_sqlite3(url: str) -> Iterator[Run]:
    with closing(sqlite3.connect(path_of(url), isolation_level=None)) as connection:
        yield lambda statement, arguments: connection.execute(statement, arguments).fetchall()
