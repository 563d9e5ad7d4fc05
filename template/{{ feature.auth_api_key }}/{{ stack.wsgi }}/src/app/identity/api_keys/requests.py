"""The key that a request comes with, as WSGI has it."""

from app.http.native import Request


def api_key_of(request: Request) -> str | None:
    return request.get("HTTP_X_API_KEY")
