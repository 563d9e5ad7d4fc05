"""Names each request, tells its outcome in one log line, and answers for what crashed."""

from collections.abc import Sequence
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http import access_log
from app.http.request_id import adopt_request_id


class Observation:
    def __init__(self, app: ASGIApp, *, listeners: Sequence[access_log.Listener]) -> None:
        self.app = app
        self.listeners = listeners

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        exchange = _Exchange(scope, send)
        try:
            await self.app(scope, receive, exchange.send)
        except Exception as error:
            await exchange.crash(error, receive)
        exchange.log(self.listeners)


class _Exchange:
    """One request and what became of it."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._begun = perf_counter()
        self._scope = scope
        self._method = scope["method"]
        self._send = send
        self._request_id = adopt_request_id(_header(scope, b"x-request-id"))
        self._status = 0

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            message["headers"].append((b"x-request-id", self._request_id.encode()))
        await self._send(message)

    async def crash(self, error: Exception, receive: Receive) -> None:
        """Answer what no handler did. Once an answer has begun, only breaking off is honest."""
        answer = access_log.answer_to(error)
        if self._status:
            raise error
        await answer(self._scope, receive, self.send)

    def log(self, listeners: Sequence[access_log.Listener]) -> None:
        route = self._scope.get("route")
        access_log.tell(
            listeners,
            path=self._scope["path"],
            method=self._method,
            route=route.path if route else None,
            status=self._status,
            begun=self._begun,
            cause=self._scope.get("app.cause"),
        )


def _header(scope: Scope, name: bytes) -> bytes | None:
    return next((value for key, value in scope["headers"] if key == name), None)
