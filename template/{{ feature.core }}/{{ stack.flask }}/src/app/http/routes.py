"""The blueprint of the API: around every handler is what `handling.py` has."""

from collections import defaultdict
from functools import wraps
from typing import Any

from flask import Blueprint, current_app, request

from app.http.answers import not_allowed
from app.http.binding import IfMatch
from app.http.changes import Changes
from app.http.gate import Gate
from app.http.handling import Handler, endpoint, template_of
from app.http.native import Response

_METHODS = {"DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"}
__all__ = ["ApiBlueprint", "IfMatch"]


class ApiBlueprint(Blueprint):
    """`@router.get("/<key>")` as ever. Path, query and body arrive checked, by the signature."""

    prefix: str

    def __init__(self, name: str, import_name: str, *, url_prefix: str) -> None:
        super().__init__(name, import_name, url_prefix=url_prefix)
        self.prefix = url_prefix
        self._offered: defaultdict[str, set[str]] = defaultdict(set)

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: Any = None,
        provide_automatic_options: bool | None = None,
        **options: Any,
    ) -> None:
        (method,) = options["methods"]
        self._offered[rule].add(method)
        view = _view(view_func, method=method, route=template_of(f"{self.prefix}{rule}"))
        super().add_url_rule(rule, endpoint, view, provide_automatic_options, **options)

    def refuse_others(self, rule: str) -> None:
        """Answers 405 for what a path does not offer: else another takes it, whose parameter fits.
        Call it when all handlers of the path are there."""
        offered = self._offered[rule]

        def refuse() -> Response:
            return not_allowed(offered)

        others = sorted(_METHODS - offered)
        super().add_url_rule(rule, f"others {rule}".replace("/", " "), refuse, methods=others)


def _view(handler: Handler, *, method: str, route: str) -> Handler:
    answer = endpoint(handler, method=method, route=route, changes=_changes, gate=_gate)

    @wraps(handler)
    def view(**path: str) -> Response:
        return answer(request.environ, path)

    return view


def _changes() -> Changes:
    return current_app.extensions["changes"]


def _gate() -> Gate:
    return current_app.extensions["gate"]
