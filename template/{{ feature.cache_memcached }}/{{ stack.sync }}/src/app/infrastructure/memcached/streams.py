"""A connection on which lines and bytes are read, in time."""

import socket
from collections.abc import Callable
from time import monotonic
from typing import Self, TypeVar

T = TypeVar("T")

_CHUNK = 65536


class Stream:
    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self._connection = connection
        self._seconds, self._end = seconds, 0.0
        self._read = bytearray()

    @classmethod
    def open(cls, host: str, port: int, seconds: float) -> Self:
        """`seconds` to connect, and again for each exchange. Raises OSError."""
        connection = socket.create_connection((host, port), timeout=seconds)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return cls(connection, seconds)

    def exchange(self, request: bytes, read: Callable[[Self], T]) -> T:
        """What `read` makes of the answer. Raises OSError, or EOFError."""
        self._end = monotonic() + self._seconds
        self._connection.settimeout(self._seconds)
        self._connection.sendall(request)
        return read(self)

    def line(self) -> bytes:
        """Without its end."""
        while (end := self._read.find(b"\r\n")) < 0:
            self._receive()
        line = bytes(self._read[:end])
        del self._read[: end + 2]
        return line

    def exactly(self, size: int) -> bytes:
        while len(self._read) < size:
            self._receive()
        found = bytes(self._read[:size])
        del self._read[:size]
        return found

    def close(self) -> None:
        self._connection.close()

    def __del__(self) -> None:
        self.close()

    def _receive(self) -> None:
        left = self._end - monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        received = self._connection.recv(_CHUNK)
        if not received:
            raise EOFError
        self._read += received
