"""A connection to MySQL or MariaDB that waits for nothing longer than it may.

The server ends a statement that is slow. A server that is frozen ends nothing: so the client
watches the time as well.
"""

from select import POLLIN, poll

import pymysql
from pymysql.constants import SERVER_STATUS

from app.http import deadline

_LEAST = 0.001
"""A socket takes a timeout of nought for something else."""


class DeadlineConnection(pymysql.connections.Connection):  # type: ignore[type-arg]
    patience: float | None = None
    """Seconds to wait for an answer; None for as long as it takes."""

    @property
    def _read_timeout(self) -> float | None:
        """PyMySQL asks for it before it waits."""
        return self.patience and max(_LEAST, deadline.remaining(self.patience))

    @_read_timeout.setter
    def _read_timeout(self, value: float | None) -> None:
        """What it is made with: `read_timeout`."""
        self.patience = value

    def is_idle(self) -> bool:
        status: int = self.server_status  # type: ignore[attr-defined]
        begun = status & SERVER_STATUS.SERVER_STATUS_IN_TRANS
        return bool(self.open and not begun)

    def has_ended(self) -> bool:
        """A server that was asked nothing says only that it goes away."""
        watched = poll()
        watched.register(self._sock, POLLIN)  # type: ignore[attr-defined]
        return bool(watched.poll(0))
