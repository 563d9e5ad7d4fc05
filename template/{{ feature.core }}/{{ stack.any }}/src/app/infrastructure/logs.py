"""Logs: one JSON object a line on standard output; in development, lines for a person."""

import logging
import sys
from collections.abc import Callable, Sequence
from typing import Any

import structlog
from pydantic_core import to_json
from structlog.tracebacks import ExceptionDictTransformer
from structlog.typing import EventDict, Processor

from app.config import ServiceSettings
from app.http.request_id import current_request_id
from app.infrastructure.redaction import redact

# Local variables stay out of the log: they hold passwords.
_TRACEBACKS = ExceptionDictTransformer(show_locals=False)


def install(
    settings: ServiceSettings, processors: Sequence[Callable[[Any], Processor]] = ()
) -> None:
    """Configures structlog, and sends what libraries say through the standard library there.
    `processors` is what options add, each made of the settings."""
    level = "debug" if settings.debug else settings.log_level
    structlog.configure(
        processors=[
            _add_request_id,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *[make(settings) for make in processors],
            *_rendering(for_a_person=settings.environment == "development"),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.BytesLoggerFactory(sys.stdout.buffer),
        cache_logger_on_first_use=settings.environment != "test",
    )
    logging.basicConfig(handlers=[_ToStructlog()], level=logging.WARNING, force=True)


def _rendering(*, for_a_person: bool) -> list[Processor]:
    if for_a_person:
        return [structlog.processors.format_exc_info, redact, _to_line]
    return [structlog.processors.ExceptionRenderer(_TRACEBACKS), redact, _to_json]


def _add_request_id(logger: object, method: str, event: EventDict) -> EventDict:
    event["request_id"] = current_request_id()
    return event


def _to_json(logger: object, method: str, event: EventDict) -> bytes:
    return to_json(event, fallback=str)


def _to_line(logger: object, method: str, event: EventDict) -> bytes:
    """Time, level and event, then the rest as `name=value`; a traceback below."""
    moment, level, name = (event.pop(key) for key in ("timestamp", "level", "event"))
    trace = event.pop("exception", None)
    rest = " ".join(f"{key}={value!r}" for key, value in event.items() if value not in (None, ""))
    below = f"\n{trace}" if trace else ""
    return f"{moment[11:23]} {level:<8}{name:<24}{rest}{below}".encode()


class _ToStructlog(logging.Handler):
    """What libraries say through the standard library, in the same lines."""

    def emit(self, record: logging.LogRecord) -> None:
        log: Any = structlog.get_logger(record.name)
        log.log(record.levelno, record.getMessage(), logger=record.name, exc_info=record.exc_info)
