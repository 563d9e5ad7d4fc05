"""Tells the metrics, and what is being done at this moment.

Outside of Admission: a service that is overloaded still says so.
"""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from app.config import Settings
from app.http.answers import failure, not_allowed
from app.http.native import send
from app.infrastructure.metrics import measures
from app.infrastructure.metrics.exposition import (
    HEADERS,
    METHODS,
    PATH,
    TokenMissing,
    exposition,
    require_token,
)
from app.infrastructure.metrics.pool import connections_in_use


class Metrics:
    def __init__(self, app: WSGIApplication, *, settings: Settings) -> None:
        self.app = app
        self._token = settings.metrics_token.get_secret_value()
        self._limit = settings.connections_per_worker

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] == PATH:
            environ["app.route"] = PATH
            return self._answer(environ, start_response)
        measures.in_flight.inc()
        try:
            return self.app(environ, start_response)
        finally:
            measures.in_flight.dec()
            measures.tell_connections(connections_in_use(), self._limit)

    def _answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in METHODS:
            return send(not_allowed(METHODS), environ, start_response)
        try:
            require_token(self._token, environ.get("HTTP_AUTHORIZATION", ""))
        except TokenMissing as error:
            return send(failure(error), environ, start_response)
        body = exposition()
        start_response("200 OK", [*HEADERS.items(), ("Content-Length", str(len(body)))])
        return [body]
