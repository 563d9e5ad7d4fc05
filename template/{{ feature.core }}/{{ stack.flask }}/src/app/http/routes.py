"""The blueprint of the API: around every handler is what `handling.py` has."""

from functools import wraps
from typing import Any

from flask import Blueprint, current_app, request

from app.http.binding import IfMatch
from app.http.changes import Changes
from app.http.handling import Handler, endpoint, template_of
from app.http.native import Response

__all__ = ["ApiBlueprint", "IfMatch"]


class ApiBlueprint(Blueprint):
    """`@router.get("/<key>")` as ever. Path, query and body arrive checked, by the signature."""

    prefix: str

    def __init__(self, name: str, import_name: str, *, url_prefix: str) -> None:
        super().__init__(name, import_name, url_prefix=url_prefix)
        self.prefix = url_prefix

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: Any = None,
        provide_automatic_options: bool | None = None,
        **options: Any,
    ) -> None:
        (method,) = options["methods"]
        view = _view(view_func, method=method, route=template_of(f"{self.prefix}{rule}"))
        super().add_url_rule(rule, endpoint, view, provide_automatic_options, **options)


def _view(handler: Handler, *, method: str, route: str) -> Handler:
    answer = endpoint(handler, method=method, route=route, changes=_changes)

    @wraps(handler)
    def view(**path: str) -> Response:
        return answer(request.environ, path)

    return view


def _changes() -> Changes:
    return current_app.extensions["changes"]
