"""Names each request, tells its outcome in one log line, and answers for what crashed."""

from collections.abc import Iterable, Sequence
from time import perf_counter
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from app.http import access_log
from app.http.native import send
from app.http.request_id import adopt_request_id


class Observation:
    def __init__(self, app: WSGIApplication, *, listeners: Sequence[access_log.Listener]) -> None:
        self.app = app
        self.listeners = listeners

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        begun = perf_counter()
        offered = environ.get("HTTP_X_REQUEST_ID")
        request_id = adopt_request_id(None if offered is None else offered.encode("latin-1"))
        method, status = environ["REQUEST_METHOD"], 0

        def start(line: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            nonlocal status
            status = int(line[:3])
            return start_response(line, [*headers, ("X-Request-ID", request_id)], *error)

        try:
            body = self.app(environ, start)
        except Exception as error:
            environ["app.cause"] = error.__cause__
            body = send(access_log.answer_to(error), environ, start)
        access_log.tell(
            self.listeners,
            path=environ["PATH_INFO"],
            method=method,
            route=environ.get("app.route"),
            status=status,
            begun=begun,
            cause=environ.get("app.cause"),
        )
        return body
