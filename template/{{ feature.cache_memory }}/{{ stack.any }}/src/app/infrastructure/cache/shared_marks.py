"""The values of marks, in memory that the workers of a service share, since they were forked from
one process. So a change in one of them is known to all, at once.

Marks share slots: who changes one may change another, of which more is then read than must be. What
lies there is written at once or not at all, so that nobody waits for anybody.
"""

from mmap import mmap
from secrets import randbits

_SLOTS = 65536
"""Half a MiB, once they were used."""


class SharedMarks:
    """Made before the workers are forked: hashes are then the same in all of them."""

    def __init__(self, slots: int = _SLOTS) -> None:
        self._slots = slots
        self._values = memoryview(mmap(-1, slots * 8)).cast("Q")

    def value(self, mark: str) -> int:
        return self._values[hash(mark) % self._slots]

    def change(self, mark: str) -> None:
        """To a value that it never had."""
        self._values[hash(mark) % self._slots] = randbits(64)
