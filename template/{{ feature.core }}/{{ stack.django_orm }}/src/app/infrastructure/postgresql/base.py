"""What differs from Django's own wrapper: a pool, deadlines, and fewer round trips."""

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

    def _set_autocommit(self, autocommit: bool) -> None:
        """The driver stays in AUTOCOMMIT, where it adds no statement of its own."""
        if not autocommit:
            with self.wrap_database_errors:
                self.connection.execute(b"BEGIN")

    def _commit(self) -> None:
        with self.wrap_database_errors:
            self.connection.execute(b"COMMIT")

    def _rollback(self) -> None:
        with self.wrap_database_errors:
            if not self.connection.closed:
                self.connection.execute(b"ROLLBACK")
