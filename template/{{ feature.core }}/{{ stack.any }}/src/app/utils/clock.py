"""The time, from one place."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, in UTC, to the microsecond."""
    return datetime.now(UTC)


def timestamp() -> str:
    """This moment as RFC 3339 writes it, to the millisecond, ending in "Z"."""
    return f"{now().isoformat(timespec='milliseconds')[:-6]}Z"
