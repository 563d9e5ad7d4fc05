"""What is changed is told when it is committed, and not before."""

from collections.abc import Collection
from functools import partial

from django.db import connection, transaction

from app.infrastructure.cache.cache import Cache


def in_unit_of_work() -> bool:
    return connection.in_atomic_block


class AfterCommit:
    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def tell(self, marks: Collection[str]) -> None:
        """Once the transaction is committed; at once where there is none."""
        transaction.on_commit(partial(self._cache.change, frozenset(marks)))
