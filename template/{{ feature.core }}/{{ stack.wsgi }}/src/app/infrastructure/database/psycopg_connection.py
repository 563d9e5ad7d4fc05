"""A connection to PostgreSQL that waits for nothing longer than it may.

The server ends a statement that is slow, or whose client has gone. A server that is frozen ends
nothing: so the client watches the time as well.
"""

from typing import Any

import psycopg
from psycopg.errors import QueryCanceled, _WaitTimeout
from psycopg.pq import TransactionStatus

from app.config import DatabaseSettings
from app.http import deadline

GRACE = 0.25
"""Seconds that the server gets to say by itself that a statement is too slow."""


class DeadlineConnection(psycopg.Connection[Any]):
    patience = 3.0
    """Seconds to wait for an answer."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """psycopg calls it for every wait. Raises QueryCanceled; then the connection is closed."""
        try:
            return super().wait(gen, interval, deadline.remaining(self.patience))
        except _WaitTimeout as error:
            self.pgconn.finish()
            raise QueryCanceled("no answer in time") from error

    def is_idle(self) -> bool:
        return self.pgconn.transaction_status == TransactionStatus.IDLE


def connect(settings: DatabaseSettings, **options: Any) -> DeadlineConnection:
    """In AUTOCOMMIT. Raises psycopg's errors."""
    connection = DeadlineConnection.connect(
        f"postgresql://{settings.database_url.get_secret_value().partition('://')[2]}",
        autocommit=True,
        connect_timeout=max(2, round(settings.database_connect_timeout)),  # libpq's least
        options=_server_options(settings),
        **options,
    )
    connection.patience = settings.database_statement_timeout + GRACE
    return connection


def _server_options(settings: DatabaseSettings) -> str:
    milliseconds = int(settings.database_statement_timeout * 1000)
    return (
        f"-c statement_timeout={milliseconds} -c client_connection_check_interval=500ms "
        "-c timezone=UTC"
    )
