"""Reads a client's body, and waits for it no longer than the request has left.

A server's stream knows no timeout, and a thread that waits in it can't be called back. Most bodies
are there at once, so a few threads read in place, which is quickest. Where as many wait already,
clients are slow: a thread of its own reads then, and is left behind when the time is over. It ends
when its client goes.
"""

from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Thread
from wsgiref.types import InputStream

from app.http import deadline
from app.http.errors import DeadlineExceeded

_in_place = BoundedSemaphore(32)


def read_in_time(stream: InputStream, size: int, *, at_most: float) -> bytes:
    """Raises DeadlineExceeded; then nobody else may read the stream."""
    if _in_place.acquire(blocking=False):
        try:
            return stream.read(size)
        finally:
            _in_place.release()
    found: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=lambda: found.put(stream.read(size)), daemon=True).start()
    try:
        return found.get(timeout=deadline.remaining(at_most))
    except Empty:
        raise DeadlineExceeded from None
