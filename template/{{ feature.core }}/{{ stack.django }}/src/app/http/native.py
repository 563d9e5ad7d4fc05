"""How Django has it answered: all that `answers.py` and the middleware need to know of it."""

from collections.abc import Iterable, Mapping
from wsgiref.types import StartResponse, WSGIEnvironment

from django.http import HttpResponse

from app.infrastructure import database

__all__ = ["Request", "Response", "respond", "send"]

Request = WSGIEnvironment
"""As every part of WSGI has it."""


class Response(HttpResponse):
    """An answer of the contract. What Django itself answers is none: see `failures.py`."""


def respond(body: bytes, *, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """A body that is JSON already."""
    response = Response(body, status=status, headers=headers, content_type="application/json")
    if not body:
        del response.headers["Content-Type"]
    return response


def send(
    response: HttpResponse, environ: WSGIEnvironment, start_response: StartResponse
) -> Iterable[bytes]:
    """Answers a server, which is told how long the body is: HEAD tells it without one. What a
    stream asks of the database is given back at its end."""
    cookies = [("Set-Cookie", cookie.OutputString()) for cookie in response.cookies.values()]
    headers = [*response.items(), *cookies]
    line = f"{response.status_code} {response.reason_phrase}"
    if response.streaming:
        response._resource_closers.append(database.release)  # type: ignore[attr-defined]
        start_response(line, headers)
        return response
    if response.content:
        headers.append(("Content-Length", str(len(response.content))))
    start_response(line, headers)
    return [response.content]
