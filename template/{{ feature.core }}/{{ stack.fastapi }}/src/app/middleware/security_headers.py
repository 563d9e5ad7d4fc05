"""Puts the headers of `header_policy.py` on every answer."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.header_policy import API, DOCS, headers_for

Headers = list[tuple[bytes, bytes]]


class SecurityHeaders:
    def __init__(self, app: ASGIApp, *, https_only: bool) -> None:
        self.app = app
        self._docs = _raw(headers_for(DOCS, https_only=https_only))
        self._api = _raw(headers_for(API, https_only=https_only))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = self._docs if scope["path"] == "/docs" else self._api

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *headers]
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _raw(headers: dict[str, str]) -> Headers:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]
