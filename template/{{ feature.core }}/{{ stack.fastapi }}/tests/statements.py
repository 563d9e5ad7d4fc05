"""Every statement that reaches a database, as its driver gets it: by SQLAlchemy, or asyncpg."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import asyncpg
import pytest
from sqlalchemy import Engine, event

_SETTING_UP = {"PRAGMA", "SET"}
"""What a connection says when it is new."""


@contextmanager
def recorded() -> Iterator[list[str]]:
    """The first words of each, in order, BEGIN and COMMIT too, of every service that is made in the
    block; without what sets a connection up. A word may come a moment after its statement."""
    statements: list[str] = []

    def record(query: str) -> None:
        word = query.split(maxsplit=1)[0].upper()
        if word not in _SETTING_UP:
            statements.append(word)

    def record_cursor(_c: Any, _cursor: Any, query: str, *_: Any) -> None:
        record(query)

    connect = asyncpg.connect

    async def connect_and_listen(*arguments: Any, **options: Any) -> Any:
        connection = await connect(*arguments, **options)
        connection.add_query_logger(lambda logged: record(logged.query))
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncpg, "connect", connect_and_listen)
        event.listen(Engine, "before_cursor_execute", record_cursor)
        yield statements
        event.remove(Engine, "before_cursor_execute", record_cursor)
