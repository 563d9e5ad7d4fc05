"""Where it is kept: in memcached, for all machines together."""

from collections.abc import Collection

from app.config import Settings
from app.infrastructure.cache.versions import (
    LONGEST_READ,
    marked,
    new_value,
    unmarked,
    version_of,
)
from app.infrastructure.memcached import Memcached, MemcachedError


class Store:
    """One round trip for each."""

    failures = Memcached.failures
    """What goes wrong with it."""
    connections = 8
    """Of a worker. A burst of requests takes turns: that is quicker than to connect for each."""

    def __init__(self, settings: Settings) -> None:
        host, port = settings.memcached_address
        self._memcached = Memcached(host, port, timeout=settings.cache_timeout)
        self._prefix = f"{settings.memcached_prefix}:cache:"
        self._mark_time = settings.cache_seconds + LONGEST_READ

    def fetch(self, name: str, marks: Collection[str]) -> tuple[bytes, bytes | None]:
        names = [self._prefix + mark for mark in marks]
        *values, kept = self._memcached.get([*names, self._prefix + name])
        version = version_of(values)
        return version, unmarked(version, kept)

    def keep(self, name: str, version: bytes, value: bytes, seconds: float) -> bool:
        """False where it is too large for memcached: more than a MiB, as that comes."""
        try:
            self._memcached.set({self._prefix + name: marked(version, value)}, seconds)
        except MemcachedError:
            return False
        return True

    def claim(self, name: str, version: bytes, seconds: float) -> bool:
        """For a second more: memcached ends what has one left with its next tick."""
        return self._memcached.add(self._claim(name, version), b"", seconds + 1)

    def release(self, name: str, version: bytes) -> None:
        self._memcached.delete(self._claim(name, version))

    def change(self, marks: Collection[str]) -> None:
        values = {self._prefix + mark: new_value() for mark in marks}
        self._memcached.set(values, self._mark_time)

    def close(self) -> None:
        self._memcached.close()

    def _claim(self, name: str, version: bytes) -> str:
        return f"{self._prefix}{name}:{version.decode()}"
