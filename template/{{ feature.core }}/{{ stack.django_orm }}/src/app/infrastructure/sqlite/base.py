"""What differs from Django's own wrapper: a pool, instead of a connection for each thread."""

import sqlite3
from typing import Any

from django.db.backends.sqlite3 import base

from app.infrastructure.database.pooled import PooledWrapper


class _Connection(sqlite3.Connection):
    def is_idle(self) -> bool:
        return not self.in_transaction

    def has_ended(self) -> bool:
        """There is no server that could hang up."""
        return False


class DatabaseWrapper(PooledWrapper, base.DatabaseWrapper):
    transaction_mode = "IMMEDIATE"
    """Who is going to write takes its turn at once: SQLite has no row locks."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        return super().get_new_connection(conn_params | {"factory": _Connection})
