"""`/openapi.json` and `/docs`: the document that `openapi.py` builds, and a page that shows it."""

from collections.abc import Iterator, Sequence
from functools import cache

from flask import Flask, Response

from app.http import docs, openapi
from app.http.handling import template_of
from app.http.operations import Promise, Route, route_of
from app.project import TITLE


def install(app: Flask, promises: Sequence[Promise]) -> None:
    """Built when it is first asked for: starting stays quick."""

    @cache
    def document() -> bytes:
        return openapi.as_json(routes_of(app), promises)

    @app.get("/openapi.json")
    def openapi_json() -> Response:
        return Response(document(), content_type="application/json")

    @app.get("/docs")
    def docs_page() -> Response:
        return Response(docs.page(TITLE), content_type="text/html; charset=utf-8")


def routes_of(app: Flask) -> Iterator[Route]:
    """Every route whose view carries an operation."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if hasattr(view, "__operation__"):
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield route_of(method, template_of(rule.rule), sorted(rule.arguments), view)
