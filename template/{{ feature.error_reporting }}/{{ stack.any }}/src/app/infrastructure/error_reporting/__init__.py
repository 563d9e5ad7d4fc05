"""Tells Sentry, or what speaks its protocol, of each crash: what the log has with a traceback.

None of the SDK's integrations: they would wrap the framework, the drivers and the log a second
time, and see bodies, cookies and statements on the way. What is sent is made here, of what may be
told.
"""

from structlog.typing import EventDict, Processor

from app.config import Settings

__all__ = ["reporting"]


def reporting(settings: Settings) -> Processor:
    """A processor of log events. Without a SENTRY_DSN nothing more is so much as imported."""
    if not settings.sentry_dsn.get_secret_value():
        return _nobody_is_told
    from app.infrastructure.error_reporting.reports import Reports

    return Reports(settings)


def _nobody_is_told(logger: object, method: str, event: EventDict) -> EventDict:
    return event
