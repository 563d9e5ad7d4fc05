"""Counts in memory that the workers of a service share, since they were forked from one process.

The table never grows. A key may lie in a few slots alone; where all of these are taken, the key
that was counted least is forgotten, so that whoever asks most is never.
"""

from mmap import mmap
from struct import Struct
from time import monotonic

from app.infrastructure.counters.count import Count
from app.infrastructure.counters.turns import Turn

_SLOT = Struct("=qdQ")  # the hash of the key, when its window is over, how often it was counted
_SLOTS = 8
_BUCKET = _SLOT.size * _SLOTS
_BUCKETS = 8192
"""65,536 slots in all, which are 1.5 MiB once they were used."""


class SharedCounter:
    """Made before the workers are forked: hashes are then the same in all of them, and no client
    can know which others it shares its slots with."""

    def __init__(self, buckets: int = _BUCKETS) -> None:
        self._buckets = buckets
        self._memory = mmap(-1, buckets * _BUCKET)
        self._turn = Turn()

    def count(self, key: str, window: float) -> Count:
        """Once more. The window, in seconds, begins when its key is counted first. Exact over
        threads and processes; nobody waits for more than the few microseconds of each."""
        name = hash(key)
        with self._turn:
            return self._counted(name, window)

    def take_back(self, key: str) -> None:
        """Once less, where its window is not over."""
        name = hash(key)
        with self._turn:
            at, used, end = self._slot(name, monotonic())
            if used:
                _SLOT.pack_into(self._memory, at, name, end, used - 1)

    def _counted(self, name: int, window: float) -> Count:
        now = monotonic()
        at, used, end = self._slot(name, now)
        used, end = used + 1, end or now + window
        _SLOT.pack_into(self._memory, at, name, end, used)
        return Count(used, end - now)

    def _slot(self, name: int, now: float) -> tuple[int, int, float]:
        """Where it is counted, how often it was, and when its window ends: 0 for a new one."""
        bucket = name % self._buckets * _BUCKET
        slots = list(_SLOT.iter_unpack(self._memory[bucket : bucket + _BUCKET]))
        for i, (owner, end, used) in enumerate(slots):
            if owner == name and end > now:
                return bucket + i * _SLOT.size, used, end
        free = min(range(_SLOTS), key=lambda i: (slots[i][1] > now, slots[i][2]))
        return bucket + free * _SLOT.size, 0, 0
