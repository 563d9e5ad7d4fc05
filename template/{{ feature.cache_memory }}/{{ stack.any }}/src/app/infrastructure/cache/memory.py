"""So much memory of one process, in which what was asked for last stays longest."""

from collections import OrderedDict
from threading import Lock
from time import monotonic

_BESIDE = 400
"""Bytes that an entry takes beside its name and its value, about."""


class Memory:
    """Threads may use it at the same time."""

    def __init__(self, size: int) -> None:
        """`size` in bytes."""
        self._room = size
        self._entries: OrderedDict[str, tuple[float, bytes]] = OrderedDict()
        self._lock = Lock()

    def get(self, name: str) -> bytes | None:
        with self._lock:
            end, value = self._entries.get(name, (0.0, b""))
            if end <= monotonic():
                self._drop(name)
                return None
            self._entries.move_to_end(name)
            return value

    def put(self, name: str, value: bytes, seconds: float) -> None:
        with self._lock:
            self._put(name, value, seconds)

    def add(self, name: str, seconds: float) -> bool:
        """Whether it was not there."""
        with self._lock:
            if self._entries.get(name, (0.0, b""))[0] > monotonic():
                return False
            self._put(name, b"", seconds)
            return True

    def remove(self, name: str) -> None:
        with self._lock:
            self._drop(name)

    def _put(self, name: str, value: bytes, seconds: float) -> None:
        self._drop(name)
        self._entries[name] = monotonic() + seconds, value
        self._room -= _size(name, value)
        while self._room < 0:
            self._drop(next(iter(self._entries)))

    def _drop(self, name: str) -> None:
        dropped = self._entries.pop(name, None)
        if dropped is not None:
            self._room += _size(name, dropped[1])


def _size(name: str, value: bytes) -> int:
    return len(name) + len(value) + _BESIDE
