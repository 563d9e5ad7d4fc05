"""Where it is kept: in Redis, for all machines together."""

from collections.abc import Collection
from typing import Any

from redis import RedisError

from app.config import Settings
from app.infrastructure.cache.versions import (
    LONGEST_READ,
    marked,
    new_value,
    unmarked,
    version_of,
)
from app.infrastructure.redis import connect


class Store:
    """One round trip for each, but for a change of many marks: that is one too."""

    failures = (RedisError,)
    """What goes wrong with it."""
    connections = 8
    """Of a worker. A burst of requests takes turns: that is quicker than to connect for each."""

    def __init__(self, settings: Settings) -> None:
        self._redis = connect(settings.model_copy(update={"redis_timeout": settings.cache_timeout}))
        self._prefix = f"{settings.redis_prefix}:cache:"
        self._mark_time = _milliseconds(settings.cache_seconds + LONGEST_READ)

    def fetch(self, name: str, marks: Collection[str]) -> tuple[bytes, bytes | None]:
        names = [self._prefix + mark for mark in marks]
        found: list[Any] = self._redis.mget([*names, self._prefix + name])
        *values, kept = found
        version = version_of(values)
        return version, unmarked(version, kept)

    def keep(self, name: str, version: bytes, value: bytes, seconds: float) -> bool:
        kept = marked(version, value)
        self._redis.set(self._prefix + name, kept, px=_milliseconds(seconds))
        return True

    def claim(self, name: str, version: bytes, seconds: float) -> bool:
        claim = self._claim(name, version)
        return bool(self._redis.set(claim, b"", px=_milliseconds(seconds), nx=True))

    def release(self, name: str, version: bytes) -> None:
        self._redis.delete(self._claim(name, version))

    def change(self, marks: Collection[str]) -> None:
        pipeline = self._redis.pipeline(transaction=False)
        for mark in marks:
            pipeline.set(self._prefix + mark, new_value(), px=self._mark_time)
        pipeline.execute()

    def close(self) -> None:
        self._redis.close()

    def _claim(self, name: str, version: bytes) -> str:
        return f"{self._prefix}{name}:{version.decode()}"


def _milliseconds(seconds: float) -> int:
    return max(1, round(seconds * 1000))
