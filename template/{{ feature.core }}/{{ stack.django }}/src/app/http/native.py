"""How Django has it answered: all that `answers.py` and the middleware need to know of it."""

from collections.abc import Iterable, Mapping
from wsgiref.types import StartResponse, WSGIEnvironment

from django.http import HttpResponse

__all__ = ["Response", "respond", "send"]


class Response(HttpResponse):
    """An answer of the contract. What Django itself answers is none: see `failures.py`."""


def respond(body: bytes, *, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """A body that is JSON already."""
    response = Response(body, status=status, headers=headers, content_type="application/json")
    if body:
        response.headers["Content-Length"] = str(len(body))
    else:
        del response.headers["Content-Type"]
    return response


def send(
    response: HttpResponse, environ: WSGIEnvironment, start_response: StartResponse
) -> Iterable[bytes]:
    """Answers a server."""
    start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
    return [response.content]
