"""What a JSON request body may be: well-formed, UTF-8, finite, not too deep.

What it means is a schema's business.
"""

import re
from itertools import accumulate
from math import isinf
from typing import Any

from pydantic_core import from_json

from app.http.errors import MalformedRequest, UnsupportedMediaType

DEEPEST = 64
_JSON = frozenset({"application/json"})
_MERGE_PATCH = frozenset({"application/json", "application/merge-patch+json"})
_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"?+', re.DOTALL)
_EXPONENT = re.compile(rb"[0-9][eE]\+?[0-9]{3}")


def parse(body: bytes) -> Any:
    """The value that a body holds, as RFC 8259 has it. Raises MalformedRequest for all else.

    pydantic's parser refuses NaN, lone surrogates and bad UTF-8 by itself.
    """
    if _is_too_deep(body):
        raise MalformedRequest
    try:
        value = from_json(body, allow_inf_nan=False, cache_strings="keys")
    except ValueError:
        raise MalformedRequest from None
    if _EXPONENT.search(body) and _overflows(value):
        raise MalformedRequest
    return value


def require_json(media_type: str, coding: str, *, method: str) -> None:
    """Refuses a body of another type, or a compressed one, before it is read."""
    accepted = _MERGE_PATCH if method == "PATCH" else _JSON
    plain = media_type.partition(";")[0].strip().lower()
    if plain not in accepted or coding.strip().lower() not in ("", "identity"):
        raise UnsupportedMediaType


def _is_too_deep(body: bytes) -> bool:
    """Counts, which is cheap, before it walks."""
    if body.count(b"[") + body.count(b"{") <= DEEPEST:
        return False
    bare = _STRING.sub(b"", body)
    return max(accumulate(_STEPS.get(byte, 0) for byte in bare), default=0) > DEEPEST


def _overflows(value: Any) -> bool:
    """Whether a number is too large to be one, as 1e999."""
    match value:
        case float():
            return isinf(value)
        case dict():
            return any(map(_overflows, value.values()))
        case list():
            return any(map(_overflows, value))
    return False
