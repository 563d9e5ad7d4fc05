"""The drivers of an asynchronous service: what only they know, for the engine and for migrations.

The module of this name in a synchronous service is written by hand as well, with its own drivers.
"""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from threading import enumerate as enumerate_threads
from typing import Any

from sqlalchemy import Connection, Engine, pool
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from app.config import DatabaseSettings
from app.infrastructure.database import sessions
from app.infrastructure.database.mysql_session import STRICT_MYSQL, session_of_mysql
from app.infrastructure.database.urls import scheme_of

_DRIVERS = {
    "mysql": "mysql+asyncmy",
    "postgresql": "postgresql+asyncpg",
    "sqlite": "sqlite+aiosqlite",
}
_BROKEN = "_stream_broken"
"""The attribute by which asyncmy's own pool decides."""


class NoDatabase(Exception):
    """Nothing could be connected to; its cause is the driver's error."""


def engine_url(url: str) -> str:
    """The URL with the driver that this service brings."""
    return f"{_DRIVERS[scheme_of(url)]}://{url.partition('://')[2]}"


def connect_arguments(settings: DatabaseSettings) -> dict[str, Any]:
    """What the driver takes beside the URL."""
    seconds = settings.database_statement_timeout
    if scheme_of(settings.database_url.get_secret_value()) == "sqlite":
        return {"timeout": seconds}
    return {
        "async_creator_fn": partial(_connect_to_mysql, settings.database_connect_timeout),
        "autocommit": True,
        "init_command": session_of_mysql(seconds),
        "read_timeout": settings.statement_patience,
    }


def watch(engine: Engine) -> None:
    """Prepares each new connection, and lends none that was lost while nobody used it."""
    sessions.watch(engine, is_lost=_is_lost)


def _is_lost(connection: Any) -> bool:
    """Whether the server has closed it. Costs nothing: the event loop has noticed by then."""
    return bool(getattr(connection.driver_connection, _BROKEN, False))


def run_on(url: str, work: Callable[[Connection], None]) -> None:
    """Runs it on a connection of its own, without limits of time. Raises NoDatabase."""
    asyncio.run(_run_on(url, work))


async def _connect_to_mysql(seconds: float, **options: Any) -> Any:
    """The driver's own limit ends with the socket, which a frozen server still accepts."""
    import asyncmy

    async with asyncio.timeout(seconds):
        return await asyncmy.connect(**options)


async def _run_on(url: str, work: Callable[[Connection], None]) -> None:
    engine = _engine_for_one(url)
    before = set(enumerate_threads())
    try:
        connection = await engine.connect()
    except Exception as error:  # each driver has its own, and for an odd URL some more
        for thread in set(enumerate_threads()) - before:  # aiosqlite's has a last word to say
            await asyncio.to_thread(thread.join)
        raise NoDatabase from error
    await connection.run_sync(work)
    await connection.close()
    await engine.dispose()


def _engine_for_one(url: str) -> AsyncEngine:
    """PostgreSQL's URL goes to the driver as it is: it knows all that may be in one, as sslmode."""
    if scheme_of(url) == "postgresql":
        import asyncpg

        connect = partial(asyncpg.connect, f"postgresql://{url.partition('://')[2]}")
        return create_async_engine(
            "postgresql+asyncpg://", async_creator=connect, poolclass=pool.NullPool
        )
    # The server notes of every primary key that it goes by no name: nothing to tell a person.
    logging.getLogger("asyncmy").setLevel(logging.ERROR)
    arguments = {"init_command": STRICT_MYSQL} if scheme_of(url) == "mysql" else {}
    return create_async_engine(engine_url(url), poolclass=pool.NullPool, connect_args=arguments)
