"""Every statement that reaches a database, as its driver gets it."""

import sqlite3.dbapi2
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pymysql
import pytest

from app.infrastructure.database.psycopg_connection import DeadlineConnection
from tests.sent import Sent

_FEATURES = ("SELECT JSON(", "select sqlite_compileoption_used", "SELECT VERSION()")
"""How it begins what Django asks a server when it is new, to see what it can do."""


@contextmanager
def recorded() -> Iterator[list[Sent]]:
    """All of them in order, BEGIN and COMMIT too, of every service that is made in the block;
    without what sets a connection up. One may be told of a moment after it has run."""
    statements: list[Sent] = []

    def record(query: Any, arguments: Any = ()) -> None:
        text = query.decode() if isinstance(query, bytes) else str(query)
        sent = Sent(text, arguments)
        if not sent.sets_up and not text.lstrip().startswith(_FEATURES):
            statements.append(sent)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(psycopg.Cursor, "execute", _telling(psycopg.Cursor.execute, record))
        for name in ("rows", "changed", "command"):
            ask = getattr(DeadlineConnection, name)
            patch.setattr(DeadlineConnection, name, _telling(ask, record))
        mysql: Any = pymysql.connections.Connection
        patch.setattr(mysql, "_execute_command", _commands(mysql._execute_command, record))
        patch.setattr(sqlite3.dbapi2, "connect", _traced(sqlite3.dbapi2.connect, record))
        yield statements


def _telling(ask: Any, record: Any) -> Any:
    def ask_and_tell(asked: Any, query: Any, *rest: Any, **options: Any) -> Any:
        record(query, rest[0] if rest and rest[0] else ())
        return ask(asked, query, *rest, **options)

    return ask_and_tell


def _commands(execute: Any, record: Any) -> Any:
    def execute_and_tell(connection: Any, command: int, sql: Any) -> Any:
        if sql:
            record(sql)
        return execute(connection, command, sql)

    return execute_and_tell


def _traced(connect: Any, record: Any) -> Any:
    """SQLite tells of a deletion again for each foreign key that it looks after, and of any change
    for each trigger."""
    last = ""

    def record_once(query: str) -> None:
        nonlocal last
        if query != last or not query.startswith(("DELETE", "INSERT")):
            record(query)
        last = query

    def connect_and_trace(*arguments: Any, **options: Any) -> Any:
        connection = connect(*arguments, **options)
        connection.set_trace_callback(record_once)
        return connection

    return connect_and_trace
