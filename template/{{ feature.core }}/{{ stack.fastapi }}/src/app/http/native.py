"""How FastAPI asks, and has it answered: what the shared parts of `http` need to know of it."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

__all__ = ["Request", "Response", "respond"]


def respond(body: bytes, *, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """A body that is JSON already."""
    return Response(body, status, headers, "application/json" if body else None)
