"""Counts in memory that the workers of a service share, since they were forked from one process.

The table never grows. A key may lie in a few slots alone; where all of these are taken, the key
that was counted least is forgotten, so that whoever asks most is never.
"""

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from mmap import mmap
from struct import Struct
from tempfile import TemporaryFile
from threading import Lock
from time import monotonic

from app.infrastructure.counters.count import Count

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
        self._file = _unnamed_file(buckets * _BUCKET)
        self._memory = mmap(self._file, buckets * _BUCKET)
        self._between_threads = Lock()

    def count(self, key: str, window: float) -> Count:
        """Once more. The window, in seconds, begins when its key is counted first. Exact over
        threads and processes; nobody waits for more than the few microseconds of each."""
        name = hash(key)
        with self._locked(name) as bucket:
            return self._counted(bucket, name, window)

    def take_back(self, key: str) -> None:
        """Once less, where its window is not over."""
        name = hash(key)
        with self._locked(name) as bucket:
            at, used, end = self._slot(bucket, name, monotonic())
            if used:
                _SLOT.pack_into(self._memory, at, name, end, used - 1)

    @contextmanager
    def _locked(self, name: int) -> Iterator[int]:
        """Where the key may lie, which is nobody else's until the block ends."""
        bucket = name % self._buckets * _BUCKET
        with self._between_threads:
            fcntl.lockf(self._file, fcntl.LOCK_EX, _BUCKET, bucket)
            try:
                yield bucket
            finally:  # where the process is killed, the kernel does it
                fcntl.lockf(self._file, fcntl.LOCK_UN, _BUCKET, bucket)

    def _counted(self, bucket: int, name: int, window: float) -> Count:
        now = monotonic()
        at, used, end = self._slot(bucket, name, now)
        used, end = used + 1, end or now + window
        _SLOT.pack_into(self._memory, at, name, end, used)
        return Count(used, end - now)

    def _slot(self, bucket: int, name: int, now: float) -> tuple[int, int, float]:
        """Where it is counted, how often it was, and when its window ends: 0 for a new one."""
        slots = list(_SLOT.iter_unpack(self._memory[bucket : bucket + _BUCKET]))
        for i, (owner, end, used) in enumerate(slots):
            if owner == name and end > now:
                return bucket + i * _SLOT.size, used, end
        free = min(range(_SLOTS), key=lambda i: (slots[i][1] > now, slots[i][2]))
        return bucket + free * _SLOT.size, 0, 0


def _unnamed_file(size: int) -> int:
    """In memory where the system can: a container's file system may be read-only."""
    if sys.platform == "linux":
        file = os.memfd_create("counters")
    else:
        with TemporaryFile() as temporary:
            file = os.dup(temporary.fileno())
    os.truncate(file, size)
    return file
