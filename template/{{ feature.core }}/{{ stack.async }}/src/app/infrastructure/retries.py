"""A change that the database gave up, as in a deadlock, is tried again."""

from asyncio import sleep
from collections.abc import Awaitable, Callable
from random import uniform
from typing import TypeVar

from app.http.errors import TransactionFailed
from app.infrastructure.unit_of_work import UnitOfWork

ATTEMPTS = 3
_PAUSE = 0.05
"""Seconds, at most, before the second attempt; more before the next. No two wait alike: else they
meet again."""

T = TypeVar("T")


async def in_one_unit_of_work(change: Callable[[], Awaitable[T]]) -> T:
    """What `change` gives, once it is committed."""
    for attempt in range(1, ATTEMPTS):
        try:
            async with UnitOfWork():
                return await change()
        except TransactionFailed:
            await sleep(uniform(0, _PAUSE * attempt))  # noqa: S311
    async with UnitOfWork():
        return await change()
