"""Lets in who may: finds out who asks, by any of the ways that the service knows.

The role comes from the session, which is read by its key for each request: what is taken away is
gone with the next one, and no row of a user is read for it.
"""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from app.http.access import Access
from app.http.errors import ApiError, Forbidden
from app.http.native import Request, Response
from app.identity.errors import Unauthenticated, lacking
from app.identity.principals import Principal, become


class Way(Protocol):
    """How somebody may say who they are."""

    async def principal(self, request: Request) -> Principal | None:
        """None where the request says nothing in this way. Raises Unauthenticated where what it
        says does not hold."""
        ...


class Log(Protocol):
    """Where it is written down who was not let in."""

    async def tell(
        self, event: str, user_id: UUID | None, *, as_role: str | None = None
    ) -> None: ...


class IdentityGate:
    def __init__(self, log: Log) -> None:
        self._log = log
        self._ways: Sequence[Way] = ()

    def open_to(self, way: Way) -> None:
        """One more way in."""
        self._ways = (*self._ways, way)

    async def admit(self, request: Request, access: Access) -> None:
        become(None)
        if not access.needs_login:
            return
        principal = await self._principal(request)
        if refusal := _refusal(principal, access):
            await self._log.tell("access.denied", principal.user_id, as_role=principal.role)
            raise refusal
        become(principal)

    def dismiss(self, response: Response, access: Access) -> Response:
        """What is somebody's is kept by nobody else, and asked for again each time."""
        if access.needs_login:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    async def _principal(self, request: Request) -> Principal:
        for way in self._ways:
            principal = await way.principal(request)
            if principal is not None:
                return principal
        raise Unauthenticated


def _refusal(principal: Principal, access: Access) -> ApiError | None:
    if not access.admits(principal.role):
        return Forbidden()
    return None if principal.has(access.permission) else lacking(access.permission)
