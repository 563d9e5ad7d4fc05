"""What holds around every handler of the API, in one place, whatever framework calls it.

Strict JSON comes in; a change is one unit of work, committed before the answer is sent; a reader
whose copy is still current gets a 304. An error of the contract is answered as one.
"""

from collections.abc import Callable, Mapping
from typing import Any
from wsgiref.types import WSGIEnvironment

from app.http import deadline
from app.http.answers import conditional, failure
from app.http.binding import plan_of
from app.http.errors import ApiError
from app.http.json_input import require_json
from app.http.media_types import require_acceptable
from app.http.native import Response
from app.infrastructure.retries import in_one_unit_of_work

Handler = Callable[..., Response]
Endpoint = Callable[..., Response]
"""Takes a request's environ, the texts of its path parameters, and what the framework gives to
every handler of its own, as Django its request."""


def endpoint(handler: Handler, *, method: str, route: str) -> Endpoint:
    """The handler with all of it. `route` is the template of its path, for the log."""
    plan = plan_of(handler)
    run = _conditional if method == "GET" else _one_unit_of_work

    def answer(environ: WSGIEnvironment, path: Mapping[str, str], *given: Any) -> Response:
        environ["app.route"] = route
        try:
            require_acceptable(environ.get("HTTP_ACCEPT", ""))
            if plan.body is not None:
                coding = environ.get("HTTP_CONTENT_ENCODING", "")
                require_json(environ.get("CONTENT_TYPE", ""), coding, method=method)
            arguments = plan.arguments(environ, path)
            return run(environ, lambda: handler(*given, **arguments))
        except ApiError as error:
            environ["app.cause"] = error.__cause__
            return failure(error)

    return answer


def template_of(route: str) -> str:
    """A route as Flask and Django write it, as OpenAPI writes a path."""
    return route.replace("<", "{").replace(">", "}")


def _conditional(environ: WSGIEnvironment, read: Callable[[], Response]) -> Response:
    response = read()
    deadline.check()
    return conditional(response, environ.get("HTTP_IF_NONE_MATCH"))


def _one_unit_of_work(environ: WSGIEnvironment, change: Callable[[], Response]) -> Response:
    def change_in_time() -> Response:
        response = change()
        deadline.check()
        return response

    return in_one_unit_of_work(change_in_time)
