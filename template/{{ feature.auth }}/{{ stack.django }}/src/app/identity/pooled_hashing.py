"""Whoever waits to hash a password, and hashes it, holds no connection of the pool meanwhile."""

from contextlib import AbstractContextManager
from typing import Any

from django.db import connection

from app.config import Settings
from app.identity.hashing import Hashing
from app.infrastructure import database


class PooledHashing(Hashing):
    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.turns = _Turns(self.turns)


class _Turns(AbstractContextManager[None]):
    """To be taken before a transaction begins."""

    def __init__(self, turns: AbstractContextManager[Any]) -> None:
        self._turns = turns

    def __enter__(self) -> None:
        if not connection.in_atomic_block:
            database.release()
        self._turns.__enter__()

    def __exit__(self, *error: Any) -> None:
        self._turns.__exit__(*error)
