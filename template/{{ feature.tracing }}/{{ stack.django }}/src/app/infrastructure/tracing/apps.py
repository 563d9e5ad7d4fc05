"""Tracing as Django knows it, and how it is wired."""

from django.apps import AppConfig
from django.conf import settings


class TracingConfig(AppConfig):
    name = "app.infrastructure.tracing"
    label = "tracing"

    def ready(self) -> None:
        """Without a collector nothing more is imported."""
        if not settings.SERVICE.otel_exporter_otlp_endpoint:
            return
        from app.infrastructure.tracing.exporting import exporting_by
        from app.infrastructure.tracing.statement_spans import StatementSpans
        from app.infrastructure.tracing.statements import trace_statements

        trace_statements(StatementSpans(exporting_by(settings.SERVICE), settings.SERVICE))
