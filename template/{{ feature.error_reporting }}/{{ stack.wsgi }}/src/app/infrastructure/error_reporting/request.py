"""The request that is being answered, for what is told of a crash."""

from contextvars import ContextVar
from wsgiref.types import WSGIEnvironment

from app.infrastructure.error_reporting.events import HEADERS, Described

current: ContextVar[WSGIEnvironment | None] = ContextVar("reported_request", default=None)
_UNPREFIXED = ("content-length", "content-type")
_NAMES = {
    f"{'' if name in _UNPREFIXED else 'HTTP_'}{name.upper().replace('-', '_')}": name
    for name in HEADERS
}


def described() -> Described | None:
    """None outside of a request."""
    environ = current.get()
    if environ is None:
        return None
    return Described(
        environ["REQUEST_METHOD"],
        environ.get("app.route") or "none",
        {name: str(environ[key]) for key, name in _NAMES.items() if environ.get(key)},
    )
