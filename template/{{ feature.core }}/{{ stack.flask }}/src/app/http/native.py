"""How Flask has it answered: all that `answers.py` and the middleware need to know of it."""

from collections.abc import Iterable, Mapping
from wsgiref.types import StartResponse, WSGIEnvironment

import flask

__all__ = ["Request", "Response", "respond", "send"]

Request = WSGIEnvironment
"""As every part of WSGI has it."""


class Response(flask.Response):
    """Says of which type its body is only where it has one."""

    default_mimetype = None


def respond(body: bytes, *, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """A body that is JSON already."""
    return Response(body, status, headers, content_type="application/json" if body else None)


def send(
    response: Response, environ: WSGIEnvironment, start_response: StartResponse
) -> Iterable[bytes]:
    """Answers outside of the application: from the middleware."""
    return response(environ, start_response)
