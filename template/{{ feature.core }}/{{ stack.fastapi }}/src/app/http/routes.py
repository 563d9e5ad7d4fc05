"""The route of the API: what holds around every handler, in one place.

Strict JSON comes in; a change is one unit of work, committed before the answer is sent; a reader
whose copy is still current gets a 304.
"""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Annotated, Any

from fastapi import Header, Request, Response
from fastapi.routing import APIRoute

from app.http.answers import conditional
from app.http.changes import Changes
from app.http.json_input import parse, require_json
from app.http.media_types import require_acceptable

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
IfMatch = Annotated[str | None, Header()]


class ApiRoute(APIRoute):
    """Give it to a router: `APIRouter(route_class=ApiRoute)`."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()
        if self.methods == {"GET"}:
            return _acceptable(_conditional(handle))
        change = _change(handle)
        if self.body_field is None:
            return _acceptable(change)
        return _acceptable(_strict(change))


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
