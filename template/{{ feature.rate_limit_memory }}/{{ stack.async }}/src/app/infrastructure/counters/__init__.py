"""Counts what clients do: in memory, which the workers of one machine share."""

from app.config import Settings
from app.infrastructure.counters.count import Count
from app.infrastructure.counters.shared_memory import SharedCounter

_shared = SharedCounter()


class Counter:
    def __init__(self, settings: Settings) -> None:
        pass

    async def count(self, key: str, window: int) -> Count:
        """Once more, in a window of so many seconds that begins with the first time."""
        return _shared.count(key, window)

    async def take_back(self, key: str) -> None:
        """Once less: it was counted before it was known not to count."""
        _shared.take_back(key)

    async def close(self) -> None:
        """There is nothing to close."""
