"""The drivers of a synchronous service: what only they know, for the engine and for migrations.

The module of this name in an asynchronous service is written by hand as well, with its own drivers.
"""

from collections.abc import Callable
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, exc, pool

from app.config import DatabaseSettings
from app.infrastructure.database import sessions
from app.infrastructure.database.mysql_session import STRICT_MYSQL, session_of_mysql
from app.infrastructure.database.pymysql_connection import DeadlineConnection
from app.infrastructure.database.urls import scheme_of

_DRIVERS = {
    "mysql": "mysql+pymysql",
    "postgresql": "postgresql+psycopg",
    "sqlite": "sqlite+pysqlite",
}


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
        "autocommit": True,
        "connect_timeout": settings.database_connect_timeout,
        "init_command": session_of_mysql(seconds),
        "read_timeout": settings.statement_patience,
    }


def watch(engine: Engine) -> None:
    """Prepares each new connection, and lends none that was lost while nobody used it."""
    sessions.watch(engine, is_lost=_is_lost)
    if engine.dialect.name == "mysql":
        event.listen(engine, "do_connect", _connect_to_mysql)


def run_on(url: str, work: Callable[[Connection], None]) -> None:
    """Runs it on a connection of its own, without limits of time. Raises NoDatabase."""
    engine = _engine_for_one(url)
    try:
        connection = engine.connect()
    except (OSError, psycopg.Error, exc.DBAPIError) as error:
        raise NoDatabase from error
    with connection:
        work(connection)
    engine.dispose()


def _connect_to_mysql(dialect: Any, record: Any, arguments: Any, options: Any) -> Any:
    """A connection that waits no longer than the request has left."""
    return DeadlineConnection(*arguments, **options)


def _is_lost(connection: Any) -> bool:
    """Whether the server has closed it."""
    return isinstance(connection, DeadlineConnection) and connection.has_ended()


def _engine_for_one(url: str) -> Engine:
    """PostgreSQL's URL goes to the driver as it is: it knows all that may be in one, as sslmode."""
    if scheme_of(url) == "postgresql":
        conninfo = f"postgresql://{url.partition('://')[2]}"
        return create_engine(
            "postgresql+psycopg://",
            creator=lambda: psycopg.connect(conninfo),
            poolclass=pool.NullPool,
        )
    arguments = {"init_command": STRICT_MYSQL} if scheme_of(url) == "mysql" else {}
    return create_engine(engine_url(url), poolclass=pool.NullPool, connect_args=arguments)
