"""What a key may be given: the permissions that the operations of this service ask for."""

from collections.abc import Callable, Iterable
from functools import cache

from app.http.operations import Route

Permissions = Callable[[], frozenset[str]]


def permissions_of(routes: Callable[[], Iterable[Route]]) -> Permissions:
    """Read when they are first asked for: by then all routes are there."""

    @cache
    def permissions() -> frozenset[str]:
        return frozenset(route.operation.access.permission for route in routes()) - {""}

    return permissions
