"""Answers that nobody may keep: tokens, or what is known of a person (RFC 9111, 5.2.2.5)."""

from pydantic import BaseModel

from app.http.answers import ok
from app.http.native import Response


class Accepted(BaseModel):
    """The same whoever has an account, and whatever is mailed."""

    message: str = "If this address has to do with it, a mail is on its way."


def accepted() -> Response:
    return ok(Accepted(), status=202)


def unstored(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
