"""Makes each statement of Django's a span: at the cursor of its connection wrapper, as Django's own
debugging does, and where PostgreSQL is asked past it; so that those of repositories, of the ORM and
of the admin are alike."""

from typing import Any

from django.db.backends.utils import CursorWrapper

from app.infrastructure.database.pooled import PooledWrapper
from app.infrastructure.postgresql.base import DatabaseWrapper as PostgresqlWrapper
from app.infrastructure.tracing.statement_spans import Run, StatementSpans

_ENDS = {"commit": "COMMIT", "rollback": "ROLLBACK"}


def trace_statements(spans: StatementSpans) -> None:
    """Of every connection, from now on."""
    replaced: dict[str, Any] = {
        "make_cursor": _cursors(spans),
        "set_autocommit": _begin(PooledWrapper.set_autocommit, spans),
        **{name: _command(getattr(PooledWrapper, name), spans, _ENDS[name]) for name in _ENDS},
    }
    for name, method in replaced.items():
        setattr(PooledWrapper, name, method)
    asks: Any = PostgresqlWrapper
    asks.ask = _asks(asks.ask, spans)


def _cursors(spans: StatementSpans) -> Run:
    class Cursor(CursorWrapper):
        def _execute(self, sql: Any, *rest: Any) -> Any:
            if not spans.are_wanted:
                return super()._execute(sql, *rest)
            with spans.open(str(sql)):
                return super()._execute(sql, *rest)

        def _executemany(self, sql: Any, *rest: Any) -> Any:
            if not spans.are_wanted:
                return super()._executemany(sql, *rest)
            with spans.open(str(sql)):
                return super()._executemany(sql, *rest)

    return lambda wrapper, cursor: Cursor(cursor, wrapper)


def _asks(run: Run, spans: StatementSpans) -> Run:
    def traced(wrapper: Any, what: str, sql: str, *rest: Any) -> Any:
        if not spans.are_wanted:
            return run(wrapper, what, sql, *rest)
        with spans.open(sql):
            return run(wrapper, what, sql, *rest)

    return traced


def _begin(run: Run, spans: StatementSpans) -> Run:
    """SQLite's wrapper says BEGIN by a cursor, the others by this."""

    def traced(wrapper: Any, autocommit: bool, *rest: Any, **options: Any) -> Any:
        if autocommit or wrapper.vendor == "sqlite" or not spans.are_wanted:
            return run(wrapper, autocommit, *rest, **options)
        with spans.open("BEGIN"):
            return run(wrapper, autocommit, *rest, **options)

    return traced


def _command(run: Run, spans: StatementSpans, command: str) -> Run:
    def traced(wrapper: Any) -> Any:
        if not spans.are_wanted:
            return run(wrapper)
        with spans.open(command):
            return run(wrapper)

    return traced
