"""What every request passes through, outermost first. Pure ASGI, one file each."""

from collections.abc import Sequence
from typing import Any

from starlette.middleware import Middleware

from app.config import Settings
from app.http.access_log import Listener
from app.http.operations import Promise
from app.middleware.admission import Admission
from app.middleware.body_limit import BodyLimit
from app.middleware.compression import Compression
from app.middleware.cors import Cors
from app.middleware.deadline import Deadline
from app.middleware.field_lines import FieldLines
from app.middleware.head import Head
from app.middleware.observation import Observation
from app.middleware.security_headers import SecurityHeaders
from app.middleware.yours import YOURS


def stack(
    settings: Settings,
    *,
    outermost: Sequence[Any],
    chosen: Sequence[Any],
    listeners: Sequence[Listener],
    promises: Sequence[Promise],
) -> list[Middleware]:
    """What options add, each made of the application and the settings: `outermost` sees what
    Observation tells, `chosen` has it behind."""
    https_only = settings.environment != "development"
    return [
        Middleware(SecurityHeaders, https_only=https_only),
        Middleware(FieldLines),
        *[Middleware(middleware, settings=settings) for middleware in outermost],
        Middleware(Observation, listeners=listeners),
        Middleware(Cors, origins=settings.cors_origins, promises=promises),
        Middleware(Head),
        Middleware(Compression),
        *[Middleware(middleware, settings=settings) for middleware in chosen],
        Middleware(Admission, max_in_flight=settings.max_in_flight),
        Middleware(Deadline, seconds=settings.request_timeout),
        Middleware(BodyLimit, max_bytes=settings.max_body_bytes),
        *YOURS,
    ]
