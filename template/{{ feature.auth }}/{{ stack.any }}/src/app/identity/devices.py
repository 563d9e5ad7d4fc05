"""What somebody logs in with, for the list of their logins."""

from app.http.native import Request
from app.identity.requests import header_of

_LONGEST = 200
"""Characters."""


def device_of(request: Request) -> str:
    """As it says of itself: nothing to rely on."""
    return as_kept(header_of(request, "user-agent"))


def as_kept(user_agent: str) -> str:
    """Clients say of themselves what they like: so much of it, and no control characters."""
    return "".join(filter(str.isprintable, user_agent))[:_LONGEST]
