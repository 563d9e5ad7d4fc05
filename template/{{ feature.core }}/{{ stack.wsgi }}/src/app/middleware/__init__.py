"""What every request passes through. Pure WSGI, one file each, listed from the inside out."""

from collections.abc import Sequence
from typing import Any
from wsgiref.types import WSGIApplication

from app.config import Settings
from app.http.access_log import Listener
from app.http.operations import Promise
from app.middleware.admission import Admission
from app.middleware.body_limit import BodyLimit
from app.middleware.compression import Compression
from app.middleware.cors import Cors
from app.middleware.deadline import Deadline
from app.middleware.exact import Exact
from app.middleware.head import Head
from app.middleware.observation import Observation
from app.middleware.security_headers import SecurityHeaders


def around(
    app: WSGIApplication,
    settings: Settings,
    *,
    outermost: Sequence[Any],
    chosen: Sequence[Any],
    listeners: Sequence[Listener],
    promises: Sequence[Promise],
) -> WSGIApplication:
    """What options add, each made of the application and the settings: `outermost` sees what
    Observation tells, `chosen` has it behind."""
    https_only = settings.environment != "development"
    wrapped: WSGIApplication = Exact(app)
    readers = max(1, settings.max_in_flight // 2)
    wrapped = BodyLimit(wrapped, max_bytes=settings.max_body_bytes, readers=readers)
    wrapped = Deadline(wrapped, seconds=settings.request_timeout)
    wrapped = Admission(wrapped, max_in_flight=settings.max_in_flight)
    for middleware in reversed(chosen):
        wrapped = middleware(wrapped, settings=settings)
    wrapped = Compression(wrapped)
    wrapped = Head(wrapped)
    wrapped = Cors(wrapped, origins=settings.cors_origins, promises=promises)
    wrapped = Observation(wrapped, listeners=listeners)
    for middleware in reversed(outermost):
        wrapped = middleware(wrapped, settings=settings)
    return SecurityHeaders(wrapped, https_only=https_only)
