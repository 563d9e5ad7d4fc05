"""Ties the lines of the log to the trace that they belong to."""

from opentelemetry.trace import Span, format_span_id, format_trace_id, get_current_span
from structlog.typing import EventDict, Processor

from app.config import Settings

ERROR_TYPE = "error.type"


def trace_ids(settings: Settings) -> Processor:
    """A processor of log events: each inside of a span names it."""
    return _named if settings.otel_exporter_otlp_endpoint else _as_it_is


def _named(logger: object, method: str, event: EventDict) -> EventDict:
    span = get_current_span()
    context = span.get_span_context()
    if context.is_valid:
        event["trace_id"] = format_trace_id(context.trace_id)
        event["span_id"] = format_span_id(context.span_id)
        if isinstance(error := event.get("exc_info"), BaseException):
            fail(span, error)
    return event


def fail(span: Span, error: BaseException) -> None:
    """The span names the kind of an error, and not what it says: that may be a secret."""
    kind = type(error)
    span.set_attribute(ERROR_TYPE, f"{kind.__module__}.{kind.__qualname__}")


def _as_it_is(logger: object, method: str, event: EventDict) -> EventDict:
    return event
