"""Every statement that reaches a database, as its driver gets it: by SQLAlchemy, or psycopg."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from app.infrastructure.database.psycopg_connection import DeadlineConnection
from tests.sent import Sent


@contextmanager
def recorded() -> Iterator[list[Sent]]:
    """All of them in order, BEGIN and COMMIT too, of every service that is made in the block;
    without what sets a connection up. One may be told of a moment after it has run."""
    statements: list[Sent] = []

    def record(query: str | bytes, arguments: Any) -> None:
        text = query.decode() if isinstance(query, bytes) else query
        sent = Sent(text, arguments or ())
        if not sent.sets_up:
            statements.append(sent)

    def record_cursor(_c: Any, _cursor: Any, query: str, arguments: Any, *_: Any) -> None:
        record(query, arguments)

    def telling(ask: Any) -> Any:
        def ask_and_tell(connection: Any, query: Any, *rest: Any) -> Any:
            record(query, rest[0] if rest else None)
            return ask(connection, query, *rest)

        return ask_and_tell

    with pytest.MonkeyPatch.context() as patch:
        for name in ("rows", "changed", "command"):
            patch.setattr(DeadlineConnection, name, telling(getattr(DeadlineConnection, name)))
        event.listen(Engine, "before_cursor_execute", record_cursor)
        yield statements
        event.remove(Engine, "before_cursor_execute", record_cursor)
