"""A limit on what a client may upload, counted while it is read.

What an answer leaves unread is read for a while and thrown away: a client that is still sending
would not see the answer, and would lose its connection.
"""

import asyncio
from contextlib import suppress

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_BODILESS = {"GET", "HEAD", "OPTIONS"}
_DRAINED = 16  # times the limit
_PATIENCE = 1.0
"""Seconds that a client may take to send what nobody wants."""


class BodyLimit:
    def __init__(self, app: ASGIApp, *, max_bytes: int) -> None:
        self.app = app
        self.max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in _BODILESS:
            await self.app(scope, receive, send)
            return
        body = _Counted(receive, self.max_bytes)

        async def send_after_the_body(message: Message) -> None:
            if message["type"] == "http.response.start":
                await body.drain()
            await send(message)

        await self.app(scope, body, send_after_the_body)


class _Counted:
    """Receives as the server does, until it is too much."""

    def __init__(self, receive: Receive, max_bytes: int) -> None:
        self._receive = receive
        self._max_bytes = max_bytes
        self._read = 0
        self._more = True

    async def __call__(self) -> Message:
        message = await self._next()
        if self._read > self._max_bytes:
            raise HTTPException(413)  # FastAPI takes any other error here for a malformed body
        return message

    async def drain(self) -> None:
        """Within bounds of size and time."""
        if self._more:
            with suppress(TimeoutError):
                async with asyncio.timeout(_PATIENCE):
                    await self._rest()

    async def _rest(self) -> None:
        while self._more and self._read < _DRAINED * self._max_bytes:
            await self._next()

    async def _next(self) -> Message:
        message = await self._receive()
        self._read += len(message.get("body", b""))
        self._more = message.get("more_body", False)
        return message
