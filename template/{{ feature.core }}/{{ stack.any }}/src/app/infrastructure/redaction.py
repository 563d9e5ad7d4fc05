"""Keeps secrets out of the log: by the name of a field, and in connection strings."""

import re
from functools import lru_cache
from typing import Any

from structlog.typing import EventDict

REDACTED = "[redacted]"
_SECRET = re.compile(
    r"password|passwd|secret|token|authorization|cookie|api[-_]?key", re.IGNORECASE
)
_CREDENTIALS = re.compile(r"(?<=://)[^\s/@]+@")


def redact(logger: object, method: str, event: EventDict) -> EventDict:
    """A structlog processor. Looks into nested values too."""
    for name, value in event.items():
        if _is_secret(name):
            event[name] = REDACTED
        elif isinstance(value, str | dict | list):
            event[name] = _cleaned(value)
    return event


@lru_cache(maxsize=1024)
def _is_secret(name: str) -> bool:
    return _SECRET.search(name) is not None


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return _CREDENTIALS.sub(f"{REDACTED}@", value) if "://" in value else value
        case dict():
            return {k: REDACTED if _is_secret(str(k)) else _cleaned(v) for k, v in value.items()}
        case list():
            return [_cleaned(item) for item in value]
    return value
