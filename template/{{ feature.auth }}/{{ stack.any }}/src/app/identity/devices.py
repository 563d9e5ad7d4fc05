"""What somebody logs in with, for the list of their logins."""

from app.http.native import Request
from app.identity.requests import header_of

_LONGEST = 200
"""Characters."""


def device_of(request: Request) -> str:
    """As it says of itself: nothing to rely on."""
    told = header_of(request, "user-agent")
    return "".join(mark for mark in told if mark.isprintable())[:_LONGEST]
