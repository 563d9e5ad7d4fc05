"""Leaves the profile of a request that asks for it, in development; elsewhere it is not there."""

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from app.config import Settings
from app.http.answers import not_allowed
from app.http.native import send
from app.infrastructure.profiling import is_on, memory, profiles

_ASKED_BY = "HTTP_" + profiles.ASKED_BY.upper().replace("-", "_")


def profiled(app: WSGIApplication, *, settings: Settings) -> WSGIApplication:
    return Profiling(app, settings=settings) if is_on(settings) else app


class Profiling:
    def __init__(self, app: WSGIApplication, *, settings: Settings) -> None:
        self.app = app
        self._folder = settings.profiling_folder
        self._memory = memory.Memory()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] == memory.PATH:
            return self._grown(environ, start_response)
        if profiles.is_wanted(asked := environ.get(_ASKED_BY)):
            return self._profile(str(asked), environ, start_response)
        return self.app(environ, start_response)

    def _profile(
        self, asked: str, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        file = profiles.file_for(self._folder, environ["REQUEST_METHOD"], path, asked)

        def tell(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            return start_response(status, [*headers, (profiles.TOLD_BY, str(file))], *error)

        with profiles.profiled(file):
            return self.app(environ, tell)

    def _grown(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        if method not in memory.METHODS:
            return send(not_allowed(memory.METHODS), environ, start_response)
        body = self._memory.ask(method).encode()
        start_response("200 OK", [*memory.HEADERS.items(), ("Content-Length", str(len(body)))])
        return [body]
