"""Spans that code opens by itself, and what a call to another service takes along.

with span("charge the card"):
    ...

with span("GET prices", SpanKind.CLIENT, {"server.address": host}):
    client.get(url, headers=outgoing_headers())
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from opentelemetry.trace import INVALID_SPAN, Span, SpanKind, StatusCode, use_span
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from opentelemetry.util.types import AttributeValue

from app.infrastructure.tracing.exporting import last
from app.infrastructure.tracing.trace_ids import fail

_propagator = TraceContextTextMapPropagator()


@contextmanager
def span(
    name: str,
    kind: SpanKind = SpanKind.INTERNAL,
    attributes: Mapping[str, AttributeValue] | None = None,
) -> Iterator[Span]:
    """Below the one that is open, and open itself until the block ends. Neither name nor attributes
    may hold what a client sends. Where nothing is traced it is a span that does nothing."""
    exporting = last()
    if exporting is None:
        yield INVALID_SPAN
        return
    opened = exporting.tracer.start_span(name, kind=kind, attributes=dict(attributes or {}))
    with use_span(opened, end_on_exit=True, record_exception=False, set_status_on_exception=False):
        try:
            yield opened
        except Exception as error:
            fail(opened, error)
            opened.set_status(StatusCode.ERROR)
            raise


def outgoing_headers() -> dict[str, str]:
    """`traceparent` and `tracestate` of the span that is open; none where none is."""
    headers: dict[str, str] = {}
    _propagator.inject(headers)
    return headers
