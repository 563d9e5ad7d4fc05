"""Nobody waits for a store that is away: one finds out, and for a while nobody asks.

A change that could not be told is owed: it is told before anything is read there again.
"""

from collections.abc import Callable, Collection
from threading import Semaphore
from time import monotonic
from typing import TypeVar

import structlog

from app.infrastructure.cache.store import Store

T = TypeVar("T")

_PAUSE = 1.0
"""Seconds in which nobody asks a store that was away; then one does."""

log = structlog.get_logger()


class Circuit:
    """A store, for whom nothing goes wrong."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._turns = Semaphore(store.connections)
        self._owed: set[str] = set()
        self._is_away = False
        self._asked_again = 0.0

    def fetch(self, name: str, marks: Collection[str]) -> tuple[bytes, bytes | None] | None:
        """The version that the marks make, and what is kept of this name under it. None where the
        store does not say."""
        return self._ask(lambda: self._store.fetch(name, marks), None)

    def keep(self, name: str, version: bytes, value: bytes, seconds: float) -> bool:
        """Whether it could be."""
        return self._ask(lambda: self._store.keep(name, version, value, seconds), False)

    def claim(self, name: str, version: bytes, seconds: float) -> bool:
        """Whether nobody else has claimed it, in this time; true where nobody knows."""
        return self._ask(lambda: self._store.claim(name, version, seconds), True)

    def release(self, name: str, version: bytes) -> None:
        """What was claimed, and not kept: somebody else may."""
        self._ask(lambda: self._store.release(name, version), None)

    def change(self, marks: Collection[str]) -> None:
        """Told now, or else before this process reads anything there again; whatever becomes of
        the request that has made the change."""
        told = False
        try:
            told = self._ask(lambda: self._tell(marks), False)
        finally:
            if not told:
                self._owed.update(marks)

    def close(self) -> None:
        self._store.close()

    def _tell(self, marks: Collection[str]) -> bool:
        self._store.change(marks)
        return True

    def _ask(self, question: Callable[[], T], otherwise: T) -> T:
        with self._turns:  # whoever has waited knows what became of the others
            if self._is_away and not self._may_ask():
                return otherwise
            try:
                if self._owed:
                    self._pay()
                answer = question()
            except self._store.failures as error:
                self._lose(error)
                return otherwise
            self._find()
            return answer

    def _pay(self) -> None:
        owed = set()
        while self._owed:
            owed.add(self._owed.pop())
        try:
            self._store.change(owed)
        except BaseException:
            self._owed.update(owed)
            raise

    def _may_ask(self) -> bool:
        """The first who asks this after a pause."""
        if monotonic() < self._asked_again:
            return False
        self._asked_again = monotonic() + _PAUSE
        return True

    def _lose(self, error: Exception) -> None:
        self._asked_again = monotonic() + _PAUSE
        if not self._is_away:
            self._is_away = True
            log.warning("cache is away: the database is asked", cause=repr(error))

    def _find(self) -> None:
        if self._is_away:
            self._is_away = False
            log.warning("cache is back")
