"""Sends what the log has as an error with a traceback. From a thread of the SDK's, which has no
more than a hundred waiting: no request waits for the server, or fails with it."""

import os
import sys
from collections.abc import Callable
from multiprocessing.util import Finalize
from types import TracebackType
from typing import Any

import sentry_sdk
from sentry_sdk.utils import event_from_exception
from structlog.typing import EventDict

from app import __version__
from app.config import Settings
from app.http.errors import ApiError
from app.infrastructure.error_reporting.events import REFERENCE, tell
from app.infrastructure.error_reporting.request import described
from app.project import NAME

PATIENCE = 3.0
"""Seconds that what is waiting has to be sent in, when a process ends."""
_LEVELS = ("error", "critical")
_OWN_LOGGERS = ("sentry_sdk", "urllib3")

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


class Reports:
    """A processor of structlog: the line of a crash names its report."""

    def __init__(self, settings: Settings) -> None:
        self._client = sentry_sdk.Client(
            dsn=settings.sentry_dsn.get_secret_value(),
            environment=settings.environment,
            release=f"{NAME}@{__version__}",
            sample_rate=settings.sentry_sample_rate,
            **_TOLD_LITTLE,
        )
        self._ends_with: int | None = None

    def __call__(self, logger: object, method: str, event: EventDict) -> EventDict:
        if event.get("level") in _LEVELS and "exc_info" in event:
            found = _exception_of(event["exc_info"])
            if found is not None and _is_a_crash(found[1], event):
                _never_failing(lambda: self._report(found, event))
        return event

    def _report(self, found: ExcInfo, event: EventDict) -> None:
        told, hint = event_from_exception(found, client_options=self._client.options)
        report: Any = tell(told, event, described())
        sent = self._client.capture_event(report, hint)
        if sent is not None:
            event[REFERENCE] = sent
            self._end_with_the_process()

    def _end_with_the_process(self) -> None:
        """Also with a worker, which runs nothing of `atexit`."""
        if self._ends_with != os.getpid():
            self._ends_with = os.getpid()
            Finalize(None, self._client.close, kwargs={"timeout": PATIENCE}, exitpriority=1)


_TOLD_LITTLE: dict[str, Any] = {
    "auto_enabling_integrations": False,
    "auto_session_tracking": False,
    "data_collection": {
        "cookies": {"mode": "off"},
        "database_query_data": False,
        "http_bodies": [],
        "http_headers": {"request": {"mode": "off"}},
        "stack_frame_variables": False,
        "url_query_params": {"mode": "off"},
        "user_info": False,
    },
    "default_integrations": False,
    "enable_backpressure_handling": False,
    "in_app_include": ["app"],
    "include_local_variables": False,  # `event_from_exception` asks for this one
    "max_breadcrumbs": 0,
    "max_request_body_size": "never",
    "propagate_traces": False,
    "send_client_reports": False,
    "shutdown_timeout": PATIENCE,
    "spotlight": False,
}
"""What the SDK would do by itself, and does not here. Local variables hold passwords."""


def _exception_of(given: Any) -> ExcInfo | None:
    """Whatever a logger was given: an exception, what `sys.exc_info()` tells, or True."""
    if isinstance(given, BaseException):
        return type(given), given, given.__traceback__
    found = given if isinstance(given, tuple) else sys.exc_info() if given else None
    return found if found and found[0] else None  # type: ignore[return-value]


def _is_a_crash(error: BaseException, event: EventDict) -> bool:
    """What the contract has an answer for is none; nor is the end of a task or a process."""
    is_own = str(event.get("logger", "")).startswith(_OWN_LOGGERS)
    return isinstance(error, Exception) and not isinstance(error, ApiError) and not is_own


def _never_failing(report: Callable[[], None]) -> None:
    """The log is more than the report."""
    try:
        report()
    except Exception as error:
        sys.stderr.write(f"A crash could not be reported: {type(error).__name__}\n")
