"""Every statement that reaches a database, as its driver gets it: by SQLAlchemy, or psycopg."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, event

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

    execute = psycopg.Cursor.execute

    def execute_and_tell(cursor: Any, query: Any, params: Any = None, **options: Any) -> Any:
        record(query, params)
        return execute(cursor, query, params, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(psycopg.Cursor, "execute", execute_and_tell)
        event.listen(Engine, "before_cursor_execute", record_cursor)
        yield statements
        event.remove(Engine, "before_cursor_execute", record_cursor)
