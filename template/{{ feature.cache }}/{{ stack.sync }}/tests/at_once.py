"""The same, many times at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def at_once(times: int, ask: Callable[[int], T]) -> list[T]:
    """What each has got, who is told its number."""
    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(ask, range(times)))
