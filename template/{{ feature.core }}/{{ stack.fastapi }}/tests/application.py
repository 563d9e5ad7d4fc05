"""The application of a test, with the routes that the test plants in it: here FastAPI's."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

from app.config import Settings
from app.factory import create_app
from app.http.native import Response
from app.http.routes import ApiRouter
from tests.planted import PLANTED
from tests.processes import SECRET

Routes = Mapping[tuple[str, str], Callable[[], Response]]
"""A plain function for each method and path: {("GET", "/crash"): crash}. It may block, or raise;
`app.http.answers` makes what it returns."""
NO_ROUTES: Routes = {}


def application(settings: Mapping[str, Any], routes: Routes = NO_ROUTES) -> FastAPI:
    """With these settings and none of `.env`. Planted routes stand behind the same edge as every
    route of the API: middleware, errors, a unit of work around what is no GET."""
    own = {"environment": "test", "secret_key": SECRET, **settings}
    app = create_app(Settings(_env_file=None, **own))
    router = ApiRouter()
    for (method, path), answer in routes.items():
        router.add_api_route(path, _handler(answer), methods=[method])
    app.include_router(router)
    return app


def _handler(answer: Callable[[], Response]) -> Callable[[], Coroutine[Any, Any, Response]]:
    @PLANTED
    async def handle() -> Response:
        return await run_in_threadpool(answer)

    return handle
