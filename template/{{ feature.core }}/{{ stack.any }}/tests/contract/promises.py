"""What holds for every answer, whatever was asked. The client of the suite checks each by it, and
`test_promises.py` tells in the end.
"""

import re
from collections.abc import Callable
from typing import Any

from httpx2 import Response

Json = dict[str, Any]
Promise = Callable[[Response], bool]

CODES = {
    400: {"MALFORMED_REQUEST", "VALIDATION_ERROR"},
    401: {"UNAUTHENTICATED", "TOKEN_EXPIRED", "INVALID_CREDENTIALS"},
    403: {"FORBIDDEN", "CSRF_FAILED"},
    404: {"NOT_FOUND"},
    405: {"METHOD_NOT_ALLOWED"},
    406: {"NOT_ACCEPTABLE"},
    412: {"PRECONDITION_FAILED"},
    413: {"PAYLOAD_TOO_LARGE"},
    415: {"UNSUPPORTED_MEDIA_TYPE"},
    429: {"RATE_LIMITED"},
    503: {"SERVICE_UNAVAILABLE", "OVERLOADED"},
    504: {"DEADLINE_EXCEEDED", "UPSTREAM_TIMEOUT"},
}
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}
_API_POLICY = "default-src 'none'; frame-ancestors 'none'"
_BARE = {"/docs", "/openapi.json", "/metrics"}
"""Whose bodies are no envelopes."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
_SECRETS = re.compile(
    r'Traceback|File "|site-packages|\.py\b|/usr/|/home/|\bSELECT\b|\bINSERT\b|sqlalchemy|sqlite'
    r"|asyncmy|asyncpg|mariadb|mysql|postgres|psycopg"
    r"|django|fastapi|flask|granian|pydantic|starlette|werkzeug",
    re.IGNORECASE,
)
"""What tells a stranger of what the service is made of."""


def is_success(body: Json) -> bool:
    """Whether it is the envelope of a success, and has nothing besides."""
    meta = body["meta"]
    return (
        body["success"] is True
        and set(body) - {"message"} == {"success", "data", "meta"}
        and set(meta) - {"pagination"} == {"timestamp", "version"}
        and isinstance(meta["version"], str)
        and _MOMENT.fullmatch(meta["timestamp"]) is not None
    )


def is_failure(body: Json) -> bool:
    """Whether it is the envelope of an error, and has nothing besides."""
    error, meta = body["error"], body["meta"]
    return (
        body["success"] is False
        and set(body) == {"success", "error", "meta"}
        and set(error) - {"details"} == {"code", "message"}
        and re.fullmatch(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*", error["code"]) is not None
        and set(meta) == {"timestamp", "request_id"}
        and _MOMENT.fullmatch(meta["timestamp"]) is not None
    )


def is_no_crash(response: Response) -> bool:
    return response.status_code < 500 or response.status_code in (503, 504)


def is_careful(response: Response) -> bool:
    """With the headers that keep a browser careful, and none that tell of the server."""
    headers = response.headers
    policy = headers.get("Content-Security-Policy", "")
    return (
        {name: headers.get(name) for name in _HEADERS} == _HEADERS
        and headers.get("Server", "") == ""
        and "X-Powered-By" not in headers
        and (policy == _API_POLICY or response.request.url.path == "/docs")
    )


def points_nowhere_else(response: Response) -> bool:
    redirects = response.status_code in range(300, 304)
    return not redirects and response.headers.get("Location", "/").startswith("/")


def is_named(response: Response) -> bool:
    """By the identifier of its request, which an error repeats."""
    name = response.headers.get("X-Request-ID", "")
    error = _refusal_in(response)
    return bool(_REQUEST_ID.fullmatch(name)) and (not error or error["meta"]["request_id"] == name)


def is_an_envelope(response: Response) -> bool:
    if response.request.method == "HEAD" or response.status_code in (204, 304):
        return response.content == b""
    if response.request.url.path in _BARE:
        return True
    body = response.json()
    is_json = response.headers["Content-Type"] == "application/json"
    return is_json and (is_success if body["success"] else is_failure)(body)


def has_a_code_of_its_status(response: Response) -> bool:
    error, known = _refusal_in(response), CODES.get(response.status_code)
    return not error or not known or error["error"]["code"] in known


def keeps_secrets(response: Response) -> bool:
    """An error tells a stranger nothing of what the service is made of."""
    return not _refusal_in(response) or not _SECRETS.search(response.text)


def _refusal_in(response: Response) -> Json | None:
    """The body of an error; nothing where there is none."""
    if not response.content or response.request.url.path in _BARE:
        return None
    body: Json = response.json()
    return body if "error" in body else None


OF_ALL: tuple[Promise, ...] = (
    is_no_crash,
    is_careful,
    points_nowhere_else,
    is_named,
    is_an_envelope,
    has_a_code_of_its_status,
    keeps_secrets,
)
"""Every answer keeps all of them."""
