"""The same, many times at once."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def at_once(times: int, ask: Callable[[int], Awaitable[T]]) -> list[T]:
    """What each has got, who is told its number."""
    return await asyncio.gather(*map(ask, range(times)))
