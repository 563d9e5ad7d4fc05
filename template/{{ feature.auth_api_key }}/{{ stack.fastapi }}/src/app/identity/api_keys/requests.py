"""The key that a request comes with, as FastAPI has it."""

from app.http.native import Request
from app.identity.api_keys.promises import HEADER


def api_key_of(request: Request) -> str | None:
    return request.headers.get(HEADER)
