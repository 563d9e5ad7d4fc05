"""Connections, lent to one thread at a time; never more than `size` of them.

It connects in the thread that asks: when the database is back, so is the very next request. A
pool that connects in the background, with growing pauses, needs a minute for that (docs/adr/0003).
"""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Generic, Protocol, TypeVar

from app.http import deadline
from app.http.errors import ServiceUnavailable


class Connection(Protocol):
    """What the pool has to know of a driver's connection."""

    def close(self) -> None: ...

    def is_idle(self) -> bool:
        """Whether it is open, with nothing begun on it."""
        ...

    def has_ended(self) -> bool:
        """Whether the server has hung up while nobody asked: it shows without a round trip."""
        ...


C = TypeVar("C", bound=Connection)


class Pool(Generic[C]):
    """A queue of places. Each holds a connection, or None where one is still to be made."""

    def __init__(self, connect: Callable[[], C], *, size: int, timeout: float) -> None:
        self._connect = connect
        self._size = size
        self._timeout = timeout
        self._closed = False
        self._places: SimpleQueue[C | None] = SimpleQueue()
        for _ in range(size):
            self._places.put(None)

    @property
    def lent(self) -> int:
        """How many are with borrowers."""
        return self._size - self._places.qsize()

    def lend(self) -> C:
        """Raises ServiceUnavailable when all stay lent, and what `connect` raises."""
        try:
            connection = self._places.get(timeout=deadline.remaining(self._timeout))
        except Empty:
            raise ServiceUnavailable from TimeoutError("all connections are in use")
        try:
            return self._alive(connection) or self._connect()
        except BaseException:
            self._places.put(None)
            raise

    def take_back(self, connection: C) -> None:
        reusable = connection.is_idle() and not self._closed
        if not reusable:
            connection.close()
        self._places.put(connection if reusable else None)

    def close(self) -> None:
        """What is idle at once, what is lent when it comes back."""
        self._closed = True
        for _ in range(self._places.qsize()):
            if connection := self._places.get():
                connection.close()
            self._places.put(None)

    def _alive(self, connection: C | None) -> C | None:
        if connection is None or not connection.has_ended():
            return connection
        connection.close()
        return None
