"""The route of the API: what holds around every handler, in one place.

Whoever may not is told so; strict JSON comes in; a change is one unit of work, committed before the
answer is sent; a reader whose copy is still current gets a 304.
"""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope

from app.http.access import Access
from app.http.answers import conditional, not_allowed
from app.http.changes import Changes
from app.http.gate import Gate
from app.http.json_input import parse, require_json
from app.http.media_types import require_acceptable
from app.http.operations import operation_of

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
_METHODS = {"DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"}
IfMatch = Annotated[str | None, Header()]


class ApiRoute(APIRoute):
    """Of an `ApiRouter`."""

    def get_route_handler(self) -> Handler:
        access = operation_of(self.endpoint).access
        return _acceptable(_guarded(self._answer(super().get_route_handler()), access))

    def _answer(self, handle: Handler) -> Handler:
        if self.methods == {"GET"}:
            return _conditional(handle)
        change = handle if operation_of(self.endpoint).own_units else _change(handle)
        return change if self.body_field is None else _strict(change)


class ApiRouter(APIRouter):
    """The routes of one noun: `ApiRouter(prefix="/api/v1/things")`.

    FastAPI asks one router after the other for a path, and each of them one route after the other.
    What has another prefix is told so at once.
    """

    def __init__(self, *, prefix: str = "", **options: Any) -> None:
        super().__init__(prefix=prefix, route_class=ApiRoute, **options)
        self._known_by = prefix.partition("{")[0]

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if self._known_by not in scope["path"]:
            return Match.NONE, {}
        return super().matches(scope)


def refuse_others(router: APIRouter, path: str) -> None:
    """Answers 405 for what a path does not offer: else a later one takes it, whose parameter fits.
    Call it when all handlers of the path are there."""
    whole = f"{router.prefix}{path}"
    found = [r for r in router.routes if isinstance(r, APIRoute) and r.path == whole]
    offered = {method for route in found for method in route.methods or ()}

    async def refuse() -> Response:
        return not_allowed(offered)

    others = sorted(_METHODS - offered)
    router.add_api_route(path, refuse, methods=others, route_class_override=APIRoute)


class _StrictRequest(Request):
    """A request whose body is JSON, and no more than that."""

    async def body(self) -> bytes:
        """FastAPI takes an empty one for none, and does not ask for its JSON."""
        return await super().body() or b" "

    async def json(self) -> Any:
        return parse(await self.body())


def _acceptable(handle: Handler) -> Handler:
    async def answer(request: Request) -> Response:
        require_acceptable(request.headers.get("accept", ""))
        return await handle(request)

    return answer


def _guarded(handle: Handler, access: Access) -> Handler:
    async def pass_the_gate(request: Request) -> Response:
        gate: Gate = request.app.state.gate
        await gate.admit(request, access)
        return gate.dismiss(await handle(request), access)

    return pass_the_gate


def _conditional(handle: Handler) -> Handler:
    async def read(request: Request) -> Response:
        return conditional(await handle(request), request.headers.get("if-none-match"))

    return read


def _change(handle: Handler) -> Handler:
    async def change(request: Request) -> Response:
        changes: Changes = request.app.state.changes
        return await changes.make(request, lambda: partial(handle, request))

    return change


def _strict(handle: Handler) -> Handler:
    async def read_strictly(request: Request) -> Response:
        headers = request.headers
        coding = headers.get("content-encoding", "")
        require_json(headers.get("content-type", ""), coding, method=request.method)
        return await handle(_StrictRequest(request.scope, request.receive))

    return read_strictly
