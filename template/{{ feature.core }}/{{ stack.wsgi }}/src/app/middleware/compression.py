"""Compresses an answer for a client that takes it so, as `http/compression.py` decides.

The head of an answer waits for its body only where that is told to be long enough. A stream tells
no length: it passes as it is, at once.
"""

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from app.http.compression import encoded, is_worth_it

Headers = list[tuple[str, str]]


class Compression:
    def __init__(self, app: WSGIApplication) -> None:
        self.app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        head: tuple[str, Headers] | None = None

        def start(status: str, headers: Headers, *error: Any) -> Any:
            nonlocal head
            head = (status, headers) if not error and _is_worth_it(headers) else None
            return None if head else start_response(status, headers, *error)

        body = self.app(environ, start)
        if head is None:
            return body
        status, headers = head
        accept = environ.get("HTTP_ACCEPT_ENCODING", "")
        headers, content = encoded(int(status[:3]), headers, _whole(body), accept)
        start_response(status, headers)
        return [content]


def _is_worth_it(headers: Headers) -> bool:
    for name, value in headers:
        if name.lower() == "content-length":
            return is_worth_it(int(value))
    return False


def _whole(body: Any) -> bytes:
    try:
        return b"".join(body)
    finally:
        if hasattr(body, "close"):
            body.close()
