"""Entity tags: whether the client's copy is still the current one (RFC 9110, section 13).

A tag names the revision of what is sent. Compressed bytes are others, so their tag is another one
(section 8.8.3.3): `"3-gzip"` for `"3"`. Either is good for the same: a client may send back the one
that it got.
"""

from typing import NamedTuple

_WEAK, _GZIP = "W/", '-gzip"'


def etag_of(revision: str | int) -> str:
    return f'"{revision}"'


def of_gzip(etag: str) -> str:
    """The tag of the same, compressed. A weak one promises no bytes, and stays."""
    return f"{etag[:-1]}{_GZIP}" if etag.startswith('"') else etag


class Precondition(NamedTuple):
    """What the client last saw, from If-Match; without one, anything goes."""

    if_match: str | None

    def holds_for(self, revision: str | int) -> bool:
        return self.if_match is None or _lists(self.if_match, etag_of(revision))


def is_fresh(if_none_match: str | None, etag: str | None) -> bool:
    """Whether the client may go on with its copy. Weak tags compare equal here, as the RFC asks."""
    if not if_none_match or not etag:
        return False
    return _lists(if_none_match.replace(_WEAK, ""), etag)


def as_known(if_none_match: str | None, etag: str) -> str:
    """The tag in the form in which the client has it."""
    compressed = of_gzip(etag)
    return compressed if compressed in (if_none_match or "") else etag


def _lists(header: str, etag: str) -> bool:
    tags = header.replace(_GZIP, '"').split(",")
    return header.strip() == "*" or etag in (tag.strip() for tag in tags)
