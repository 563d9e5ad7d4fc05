"""What nobody waits for: done beside the requests, one thing at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def _nothing() -> None:
    """No thread of this service has anything to give back."""


class Aside:
    """In a thread of its own, which gives back what a thread of the service has taken."""

    def __init__(self, give_back: Callable[[], None] = _nothing) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="aside")
        self._give_back = give_back

    def run(self, work: Callable[[], None]) -> None:
        """Outside of the caller's unit of work."""
        self._thread.submit(self._do, work)

    def _do(self, work: Callable[[], None]) -> None:
        try:
            work()
        finally:
            self._give_back()
