"""What is kept says under which version of its marks it was read, and holds under no other."""

from collections.abc import Iterable
from secrets import token_bytes

LONGEST_READ = 60.0
"""Seconds between looking for marks and keeping what was read under them: more than any request
has. A mark outlives all that was kept before it was changed."""


def new_value() -> bytes:
    """Of a mark that is changed. No other has it: so none comes back, whoever changes it when."""
    return token_bytes(9).hex().encode()


def version_of(marks: Iterable[bytes | None]) -> bytes:
    """One that is not there was not changed for longer than anything is kept."""
    return b",".join(value or b"-" for value in marks)


def marked(version: bytes, value: bytes) -> bytes:
    return b"%b %b" % (version, value)


def unmarked(version: bytes, kept: bytes | None) -> bytes | None:
    """The value, where it was kept under this version."""
    if kept is None or not kept.startswith(version + b" "):
        return None
    return kept[len(version) + 1 :]
