"""Which answers are compressed, and for whom (RFC 9110, sections 8.4 and 12.5.3).

Never one that says `Cache-Control: no-store`, as all do that carry tokens or a user's own data: how
short a compressed answer is tells a stranger, who may choose a part of it, of the secret in it
(BREACH, CVE-2013-3587). Nor one that says `no-transform`, which is how an answer of yours stays as
it is. Pages outside of the API, as an admin's, are not asked about: a form has a token against
forgery beside what was typed in.
"""

import zlib

from app.http.etags import of_gzip
from app.http.weights import weights_in

Headers = list[tuple[str, str]]

MINIMUM = 1024
"""Bytes. What is shorter fits into a packet anyhow, and gains nothing."""
MAXIMUM = 1024 * 1024
"""Bytes. What is longer is a download, and would keep a worker from everything else."""
VARY = {"Vary": "Accept-Encoding"}
"""Tells caches that an answer is not the same for all (RFC 9110, section 12.5.5)."""

_LEVEL = 1
"""Of 9. It leaves 21 % of a page of 20 rows, in 30 us; level 6 leaves 20 %, in 50 us."""
_GZIP = 31
"""How zlib calls its window of 32 KiB in the frame of gzip; that frame has no time in it."""
_TYPES = ("application/json", "application/xml", "image/svg+xml")
_PARTIAL = 206


def is_worth_it(length: int) -> bool:
    """Whether a body of this length is looked at any further."""
    return MINIMUM <= length <= MAXIMUM


def encoded(
    status: int, headers: Headers, body: bytes, accept_encoding: str
) -> tuple[Headers, bytes]:
    """Headers and body of an answer as this client gets them."""
    if not _may_be_compressed(status, {name.lower(): value for name, value in headers}):
        return headers, body
    if not prefers_gzip(accept_encoding):
        return [*headers, *VARY.items()], body
    shorter = zlib.compress(body, _LEVEL, wbits=_GZIP)
    told = [(name, _of_gzip(name, value, len(shorter))) for name, value in headers]
    return [*told, ("Content-Encoding", "gzip"), *VARY.items()], shorter


def prefers_gzip(accept_encoding: str) -> bool:
    """Whether gzip is among what an Accept-Encoding header lists, and not below plain bytes."""
    if not accept_encoding:
        return False
    weights = weights_in(accept_encoding, unreadable=0)
    others = weights.get("*", 0.0)
    gzip = weights.get("gzip", weights.get("x-gzip", others))
    return gzip > 0 and gzip >= weights.get("identity", others)


def _may_be_compressed(status: int, headers: dict[str, str]) -> bool:
    caching = headers.get("cache-control", "").lower()
    return (
        status != _PARTIAL
        and "content-encoding" not in headers
        and "no-store" not in caching
        and "no-transform" not in caching
        and _is_text(headers.get("content-type", ""))
    )


def _is_text(content_type: str) -> bool:
    """What is no text, as an image, is compressed already."""
    media_type = content_type.partition(";")[0].strip().lower()
    return media_type in _TYPES or media_type.startswith("text/") or media_type.endswith("+json")


def _of_gzip(name: str, value: str, length: int) -> str:
    """What this header says of the compressed body."""
    match name.lower():
        case "content-length":
            return str(length)
        case "etag":
            return of_gzip(value)
    return value
