"""No more requests at once than a worker can answer in time; the rest may come again.

The health checks are let in always.
"""

from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.answers import failure
from app.http.errors import Overloaded


class Admission:
    def __init__(self, app: ASGIApp, *, max_in_flight: int) -> None:
        self.app = app
        self._free = max_in_flight

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/health/"):
            await self.app(scope, receive, send)
            return
        if self._free <= 0:
            await failure(Overloaded())(scope, receive, send)
            return
        self._free -= 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._free += 1
