"""What holds for every answer, whatever was asked. The client of the suite checks each by it."""

import re
from typing import Any

from httpx2 import Response

Json = dict[str, Any]

CODES = {
    400: {"MALFORMED_REQUEST", "VALIDATION_ERROR"},
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


def hold(response: Response) -> None:
    """Fails where an answer breaks a promise that every answer makes."""
    _is_no_crash(response)
    _has_safe_headers(response)
    _points_nowhere_else(response)
    if response.request.method == "HEAD" or response.status_code in (204, 304):
        assert response.content == b""
    elif response.request.url.path not in _BARE:
        _is_an_envelope(response)


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
        and re.fullmatch(r"[A-Z]+(_[A-Z]+)*", error["code"]) is not None
        and set(meta) == {"timestamp", "request_id"}
        and _MOMENT.fullmatch(meta["timestamp"]) is not None
    )


def _is_no_crash(response: Response) -> None:
    assert response.status_code < 500 or response.status_code in (503, 504), response.text


def _has_safe_headers(response: Response) -> None:
    headers = response.headers
    assert _REQUEST_ID.fullmatch(headers["X-Request-ID"])
    assert {name: headers.get(name) for name in _HEADERS} == _HEADERS
    assert headers.get("Server", "") == ""
    assert "X-Powered-By" not in headers
    if response.request.url.path != "/docs":
        assert headers["Content-Security-Policy"] == _API_POLICY


def _points_nowhere_else(response: Response) -> None:
    assert response.status_code not in range(300, 304)
    assert response.headers.get("Location", "/").startswith("/")


def _is_an_envelope(response: Response) -> None:
    assert response.headers["Content-Type"] == "application/json"
    body = response.json()
    if body["success"]:
        assert is_success(body), body
        return
    assert is_failure(body), body
    assert body["meta"]["request_id"] == response.headers["X-Request-ID"]
    assert body["error"]["code"] in CODES.get(response.status_code, {body["error"]["code"]})
    assert not _SECRETS.search(response.text), response.text
