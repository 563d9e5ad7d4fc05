"""Which web pages of other origins may call this API (Fetch standard, CORS protocol)."""

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.answers import failure
from app.http.errors import Forbidden

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_READ = ("ETag", "Location", "Retry-After", "X-Request-ID")


class Cors:
    """Without origins, which is the default, nothing is added to any answer."""

    def __init__(self, app: ASGIApp, *, origins: list[str]) -> None:
        self.app = app
        self._serve = _Cors(app, origins) if origins else app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._serve(scope, receive, send)


class _Cors(CORSMiddleware):
    """Starlette's, whose refusals are in the contract's envelope."""

    def __init__(self, app: ASGIApp, origins: list[str]) -> None:
        super().__init__(
            app,
            allow_origins=origins,
            allow_methods=_METHODS,
            allow_headers=["Content-Type", "If-Match", "If-None-Match", "X-Request-ID"],
            expose_headers=_READ,
        )

    def preflight_response(self, request_headers: Headers) -> Response:
        response = super().preflight_response(request_headers)
        return response if response.status_code < 400 else failure(Forbidden())  # noqa: PLR2004
