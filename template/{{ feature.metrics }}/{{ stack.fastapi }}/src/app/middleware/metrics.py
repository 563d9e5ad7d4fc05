"""Tells the metrics, and what is being done at this moment.

Outside of Admission: a service that is overloaded still says so.
"""

from types import SimpleNamespace

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.config import Settings
from app.http.answers import failure, not_allowed
from app.infrastructure.metrics import measures
from app.infrastructure.metrics.exposition import (
    HEADERS,
    METHODS,
    PATH,
    TokenMissing,
    exposition,
    require_token,
)
from app.infrastructure.metrics.pool import connections_in_use

_ROUTE = SimpleNamespace(path=PATH)


class Metrics:
    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app = app
        self._token = settings.metrics_token.get_secret_value()
        self._limit = settings.connections_per_worker

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"] == PATH:
            scope["route"] = _ROUTE
            await self._answer(scope)(scope, receive, send)
            return
        measures.in_flight.inc()
        try:
            await self.app(scope, receive, send)
        finally:
            measures.in_flight.dec()
            measures.tell_connections(connections_in_use(), self._limit)

    def _answer(self, scope: Scope) -> Response:
        if scope["method"] not in METHODS:
            return not_allowed(METHODS)
        try:
            require_token(self._token, Headers(scope=scope).get("authorization", ""))
        except TokenMissing as error:
            return failure(error)
        return Response(exposition(), headers=HEADERS)
