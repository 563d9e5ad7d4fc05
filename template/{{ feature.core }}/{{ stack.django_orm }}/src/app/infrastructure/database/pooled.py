"""Django's connection wrapper on a pool of the process.

Django by itself keeps a connection a thread: as many as there are threads. Here a thread borrows
one when it first asks for something, and `app.infrastructure.database.release` gives it back.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from threading import Lock
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from app.http.errors import ServiceUnavailable
from app.infrastructure.database.pool import Pool

_pools: dict[str, Pool[Any]] = {}
_making = Lock()


class PooledWrapper(BaseDatabaseWrapper):
    """Before the wrapper of a backend among the bases of a class. `pool` is Django's own word."""

    Database: Any

    @cached_property
    def lender(self) -> Pool[Any]:
        with _making:
            if self.alias not in _pools:
                options = self.settings_dict["POOL"]
                _pools[self.alias] = Pool(
                    _maker(type(self), self.settings_dict, self.alias),
                    size=options["size"],
                    timeout=options["timeout"],
                )
            return _pools[self.alias]

    def connect(self) -> None:
        """A connection of the pool is ready for work: nothing of Django's is set up again."""
        self.in_atomic_block = False
        self.savepoint_ids = []
        self.atomic_blocks = []
        self.needs_rollback = False
        self.closed_in_transaction = False
        self.errors_occurred = False
        self.run_on_commit = []
        self.connection = self.lender.lend()
        self.autocommit = True

    def connect_anew(self) -> Any:
        """A connection of its own, as Django makes one. Raises ServiceUnavailable."""
        try:
            super().connect()
        except self.Database.Error as error:
            raise ServiceUnavailable from error
        connection, self.connection = self.connection, None
        return connection

    def rows(self, sql: str, values: Sequence[Any]) -> Sequence[Sequence[Any]]:
        """Every row that a statement gives. Parameters stand in it as %s."""
        with self.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()

    def changed(self, sql: str, values: Sequence[Any]) -> int:
        """The number of rows that a statement has changed."""
        with self.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.rowcount

    def _close(self) -> None:
        if self.connection is not None:
            self.lender.take_back(self.connection)


def connections_in_use() -> int:
    """Of this process, at this moment."""
    return sum(pool.lent for pool in list(_pools.values()))


def forget_pools() -> None:
    """Closes what is idle; the next statement begins anew."""
    with _making:
        for pool in _pools.values():
            pool.close()
        _pools.clear()


def _maker(wrapper: type[PooledWrapper], settings: Any, alias: str) -> Callable[[], Any]:
    return lambda: wrapper(settings, alias).connect_anew()
