"""Every statement that reaches a database, as its driver gets it."""

import sqlite3.dbapi2
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pymysql
import pytest

_SETTING_UP = {"PRAGMA", "SET"}
"""What a connection says when it is new."""
_FEATURES = ("SELECT JSON(", "select sqlite_compileoption_used", "SELECT VERSION()")
"""How it begins what Django asks a server when it is new, to see what it can do."""


@contextmanager
def recorded() -> Iterator[list[str]]:
    """The first words of each, in order, BEGIN and COMMIT too, of every service that is made in the
    block; without what sets a connection up. A word may come a moment after its statement."""
    statements: list[str] = []

    def record(query: Any) -> None:
        text = query.decode() if isinstance(query, bytes) else str(query)
        word = text.split(maxsplit=1)[0].upper()
        if word not in _SETTING_UP and not text.lstrip().startswith(_FEATURES):
            statements.append(word)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(psycopg.Cursor, "execute", _telling(psycopg.Cursor.execute, record))
        mysql: Any = pymysql.connections.Connection
        patch.setattr(mysql, "_execute_command", _commands(mysql._execute_command, record))
        patch.setattr(sqlite3.dbapi2, "connect", _traced(sqlite3.dbapi2.connect, record))
        yield statements


def _telling(execute: Any, record: Any) -> Any:
    def execute_and_tell(cursor: Any, query: Any, *arguments: Any, **options: Any) -> Any:
        record(query)
        return execute(cursor, query, *arguments, **options)

    return execute_and_tell


def _commands(execute: Any, record: Any) -> Any:
    def execute_and_tell(connection: Any, command: int, sql: Any) -> Any:
        if sql:
            record(sql)
        return execute(connection, command, sql)

    return execute_and_tell


def _traced(connect: Any, record: Any) -> Any:
    def connect_and_trace(*arguments: Any, **options: Any) -> Any:
        connection = connect(*arguments, **options)
        connection.set_trace_callback(record)
        return connection

    return connect_and_trace
