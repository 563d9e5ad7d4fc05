"""The values of marks, in memory that the workers of a service share, since they were forked from
one process. So a change in one of them is known to all, at once.

Marks share slots: who changes one may change another, of which more is then read than must be. What
lies there is written at once or not at all, so that nobody waits for anybody.
"""

import os
import sys
from mmap import mmap
from secrets import randbits
from tempfile import TemporaryFile

_SLOTS = 65536
"""Half a MiB, once they were used."""


class SharedMarks:
    """Made before the workers are forked: hashes are then the same in all of them."""

    def __init__(self, slots: int = _SLOTS) -> None:
        self._slots = slots
        self._memory = mmap(_unnamed_file(slots * 8), slots * 8)
        self._values = memoryview(self._memory).cast("Q")

    def value(self, mark: str) -> int:
        return self._values[hash(mark) % self._slots]

    def change(self, mark: str) -> None:
        """To a value that it never had."""
        self._values[hash(mark) % self._slots] = randbits(64)


def _unnamed_file(size: int) -> int:
    """In memory where the system can: a container's file system may be read-only."""
    if sys.platform == "linux":
        file = os.memfd_create("marks")
    else:
        with TemporaryFile() as temporary:
            file = os.dup(temporary.fileno())
    os.truncate(file, size)
    return file
