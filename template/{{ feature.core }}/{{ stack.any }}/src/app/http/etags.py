"""Entity tags: whether the client's copy is still the current one (RFC 9110, section 13)."""

from typing import NamedTuple


def etag_of(version: int) -> str:
    return f'"{version}"'


class Precondition(NamedTuple):
    """What the client last saw, from If-Match; without one, anything goes."""

    if_match: str | None

    def holds_for(self, version: int) -> bool:
        return self.if_match is None or _lists(self.if_match, etag_of(version))


def is_fresh(if_none_match: str | None, etag: str | None) -> bool:
    """Whether the client may go on with its copy. Weak tags compare equal here, as the RFC asks."""
    if not if_none_match or not etag:
        return False
    return _lists(if_none_match.replace("W/", ""), etag)


def _lists(header: str, etag: str) -> bool:
    return header.strip() == "*" or etag in (tag.strip() for tag in header.split(","))
