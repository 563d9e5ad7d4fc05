"""What stands before every operation: who asks, and whether they may.

The application has one object for it. An option that knows its callers puts its own in its place.
"""

from typing import Protocol

from app.http.access import Access
from app.http.native import Request, Response


class Gate(Protocol):
    async def admit(self, request: Request, access: Access) -> None:
        """Raises what the client is told, where they may not."""
        ...

    def dismiss(self, response: Response, access: Access) -> Response:
        """The answer, which says who may keep it."""
        ...


class OpenGate:
    """Nobody is asked who they are."""

    async def admit(self, request: Request, access: Access) -> None:
        """Everybody may."""

    def dismiss(self, response: Response, access: Access) -> Response:
        return response
