"""A limit on what a client may upload, counted while it is read.

What is over the limit is read on for a while and thrown away, so that the client, which is still
sending, gets to see the answer.
"""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_BODILESS = {"GET", "HEAD", "OPTIONS"}
_DRAINED = 16  # times the limit


class BodyLimit:
    def __init__(self, app: ASGIApp, *, max_bytes: int) -> None:
        self.app = app
        self.max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in _BODILESS:
            receive = _Counted(receive, self.max_bytes)
        await self.app(scope, receive, send)


class _Counted:
    """Receives as the server does, until it is too much."""

    def __init__(self, receive: Receive, max_bytes: int) -> None:
        self._receive = receive
        self._max_bytes = max_bytes
        self._read = 0

    async def __call__(self) -> Message:
        message = await self._next()
        if self._read > self._max_bytes:
            while message.get("more_body") and self._read < _DRAINED * self._max_bytes:
                message = await self._next()
            raise HTTPException(413)  # FastAPI takes any other error here for a malformed body
        return message

    async def _next(self) -> Message:
        message = await self._receive()
        self._read += len(message.get("body", b""))
        return message
