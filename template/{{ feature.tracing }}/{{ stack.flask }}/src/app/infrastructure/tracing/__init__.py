"""A request is one trace, from what the caller says of it to each statement (OpenTelemetry)."""

from flask import Flask

from app.config import Settings
from app.infrastructure.tracing.trace_ids import trace_ids

__all__ = ["install", "trace_ids"]


def install(app: Flask, settings: Settings) -> None:
    """The application has its database by now. Without a collector nothing more is imported."""
    if not settings.otel_exporter_otlp_endpoint:
        return
    from app.infrastructure.tracing.exporting import exporting_by
    from app.infrastructure.tracing.statement_spans import StatementSpans
    from app.infrastructure.tracing.statements import trace_statements

    spans = StatementSpans(exporting_by(settings), settings)
    trace_statements(app.extensions["database"], spans)
