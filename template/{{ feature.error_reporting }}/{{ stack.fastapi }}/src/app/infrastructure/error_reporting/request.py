"""The request that is being answered, for what is told of a crash."""

from contextvars import ContextVar

from starlette.types import Scope

from app.infrastructure.error_reporting.events import HEADERS, Described

current: ContextVar[Scope | None] = ContextVar("reported_request", default=None)
_NAMES = {name.encode(): name for name in HEADERS}


def described() -> Described | None:
    """None outside of a request."""
    scope = current.get()
    if scope is None:
        return None
    route = scope.get("route")
    return Described(
        scope["method"],
        route.path if route else "none",
        {
            _NAMES[name]: value.decode("latin-1")
            for name, value in scope["headers"]
            if name in _NAMES
        },
    )
