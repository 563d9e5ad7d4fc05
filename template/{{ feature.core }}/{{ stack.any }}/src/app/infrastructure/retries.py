"""How often, and after how long, what the database gave up is tried again."""

from collections.abc import Iterator
from random import uniform

ATTEMPTS = 3
_PAUSE = 0.05
"""Seconds, at most, before the second attempt; more before the next."""


def pauses() -> Iterator[float]:
    """Seconds to wait after each attempt but the last. No two wait alike: else they meet again."""
    for attempt in range(1, ATTEMPTS):
        yield uniform(0, _PAUSE * attempt)  # noqa: S311
