"""The span of a request, by OpenTelemetry's conventions for HTTP, with what may be told of one.

No path and no query: identifiers and tokens are in those. No header but the caller's own trace
context (W3C Trace Context), which is taken on.
"""

from collections.abc import Mapping
from typing import Any

from opentelemetry.context import Context
from opentelemetry.trace import Span, SpanKind, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from app.http.request_id import current_request_id
from app.infrastructure.tracing.exporting import Exporting
from app.infrastructure.tracing.trace_ids import ERROR_TYPE, fail

METHOD, ROUTE, STATUS = "http.request.method", "http.route", "http.response.status_code"
_METHODS = {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}
_OTHER = "_OTHER"
"""What the conventions call a method that nobody knows."""
_OF_THE_SERVER = 500
_NOBODY = Context()
_propagator = TraceContextTextMapPropagator()


def is_traced(path: str) -> bool:
    """The health checks are not, as they are not logged."""
    return not path.startswith("/health/")


def begin(exporting: Exporting, *, method: str, scheme: str, carried: Mapping[str, Any]) -> Span:
    """`carried` is `traceparent` and `tracestate`, where the caller sends them."""
    known = method if method in _METHODS else _OTHER
    return exporting.tracer.start_span(
        known,
        context=_propagator.extract(carried, _NOBODY) if carried else _NOBODY,
        kind=SpanKind.SERVER,
        attributes={METHOD: known, "url.scheme": scheme},
    )


def end(
    span: Span, *, method: str, route: str | None, status: int, error: BaseException | None = None
) -> None:
    """`error` is what has broken an answer off."""
    if span.is_recording():
        if route:
            span.update_name(f"{method if method in _METHODS else _OTHER} {route}")
            span.set_attribute(ROUTE, route)
        if status:
            span.set_attribute(STATUS, status)
        span.set_attribute("app.request_id", current_request_id())
        _tell_failure(span, status, error)
    span.end()


def _tell_failure(span: Span, status: int, error: BaseException | None) -> None:
    if error is not None:
        fail(span, error)
    elif status < _OF_THE_SERVER:
        return
    elif ERROR_TYPE not in getattr(span, "attributes", {}):
        span.set_attribute(ERROR_TYPE, str(status))
    span.set_status(StatusCode.ERROR)
