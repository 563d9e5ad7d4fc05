"""Lets web pages of other origins in, as `http/cors.py` has it."""

from collections.abc import Iterable, Sequence
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from app.http.cors import CorsPolicy
from app.http.native import send
from app.http.operations import Promise


class Cors:
    """Without origins, which is the default, nothing is added to any answer."""

    def __init__(
        self, app: WSGIApplication, *, origins: Sequence[str], promises: Sequence[Promise] = ()
    ) -> None:
        self.app = app
        self._policy = CorsPolicy(origins, promises) if origins else None

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        origin = environ.get("HTTP_ORIGIN")
        if self._policy is None or origin is None:
            return self.app(environ, start_response)
        method = environ.get("HTTP_ACCESS_CONTROL_REQUEST_METHOD")
        if environ["REQUEST_METHOD"] == "OPTIONS" and method is not None:
            asked = environ.get("HTTP_ACCESS_CONTROL_REQUEST_HEADERS", "")
            answer = self._policy.answer_preflight(origin, method, asked)
            return send(answer, environ, start_response)
        headers = list(self._policy.of_answer(origin).items())

        def start_with_headers(status: str, given: list[tuple[str, str]], *error: Any) -> Any:
            return start_response(status, [*given, *headers], *error)

        return self.app(environ, start_with_headers)
