"""The router of the API: around every handler is what `handling.py` has."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path

from app.apps import ServiceConfig
from app.http.answers import not_allowed
from app.http.binding import IfMatch
from app.http.changes import Changes
from app.http.gate import Gate
from app.http.handling import Endpoint, Handler, endpoint, template_of
from app.http.native import Response

__all__ = ["ApiRouter", "IfMatch"]

Decorator = Callable[[Handler], Handler]


class ApiRouter:
    """Put `urls` into a URLconf. A handler takes Django's request; path, query and body arrive
    checked, by its signature."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self._handlers: dict[str, dict[str, Handler]] = {}
        self._beside: list[ApiRouter] = []

    def beside(self, prefix: str) -> "ApiRouter":
        """Another one, whose `urls` are among those of this."""
        self._beside.append(ApiRouter(prefix))
        return self._beside[-1]

    def get(self, route: str) -> Decorator:
        return self.add("GET", route)

    def post(self, route: str) -> Decorator:
        return self.add("POST", route)

    def put(self, route: str) -> Decorator:
        return self.add("PUT", route)

    def patch(self, route: str) -> Decorator:
        return self.add("PATCH", route)

    def delete(self, route: str) -> Decorator:
        return self.add("DELETE", route)

    def add(self, method: str, route: str) -> Decorator:
        def register(handler: Handler) -> Handler:
            self._handlers.setdefault(route, {})[method] = handler
            return handler

        return register

    @property
    def urls(self) -> list[URLPattern]:
        routes = {f"{self.prefix}{route}": found for route, found in self._handlers.items()}
        own = [path(route[1:], _view(route, handlers)) for route, handlers in routes.items()]
        return own + [url for router in self._beside for url in router.urls]


def _view(route: str, handlers: dict[str, Handler]) -> Callable[..., Response]:
    """One view a path: Django finds a view by its path alone."""
    endpoints: dict[str, Endpoint] = {
        method: endpoint(
            handler, method=method, route=template_of(route), changes=_changes, gate=_gate
        )
        for method, handler in handlers.items()
    }

    def view(request: HttpRequest, **given: Any) -> Response:
        answer = endpoints.get(request.META["REQUEST_METHOD"])
        return answer(request.META, given, request) if answer else not_allowed(endpoints)

    view.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie says who is asking
    view.handlers = handlers  # type: ignore[attr-defined]  # for the documentation
    return view


def _changes() -> Changes:
    return ServiceConfig.changes


def _gate() -> Gate:
    return ServiceConfig.gate
