"""A limit on what a client may upload, as `http/body_budget.py` counts it.

A thread that waits for a body can't be called back: so no more than `readers` of them wait at once,
and requests without a body are answered whatever slow clients do.
"""

from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO, RawIOBase
from threading import BoundedSemaphore
from time import monotonic
from typing import Any
from wsgiref.types import InputStream, StartResponse, WSGIApplication, WSGIEnvironment

from app.http.body_budget import BODILESS, DRAIN_SECONDS, BodyBudget
from app.http.errors import Overloaded, PayloadTooLarge

_PIECE = 64 * 1024


class BodyLimit:
    def __init__(self, app: WSGIApplication, *, max_bytes: int, readers: int) -> None:
        self.app = app
        self.max_bytes = max_bytes
        self._readers = BoundedSemaphore(readers)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in BODILESS:
            return self.app(environ, start_response)
        body = environ["wsgi.input"] = _Counted(environ, self.max_bytes, self._readers)
        try:
            return self.app(environ, start_response)
        finally:
            body.drain()


class _Counted(RawIOBase):
    """Reads as the server's own stream does, until it is too much."""

    def __init__(self, environ: WSGIEnvironment, max_bytes: int, readers: BoundedSemaphore) -> None:
        self._readers = readers
        self._stream: InputStream = environ["wsgi.input"]
        self._budget = BodyBudget(max_bytes)
        length = environ.get("CONTENT_LENGTH")
        self._length = int(length) if length else None
        self._more = self._length != 0 and (
            self._length is not None or "HTTP_TRANSFER_ENCODING" in environ
        )

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Raises PayloadTooLarge once the limit is passed."""
        if self._length is not None and self._length > self._budget.max_bytes:
            raise PayloadTooLarge
        piece = self._take(len(buffer))
        if self._budget.is_spent:
            raise PayloadTooLarge
        buffer[: len(piece)] = piece
        return len(piece)

    def put_back(self, body: bytes) -> None:
        """All that was read, for whoever reads next."""
        self._stream, self._more = BytesIO(body), bool(body)
        self._budget = BodyBudget(self._budget.max_bytes)

    def drain(self) -> None:
        """Within bounds of size and time."""
        end = monotonic() + DRAIN_SECONDS
        with suppress(Overloaded):
            while self._more and self._budget.may_drain and monotonic() < end:
                self._take(_PIECE)

    def _take(self, size: int) -> bytes:
        piece = self._next(size) if self._more else b""
        self._budget.count(piece)
        self._more = bool(piece) and self._budget.read != self._length
        return piece

    def _next(self, size: int) -> bytes:
        if not self._readers.acquire(blocking=False):
            self._more = False
            raise Overloaded
        try:
            return self._stream.read(size)
        finally:
            self._readers.release()
