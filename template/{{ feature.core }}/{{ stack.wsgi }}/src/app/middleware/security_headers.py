"""Puts the headers of `header_policy.py` on every answer."""

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from app.http.header_policy import API, DOCS, headers_for


class SecurityHeaders:
    """`policy` is the Content-Security-Policy of all but the documentation."""

    def __init__(self, app: WSGIApplication, *, https_only: bool, policy: str = API) -> None:
        self.app = app
        self._docs = list(headers_for(DOCS, https_only=https_only).items())
        self._others = list(headers_for(policy, https_only=https_only).items())

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        headers = self._docs if environ["PATH_INFO"] == "/docs" else self._others

        def start_with_headers(status: str, given: list[tuple[str, str]], *error: Any) -> Any:
            return start_response(status, [*given, *headers], *error)

        return self.app(environ, start_with_headers)
