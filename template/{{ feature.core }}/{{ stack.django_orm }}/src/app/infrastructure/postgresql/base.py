"""What differs from Django's own wrapper: a pool, deadlines, and fewer round trips."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.types.datetime import TimestamptzLoader

from app.infrastructure.database.pooled import PooledWrapper
from app.infrastructure.database.psycopg_connection import DeadlineConnection


class _Driver:
    """psycopg, but for the class of its connections."""

    connect = staticmethod(DeadlineConnection.connect)

    def __getattr__(self, name: str) -> Any:
        return getattr(psycopg, name)


class DatabaseWrapper(PooledWrapper, base.DatabaseWrapper):
    Database: Any = _Driver()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params | {"autocommit": True})
        connection.patience = self.settings_dict["POOL"]["patience"]
        # Django's own loader turns each moment to its zone, in Python. A session is in UTC already.
        connection.adapters.register_loader("timestamptz", TimestamptzLoader)
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        """Without a look at the time zone, which no session of ours changes."""
        return super().create_cursor(name) if name else self.connection.cursor()

    def rows(self, sql: str, values: Sequence[Any]) -> Sequence[Sequence[Any]]:
        if self._is_watched:
            return super().rows(sql, values)
        return self.ask("rows", sql, values, tuple)

    def changed(self, sql: str, values: Sequence[Any]) -> int:
        if self._is_watched:
            return super().changed(sql, values)
        return self.ask("changed", sql, values)

    def ask(self, what: str, sql: str, *arguments: Any) -> Any:
        """Past Django's cursors, which cost as much again as the statement does."""
        self.ensure_connection()
        self.validate_no_broken_transaction()
        with self.wrap_database_errors:
            return getattr(self.connection, what)(_numbered(sql), *arguments)

    @property
    def _is_watched(self) -> bool:
        """By `assertNumQueries`, `execute_wrapper` and the like, which look at cursors."""
        return bool(self.queries_logged or self.execute_wrappers)

    def _set_autocommit(self, autocommit: bool) -> None:
        """The driver stays in AUTOCOMMIT, where it adds no statement of its own."""
        if not autocommit:
            with self.wrap_database_errors:
                self.connection.command(b"BEGIN")

    def _commit(self) -> None:
        with self.wrap_database_errors:
            self.connection.command(b"COMMIT")

    def _rollback(self) -> None:
        with self.wrap_database_errors:
            if not self.connection.closed:
                self.connection.command(b"ROLLBACK")


@lru_cache(1000)
def _numbered(sql: str) -> str:
    """With the parameters as PostgreSQL itself numbers them."""
    places = sql.count("%s") - sql.count("%%s")
    return sql % tuple(f"${number}" for number in range(1, places + 1))
