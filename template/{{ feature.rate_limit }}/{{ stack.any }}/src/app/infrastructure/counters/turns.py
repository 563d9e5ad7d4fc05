"""Whose turn it is, over the threads and processes that share something."""

from contextlib import suppress
from multiprocessing import get_context

_LONGEST = 0.1
"""Seconds that somebody may take, far more than anybody does: who takes longer was killed."""


class Turn:
    """A lock, `with` it. Made before the processes are forked.

    A semaphore of POSIX, since nothing is let go of where it is free: a lock on a file lets go of
    the interpreter's, twice, and the threads of a worker wait for one another. It needs /dev/shm.
    """

    def __init__(self) -> None:
        try:
            self._free = get_context("fork").Lock()
        except OSError as error:
            raise OSError(
                "Workers that count together need /dev/shm: mount a tmpfs there."
            ) from error

    def __enter__(self) -> None:
        self._free.acquire(timeout=_LONGEST)

    def __exit__(self, *_: object) -> None:
        with suppress(ValueError):  # so late that others took this one for killed
            self._free.release()
