"""Every statement that reaches a database, as its driver gets it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import asyncpg
import pytest
from sqlalchemy import Engine, event


@contextmanager
def recorded(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The first words of each, in order. Begin before the application is made."""
    statements: list[str] = []

    def record(query: str) -> None:
        statements.append(query.split(maxsplit=1)[0].upper())

    def record_cursor(_c: Any, _cursor: Any, query: str, *_: Any) -> None:
        record(query)

    connect = asyncpg.connect

    async def connect_and_listen(*arguments: Any, **options: Any) -> Any:
        connection = await connect(*arguments, **options)
        connection.add_query_logger(lambda logged: record(logged.query))
        return connection

    monkeypatch.setattr(asyncpg, "connect", connect_and_listen)
    event.listen(Engine, "before_cursor_execute", record_cursor)
    yield statements
    event.remove(Engine, "before_cursor_execute", record_cursor)
