"""No more requests at once than a worker can answer in time; the rest may come again.

The health checks are let in always; nothing else is, that could hold their threads with a body.
"""

from collections.abc import Iterable
from queue import Empty, SimpleQueue
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from app.http.errors import Overloaded

_READS = {"GET", "HEAD"}


class Admission:
    def __init__(self, app: WSGIApplication, *, max_in_flight: int) -> None:
        self.app = app
        self._tickets: SimpleQueue[None] = SimpleQueue()
        for _ in range(max_in_flight):
            self._tickets.put(None)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith("/health/") and environ["REQUEST_METHOD"] in _READS:
            return self.app(environ, start_response)
        try:
            ticket = self._tickets.get_nowait()
        except Empty:
            raise Overloaded from None
        try:
            return self.app(environ, start_response)
        finally:
            self._tickets.put(ticket)
