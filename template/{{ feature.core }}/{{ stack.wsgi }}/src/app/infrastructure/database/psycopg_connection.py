"""A connection to PostgreSQL that waits for nothing longer than it may.

The server ends a statement that is slow, or whose client has gone. A server that is frozen ends
nothing: so the client watches the time as well.
"""

from typing import Any

import psycopg
from psycopg.errors import QueryCanceled, _WaitTimeout
from psycopg.pq import TransactionStatus

from app.http import deadline


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
