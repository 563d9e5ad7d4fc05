"""Who is asking: known from the gate on, to whatever is done for them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from app.http.callers import current_caller
from app.identity.errors import Unauthenticated

ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Principal:
    user_id: UUID | None
    """None for the service itself."""
    role: str
    session_id: UUID | None = None
    scopes: frozenset[str] | None = None
    """The permissions of whoever may do only a part of what their role may; None for all of it."""

    @property
    def is_admin(self) -> bool:
        return self.role == ADMIN

    def has(self, permission: str) -> bool:
        return self.scopes is None or permission in self.scopes


SERVICE = Principal(None, ADMIN)
"""The service itself, in scripts and jobs: what it makes is nobody's."""

_current: ContextVar[Principal | None] = ContextVar("principal", default=None)


def own_id() -> UUID:
    """Of the account that asks. Raises Unauthenticated for the service itself too, which has
    none."""
    if (key := current().user_id) is None:
        raise Unauthenticated
    return key


def known() -> Principal | None:
    """Who asks, where somebody has said so."""
    return _current.get()


def current() -> Principal:
    """Raises Unauthenticated where nobody has said who asks."""
    principal = _current.get()
    if principal is None:
        raise Unauthenticated
    return principal


def become(principal: Principal | None) -> None:
    """From here on it is they who ask; None for somebody unknown."""
    _current.set(principal)
    current_caller.set(str(principal.user_id) if principal else "")


@contextmanager
def acting_as(principal: Principal | None) -> Iterator[None]:
    """For as long as the block runs: in jobs, scripts and tests."""
    before = _current.get()
    become(principal)
    try:
        yield
    finally:
        become(before)
