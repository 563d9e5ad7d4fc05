"""Lets web pages of other origins in, as `http/cors.py` has it."""

from collections.abc import Mapping, Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.cors import CorsPolicy
from app.http.operations import Promise


class Cors:
    """Without origins, which is the default, nothing is added to any answer."""

    def __init__(
        self, app: ASGIApp, *, origins: Sequence[str], promises: Sequence[Promise] = ()
    ) -> None:
        self.app = app
        self._policy = CorsPolicy(origins, promises) if origins else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        policy = self._policy
        if policy is None or scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin, method = headers.get("origin"), headers.get("access-control-request-method")
        if origin is None:
            await self.app(scope, receive, send)
        elif scope["method"] == "OPTIONS" and method is not None:
            asked = headers.get("access-control-request-headers", "")
            await policy.answer_preflight(origin, method, asked)(scope, receive, send)
        else:
            await self.app(scope, receive, _adding(policy.of_answer(origin), send))


def _adding(headers: Mapping[str, str], send: Send) -> Send:
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"].extend(raw)  # beside what varies by something else already
        await send(message)

    return send_with_headers
