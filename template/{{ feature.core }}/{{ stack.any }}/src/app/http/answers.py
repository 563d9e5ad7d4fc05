"""Answers in the contract's envelopes, as bytes: nothing is serialised twice."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_json

from app import __version__
from app.http.compression import VARY
from app.http.errors import ApiError, MethodNotAllowed
from app.http.etags import as_known, etag_of, is_fresh
from app.http.native import Response, respond
from app.http.pagination import Page
from app.http.request_id import current_request_id
from app.resources.entity import Kept
from app.utils.clock import timestamp

_VERSION = to_json(__version__)
NO_HEADERS: Mapping[str, str] = {}


def ok(data: Any, *, status: int = 200, headers: Mapping[str, str] = NO_HEADERS) -> Response:
    """Anything that pydantic can write, in the envelope of a success."""
    return respond(_success(to_json(data), _meta()), status=status, headers=headers)


def found(entity: Kept) -> Response:
    """One entity, with the tag of its version."""
    return ok(entity, headers={"ETag": etag_of(entity.revision)})


def created(entity: Kept, collection: str) -> Response:
    """A new entity, and where it is from now on: below the path of its collection."""
    headers = {"Location": f"{collection}/{entity.id}", "ETag": etag_of(entity.revision)}
    return ok(entity, status=201, headers=headers)


def page(found: Page[BaseModel]) -> Response:
    """A page, with its place in the whole."""
    pagination = to_json(found.pagination)
    return respond(_success(to_json(found.items), _meta(pagination)), status=200)


def no_content(*, headers: Mapping[str, str] = NO_HEADERS) -> Response:
    return respond(b"", status=204, headers=headers)


def conditional(response: Response, if_none_match: str | None) -> Response:
    """The answer, or a 304 where the client's copy is still current."""
    tag = response.headers.get("ETag")
    if tag and is_fresh(if_none_match, tag):
        told = {"ETag": as_known(if_none_match, tag), **VARY}
        if caching := response.headers.get("Cache-Control"):
            told["Cache-Control"] = caching
        return respond(b"", status=304, headers=told)
    return response


def not_allowed(methods: Iterable[str]) -> Response:
    """A 405 that tells the methods of the path: HEAD is wherever GET is."""
    allowed = set(methods)
    if "GET" in allowed:
        allowed.add("HEAD")
    return failure(MethodNotAllowed(), headers={"Allow": ", ".join(sorted(allowed))})


def failure(error: ApiError, *, headers: Mapping[str, str] = NO_HEADERS) -> Response:
    """What tells the client of this error."""
    told = {"code": error.code, "message": error.message}
    if error.details is not None:
        told["details"] = error.details
    meta = {"timestamp": timestamp(), "request_id": current_request_id()}
    body = to_json({"success": False, "error": told, "meta": meta})
    told_headers = {**error.headers, **headers}
    if error.retry_after is not None:
        told_headers["Retry-After"] = str(max(1, error.retry_after))
    return respond(body, status=error.status, headers=told_headers)


def faults_of(errors: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """What pydantic found: where and why, never the value itself. A hostile body has no end of
    faults: so many are told, and so much of a name."""
    return [
        {
            "field": ".".join(str(part) for part in error["loc"])[:_LONGEST_FIELD],
            "message": _MESSAGES.get(error["type"], error["msg"]),
            "type": error["type"],
        }
        for error in errors[:_MOST_FAULTS]
    ]


_MOST_FAULTS, _LONGEST_FIELD = 100, 200
_MESSAGES = {
    "string_pattern_mismatch": "This text is not in the form that is asked for.",
    "uuid_parsing": "Input should be a valid UUID.",
}
"""Where pydantic's own words would quote the input, or a regular expression."""


def _success(data: bytes, meta: bytes) -> bytes:
    return b'{"success":true,"data":%b,"meta":%b}' % (data, meta)


def _meta(pagination: bytes | None = None) -> bytes:
    more = b"" if pagination is None else b',"pagination":%b' % pagination
    return b'{"timestamp":"%b","version":%b%b}' % (timestamp().encode(), _VERSION, more)
