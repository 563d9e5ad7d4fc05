"""`/openapi.json` and `/docs`: the document that `openapi.py` builds, and a page that shows it."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path
from django.views.decorators.http import require_GET

from app.http import docs, openapi
from app.http.handling import template_of
from app.http.operations import Promise, Route, route_of
from app.project import TITLE


def urls(promises: Sequence[Promise]) -> list[URLPattern]:
    """The document is built when it is first asked for: starting stays quick."""

    @cache
    def document() -> bytes:
        return openapi.as_json(routes_of(get_resolver().url_patterns), promises)

    @require_GET
    def openapi_json(request: HttpRequest) -> HttpResponse:
        return HttpResponse(document(), content_type="application/json")

    @require_GET
    def docs_page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(docs.page(TITLE), content_type="text/html; charset=utf-8")

    return [path("openapi.json", openapi_json), path("docs", docs_page)]


def routes_of(entries: Iterable[URLPattern | URLResolver], prefix: str = "/") -> Iterator[Route]:
    """Every handler that carries an operation: those of a router, and plain views of GET."""
    for entry in entries:
        where = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from routes_of(entry.url_patterns, where)
            continue
        plain = {"GET": entry.callback} if hasattr(entry.callback, "__operation__") else {}
        for method, handler in getattr(entry.callback, "handlers", plain).items():
            names = sorted(entry.pattern.converters)
            yield route_of(method, template_of(where), names, handler)
