"""A request is one trace, from what the caller says of it to each statement (OpenTelemetry).

A Django app: `apps.py` wires it.
"""

from app.infrastructure.tracing.trace_ids import trace_ids

__all__ = ["trace_ids"]
