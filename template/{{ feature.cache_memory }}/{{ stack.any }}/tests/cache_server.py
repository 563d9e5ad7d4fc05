"""The cache of the tests: in memory, where each application has its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

IS_SHARED = False
"""Whether what one process has read is there for the others."""


@contextmanager
def own_cache() -> Iterator[dict[str, Any]]:
    """Settings of a service with a cache of its own."""
    yield {}
