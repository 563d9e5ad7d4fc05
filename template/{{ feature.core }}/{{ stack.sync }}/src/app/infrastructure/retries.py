"""A change that the database gave up, as in a deadlock, is tried again."""

from collections.abc import Callable
from random import uniform
from time import sleep
from typing import TypeVar

from app.http.errors import TransactionFailed
from app.infrastructure.unit_of_work import UnitOfWork

ATTEMPTS = 3
_PAUSE = 0.05
"""Seconds, at most, before the second attempt; more before the next. No two wait alike: else they
meet again."""

T = TypeVar("T")


def in_one_unit_of_work(change: Callable[[], T]) -> T:
    """What `change` gives, once it is committed."""
    for attempt in range(1, ATTEMPTS):
        try:
            with UnitOfWork():
                return change()
        except TransactionFailed:
            sleep(uniform(0, _PAUSE * attempt))  # noqa: S311
    with UnitOfWork():
        return change()
