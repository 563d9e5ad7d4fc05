"""Counts what clients do: in Redis, for all machines together.

While Redis is away the workers of each machine count in the memory that they share: nobody is
refused for it, and nobody is without a limit.
"""

from asyncio import Semaphore
from time import monotonic

import structlog
from redis import RedisError

from app.config import Settings
from app.infrastructure.counters.count import Count
from app.infrastructure.counters.shared_memory import SharedCounter
from app.infrastructure.redis import connect

_COUNT = """
local used = redis.call("INCR", KEYS[1])
local left = redis.call("PTTL", KEYS[1])
if left < 0 then
  redis.call("PEXPIRE", KEYS[1], ARGV[1])
  left = tonumber(ARGV[1])
end
return {used, left}
"""
"""One round trip, and one clock: that of Redis."""
_TAKE_BACK = """
if (tonumber(redis.call("GET", KEYS[1])) or 0) > 0 then redis.call("DECR", KEYS[1]) end
"""
_CONNECTIONS = 8
"""Of a worker. A burst of requests takes turns: that is quicker than to connect for each."""
_PAUSE = 3.0
"""Seconds in which nobody asks a Redis that was away; then one request does."""

_shared = SharedCounter()
log = structlog.get_logger()


class Counter:
    def __init__(self, settings: Settings) -> None:
        self._redis = connect(settings)
        self._count = self._redis.register_script(_COUNT)
        self._take_back = self._redis.register_script(_TAKE_BACK)
        self._prefix = f"{settings.redis_prefix}:count:"
        self._turns = Semaphore(_CONNECTIONS)
        self._is_away = False
        self._asked_again = 0.0

    async def count(self, key: str, window: int) -> Count:
        """Once more, in a window of so many seconds that begins with the first time."""
        async with self._turns:  # whoever has waited knows what became of the others
            if self._is_away and not self._may_ask():
                return _shared.count(key, window)
            try:
                used, left = await self._count([self._prefix + key], [window * 1000])
            except RedisError as error:
                self._lose(error)
                return _shared.count(key, window)
            self._find()
        return Count(used, left / 1000)

    async def take_back(self, key: str) -> None:
        """Once less: it was counted before it was known not to count."""
        if self._is_away:
            _shared.take_back(key)
            return
        async with self._turns:
            try:
                await self._take_back([self._prefix + key])
            except RedisError as error:
                self._lose(error)

    async def close(self) -> None:
        await self._redis.aclose()

    def _may_ask(self) -> bool:
        """The first who asks this after a pause."""
        if monotonic() < self._asked_again:
            return False
        self._asked_again = monotonic() + _PAUSE
        return True

    def _lose(self, error: RedisError) -> None:
        self._asked_again = monotonic() + _PAUSE
        if not self._is_away:
            self._is_away = True
            log.warning("redis is away: requests are counted in memory", cause=repr(error))

    def _find(self) -> None:
        if self._is_away:
            self._is_away = False
            log.warning("redis is back: requests are counted there again")
