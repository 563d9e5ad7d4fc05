"""Leaves the profile of a request that asks for it, in development; elsewhere it is not there.

An answer is held back until its profile is written. Profilers in one event loop slow each other
down, so requests that want one take turns.
"""

import asyncio

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.config import Settings
from app.http.answers import not_allowed
from app.infrastructure.profiling import is_on, memory, profiles


def profiled(app: ASGIApp, *, settings: Settings) -> ASGIApp:
    return Profiling(app, settings=settings) if is_on(settings) else app


class Profiling:
    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app = app
        self._folder = settings.profiling_folder
        self._memory = memory.Memory()
        self._one_at_a_time = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"] == memory.PATH:
            await (await self._grown(scope["method"]))(scope, receive, send)
        elif profiles.is_wanted(asked := Headers(scope=scope).get(profiles.ASKED_BY)):
            await self._profile(str(asked), scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _profile(self, asked: str, scope: Scope, receive: Receive, send: Send) -> None:
        file = profiles.file_for(self._folder, scope["method"], scope["path"], asked)

        held: list[Message] = []

        async def hold(message: Message) -> None:
            held.append(message)

        async with self._one_at_a_time:
            with profiles.profiled(file):
                await self.app(scope, receive, hold)
        MutableHeaders(scope=held[0])[profiles.TOLD_BY] = str(file)
        for message in held:
            await send(message)

    async def _grown(self, method: str) -> Response:
        if method not in memory.METHODS:
            return not_allowed(memory.METHODS)
        told = await run_in_threadpool(self._memory.ask, method)
        return Response(told, headers=memory.HEADERS)
