"""`/openapi.json` and `/docs`: the document that `openapi.py` builds, and a page that shows it."""

from collections.abc import Iterator, Sequence
from functools import cache

from fastapi import FastAPI, Response
from fastapi.routing import iter_route_contexts

from app.http import docs, openapi
from app.http.operations import Promise, Route, route_of
from app.project import TITLE


def install(app: FastAPI, promises: Sequence[Promise]) -> None:
    """Built when it is first asked for: starting stays quick."""

    @cache
    def document() -> bytes:
        return openapi.as_json(routes_of(app), promises)

    @app.get("/openapi.json")
    async def openapi_json() -> Response:
        return Response(document(), media_type="application/json")

    @app.get("/docs")
    async def docs_page() -> Response:
        return Response(docs.page(TITLE), media_type="text/html")


def routes_of(app: FastAPI) -> Iterator[Route]:
    """Every route whose handler carries an operation."""
    for route in iter_route_contexts(app.routes):
        endpoint, path = route.endpoint, route.path_format
        if path is None or endpoint is None or not hasattr(endpoint, "__operation__"):
            continue
        for method in sorted(route.methods or ()):
            yield route_of(method, path, route.param_convertors, endpoint)
