"""What is told of a crash, in Sentry's form (develop.sentry.dev: event payloads), and what is not.

Pure: no SDK, no framework.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from app.infrastructure.redaction import REDACTED

REFERENCE = "sentry_event"
"""What the log calls the report of its line."""
HEADERS = ("accept", "content-length", "content-type", "user-agent")
"""What is told of a request's headers; all others are not, whatever they are called."""
_LONGEST = 200
_LONGEST_MESSAGE = 2000
_CREDENTIALS = re.compile(r"(?<=://)[^\s/@]+@")
_SECRETS = re.compile(
    r"""((?:password|passwd|secret|token|authorization|cookie|api[-_]?key)["']?\s*[:=]\s*["']?)"""
    r"""(?:(?:bearer|basic)\s+)?[^\s"',;&]+""",
    re.IGNORECASE,
)
_BEARER = re.compile(r"\b(bearer|basic)\s+[\w.~+/=-]+", re.IGNORECASE)
_QUERY = re.compile(r"(?<=\?)[^\s\"'#]+")


class Described(NamedTuple):
    """The request that a crash belongs to. `route` is the template of its path."""

    method: str
    route: str
    headers: Mapping[str, str]
    """By their names in small letters."""


def tell(
    told: Mapping[str, Any], logged: Mapping[str, Any], request: Described | None
) -> dict[str, Any]:
    """The event that is sent, of what the SDK makes of an exception and of its line in the log."""
    event: dict[str, Any] = {**told, "logger": str(logged["event"]), "level": logged["level"]}
    event["tags"] = {"request_id": logged.get("request_id") or "none"}
    for value in event["exception"]["values"]:
        value["value"] = scrubbed(str(value.get("value") or ""))[:_LONGEST_MESSAGE]
    if request is not None:
        event["transaction"] = f"{request.method} {request.route}"
        event["tags"] |= {"method": request.method, "route": request.route}
        event["request"] = {"method": request.method, "headers": allowed(request.headers)}
    return event


def allowed(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: scrubbed(headers[name])[:_LONGEST] for name in HEADERS if name in headers}


def scrubbed(text: str) -> str:
    """Without what an exception may say of passwords, tokens and what stands in a query."""
    text = _CREDENTIALS.sub(f"{REDACTED}@", text)
    text = _SECRETS.sub(rf"\g<1>{REDACTED}", text)
    text = _BEARER.sub(rf"\g<1> {REDACTED}", text)
    return _QUERY.sub(REDACTED, text)
