"""How long the current request may still take: asked by all that waits.

A thread can't be interrupted. So whoever waits for something, as for a connection or a statement,
waits no longer than this; and nothing is committed once the time is over.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

from app.http.errors import DeadlineExceeded

_end: ContextVar[float | None] = ContextVar("deadline", default=None)


def start(seconds: float) -> None:
    """From now on. What was started before is over."""
    _end.set(monotonic() + seconds)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """A part that may take no longer than this, nor than the request has left."""
    end = monotonic() + seconds
    token = _end.set(min(end, _end.get() or end))
    try:
        yield
    finally:
        _end.reset(token)


def remaining(at_most: float) -> float:
    """Seconds to wait: what the request has left, or `at_most`; never less than nought."""
    end = _end.get()
    return at_most if end is None else max(0.0, min(at_most, end - monotonic()))


def check() -> None:
    """Raises DeadlineExceeded where the time is over."""
    end = _end.get()
    if end is not None and monotonic() > end:
        raise DeadlineExceeded
