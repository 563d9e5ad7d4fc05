"""Watches over those who wait in C, where nothing else can reach a thread.

One thread of the process looks at every connection, and cuts off what has lasted too long.
"""

from threading import Lock, Thread
from time import monotonic, sleep
from typing import Protocol
from weakref import WeakSet

_PAUSE = 0.05
"""Seconds between two looks: by so much may a wait be longer than it should."""


class Waiting(Protocol):
    def cut_off(self, moment: float) -> None:
        """Ends what should have ended before this moment (`time.monotonic`)."""
        ...


_watched: WeakSet[Waiting] = WeakSet()
_adding = Lock()
_watcher: Thread | None = None


def watch(waiting: Waiting) -> None:
    """For as long as it is there."""
    global _watcher  # noqa: PLW0603
    with _adding:
        _watched.add(waiting)
        if _watcher is None or not _watcher.is_alive():  # as in the child of a fork
            _watcher = Thread(target=_look, name="patience", daemon=True)
            _watcher.start()


def _look() -> None:
    while True:
        sleep(_PAUSE)
        with _adding:
            watched = list(_watched)
        moment = monotonic()
        for waiting in watched:
            waiting.cut_off(moment)
