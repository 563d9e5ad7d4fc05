"""Answers that nobody may keep: tokens, or what is known of a person (RFC 9111, 5.2.2.5)."""

from app.http.native import Response


def unstored(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
