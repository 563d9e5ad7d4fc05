"""Every statement that reaches a database, as its driver gets it: by SQLAlchemy, or asyncpg."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import asyncpg
import pytest
from sqlalchemy import Engine, event

from tests.sent import Sent


@contextmanager
def recorded() -> Iterator[list[Sent]]:
    """All of them in order, BEGIN and COMMIT too, of every service that is made in the block;
    without what sets a connection up. One may be told of a moment after it has run."""
    statements: list[Sent] = []

    def record(sent: Sent) -> None:
        if not sent.sets_up:
            statements.append(sent)

    def record_cursor(_c: Any, _cursor: Any, query: str, arguments: Any, *_: Any) -> None:
        record(Sent(query, arguments))

    connect = asyncpg.connect

    async def connect_and_listen(*arguments: Any, **options: Any) -> Any:
        connection = await connect(*arguments, **options)
        connection.add_query_logger(lambda logged: record(Sent(logged.query, logged.args)))
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncpg, "connect", connect_and_listen)
        event.listen(Engine, "before_cursor_execute", record_cursor)
        yield statements
        event.remove(Engine, "before_cursor_execute", record_cursor)
