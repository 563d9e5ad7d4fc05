"""What holds around every handler of the API, in one place, whatever framework calls it.

Whoever may not is told so; strict JSON comes in; a change is one unit of work, committed before the
answer is sent; a reader whose copy is still current gets a 304. Errors are answered as the contract
has them.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from wsgiref.types import WSGIEnvironment

from app.http import deadline
from app.http.answers import conditional, failure
from app.http.binding import plan_of
from app.http.changes import Change, Changes
from app.http.errors import ApiError
from app.http.gate import Gate
from app.http.json_input import require_json
from app.http.media_types import require_acceptable
from app.http.native import Response
from app.http.operations import operation_of

Handler = Callable[..., Response]
Endpoint = Callable[..., Response]
"""Takes a request's environ, the texts of its path parameters, and what the framework gives to
every handler of its own, as Django its request."""


def endpoint(
    handler: Handler,
    *,
    method: str,
    route: str,
    changes: Callable[[], Changes],
    gate: Callable[[], Gate],
) -> Endpoint:
    """The handler with all of it. `route` is the template of its path, for the log; `changes` and
    `gate` find what stands around every change, and before every operation."""
    plan, operation = plan_of(handler), operation_of(handler)
    run = _conditional if method == "GET" else partial(_change, changes)
    if operation.own_units:
        run = _plain

    def answer(environ: WSGIEnvironment, path: Mapping[str, str], *given: Any) -> Response:
        environ["app.route"] = route
        try:
            require_acceptable(environ.get("HTTP_ACCEPT", ""))
            gate().admit(environ, operation.access)
            if plan.body is not None:
                coding = environ.get("HTTP_CONTENT_ENCODING", "")
                require_json(environ.get("CONTENT_TYPE", ""), coding, method=method)
            response = run(
                environ, lambda: partial(handler, *given, **plan.arguments(environ, path))
            )
            return gate().dismiss(response, operation.access)
        except ApiError as error:
            environ["app.cause"] = error.__cause__
            return failure(error)

    return answer


def template_of(route: str) -> str:
    """A route as Flask and Django write it, as OpenAPI writes a path."""
    return route.replace("<", "{").replace(">", "}")


def _conditional(environ: WSGIEnvironment, read: Callable[[], Change]) -> Response:
    return conditional(_in_time(read()), environ.get("HTTP_IF_NONE_MATCH"))


def _plain(environ: WSGIEnvironment, read: Callable[[], Change]) -> Response:
    return _in_time(read())


def _change(
    changes: Callable[[], Changes], environ: WSGIEnvironment, read: Callable[[], Change]
) -> Response:
    return changes().make(environ, lambda: partial(_in_time, read()))


def _in_time(handle: Change) -> Response:
    response = handle()
    deadline.check()
    return response
