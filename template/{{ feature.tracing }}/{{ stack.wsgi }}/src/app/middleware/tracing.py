"""Opens the span of each request, around what tells its outcome: so its log lines name it."""

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from opentelemetry.context import Context, attach, detach
from opentelemetry.trace import set_span_in_context

from app.config import Settings

_CARRIED = {"HTTP_TRACEPARENT": "traceparent", "HTTP_TRACESTATE": "tracestate"}


def tracing(app: WSGIApplication, *, settings: Settings) -> WSGIApplication:
    """Where nothing is traced, the application itself."""
    return Tracing(app, settings) if settings.otel_exporter_otlp_endpoint else app


class Tracing:
    def __init__(self, app: WSGIApplication, settings: Settings) -> None:
        from app.infrastructure.tracing import server_spans
        from app.infrastructure.tracing.exporting import exporting_by

        self.app = app
        self._spans = server_spans
        self._exporting = exporting_by(settings)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not self._spans.is_traced(environ["PATH_INFO"]):
            return self.app(environ, start_response)
        method, status, broken = environ["REQUEST_METHOD"], 0, None
        scheme, carried = environ["wsgi.url_scheme"], _carried(environ)
        span = self._spans.begin(self._exporting, method=method, scheme=scheme, carried=carried)

        def start(line: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            nonlocal status
            status = int(line[:3])
            return start_response(line, headers, *error)

        token = attach(set_span_in_context(span, Context()))
        try:
            return self.app(environ, start)
        except BaseException as error:
            broken = error
            raise
        finally:
            detach(token)
            route = environ.get("app.route")
            self._spans.end(span, method=method, route=route, status=status, error=broken)


def _carried(environ: WSGIEnvironment) -> dict[str, str]:
    return {name: environ[key] for key, name in _CARRIED.items() if key in environ}
