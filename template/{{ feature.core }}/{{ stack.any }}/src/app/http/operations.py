"""What an operation promises beyond its signature: its summary, its answer, its own errors.

A controller registers its path natively and hangs the operation on the handler; `openapi.py`
reads both. So every framework documents itself in the same words.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self, TypeVar, get_type_hints

from pydantic import BaseModel

from app.http.access import NOBODY, Access
from app.http.errors import ApiError

H = TypeVar("H", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    id: str
    summary: str
    tag: str
    access: Access = NOBODY
    status: int = 200
    returns: type[BaseModel] | None = None
    media_type: str = "application/json"
    takes: tuple[str, ...] = ("application/json",)
    """Media types of the request body, where there is one."""
    also: tuple[int, ...] = ()
    """Other statuses of success: 304."""
    accepts: type[BaseModel] | None = None
    """What a 202 returns, where the settings may have it that nobody is told what came of it."""
    same: tuple[int, ...] = ()
    """Other statuses that the success may come with: a 503 of a readiness check."""
    errors: tuple[type[ApiError], ...] = ()
    own_units: bool = False
    """Whether its handler opens its units of work itself, as where what comes first takes long, and
    may hold no connection meanwhile. An Idempotency-Key is not for it."""
    common_errors: bool = True
    """Whether it can fail as all operations can: overloaded, out of time, without a database."""
    reads: tuple[str, ...] = ()
    """Request headers."""
    sends: tuple[str, ...] = ()
    """Response headers of the success."""
    security: tuple[str, ...] = ()
    """Names of ways to say who asks; none where nobody is asked."""

    def __call__(self, handler: H) -> H:
        """Decorates a handler."""
        handler.__operation__ = self  # type: ignore[attr-defined]
        return handler

    def failing_with(self, *errors: type[ApiError]) -> Self:
        """The same operation, which has more errors of its own."""
        return replace(self, errors=(*self.errors, *errors))

    def for_logins_alone(self) -> Self:
        """The same operation, for whoever has logged in: no permission is enough."""
        return replace(self, access=self.access.by(""))


@dataclass(frozen=True, slots=True)
class Route:
    """An operation where a framework has put it; `path` is in OpenAPI's form."""

    method: str
    path: str
    operation: Operation
    path_types: dict[str, Any]
    query: type[BaseModel] | None
    body: type[BaseModel] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What operations promise besides their own, on behalf of an option."""

    holds_for: Callable[[Route], bool]
    reads: Mapping[str, str] = field(default_factory=dict)
    """Request headers, and what each is for."""
    sends: Mapping[str, str] = field(default_factory=dict)
    """Response headers of the success, and what each tells."""
    errors: tuple[type[ApiError], ...] = ()
    security: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Ways to say who asks, any one of which is enough: OpenAPI's security schemes, by name."""
    by_cookie: bool = False
    """Whether a browser is known by what it sends by itself."""
    schemas: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """JSON schemas of headers that not every text can be."""


def promised(route: Route, promises: Sequence[Promise]) -> Route:
    """The route, with all that holds for it."""
    operation = route.operation
    for promise in promises:
        if promise.holds_for(route):
            operation = replace(
                operation,
                reads=(*operation.reads, *promise.reads),
                sends=(*operation.sends, *promise.sends),
                errors=(*operation.errors, *promise.errors),
                security=(*operation.security, *promise.security),
            )
    return replace(route, operation=operation)


UNSAID = Operation(id="", summary="", tag="")
"""Of a handler that has none: nobody may ask for it."""


def operation_of(handler: Callable[..., Any]) -> Operation:
    """What a handler promises."""
    operation: Operation = getattr(handler, "__operation__", UNSAID)
    return operation


def route_of(method: str, path: str, names: Iterable[str], handler: Callable[..., Any]) -> Route:
    """Reads a handler's signature: path parameters by `names`, models by `query` and `body`."""
    hints = get_type_hints(handler)
    return Route(
        method,
        path,
        operation=handler.__operation__,  # type: ignore[attr-defined]
        path_types={name: hints[name] for name in names},
        query=hints.get("query"),
        body=hints.get("body"),
    )
