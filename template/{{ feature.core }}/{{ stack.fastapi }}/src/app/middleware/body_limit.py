"""A limit on what a client may upload, as `http/body_budget.py` counts it."""

import asyncio
from contextlib import suppress

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.body_budget import BODILESS, DRAIN_SECONDS, BodyBudget


class BodyLimit:
    def __init__(self, app: ASGIApp, *, max_bytes: int) -> None:
        self.app = app
        self.max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in BODILESS:
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
        self._budget = BodyBudget(max_bytes)
        self._more = True

    async def __call__(self) -> Message:
        message = await self._next()
        if self._budget.is_spent:
            raise HTTPException(413)  # FastAPI takes any other error here for a malformed body
        return message

    async def drain(self) -> None:
        """Within bounds of size and time."""
        if self._more:
            with suppress(TimeoutError):
                async with asyncio.timeout(DRAIN_SECONDS):
                    await self._rest()

    async def _rest(self) -> None:
        while self._more and self._budget.may_drain:
            await self._next()

    async def _next(self) -> Message:
        message = await self._receive()
        self._budget.count(message.get("body", b""))
        self._more = message.get("more_body", False)
        return message
