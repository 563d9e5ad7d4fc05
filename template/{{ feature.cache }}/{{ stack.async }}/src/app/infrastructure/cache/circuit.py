"""Nobody waits for a store that is away: one finds out, and for a while nobody asks.

A change that could not be told is owed: it is told before anything is read there again.
"""

from asyncio import Semaphore
from collections.abc import Awaitable, Callable, Collection
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

    async def fetch(self, name: str, marks: Collection[str]) -> tuple[bytes, bytes | None] | None:
        """The version that the marks make, and what is kept of this name under it. None where the
        store does not say."""
        return await self._ask(lambda: self._store.fetch(name, marks), None)

    async def keep(self, name: str, version: bytes, value: bytes, seconds: float) -> bool:
        """Whether it could be."""
        return await self._ask(lambda: self._store.keep(name, version, value, seconds), False)

    async def claim(self, name: str, version: bytes, seconds: float) -> bool:
        """Whether nobody else has claimed it, in this time; true where nobody knows."""
        return await self._ask(lambda: self._store.claim(name, version, seconds), True)

    async def release(self, name: str, version: bytes) -> None:
        """What was claimed, and not kept: somebody else may."""
        await self._ask(lambda: self._store.release(name, version), None)

    async def change(self, marks: Collection[str]) -> None:
        """Told now, or else before this process reads anything there again; whatever becomes of
        the request that has made the change."""
        told = False
        try:
            told = await self._ask(lambda: self._tell(marks), False)
        finally:
            if not told:
                self._owed.update(marks)

    async def close(self) -> None:
        await self._store.close()

    async def _tell(self, marks: Collection[str]) -> bool:
        await self._store.change(marks)
        return True

    async def _ask(self, question: Callable[[], Awaitable[T]], otherwise: T) -> T:
        async with self._turns:  # whoever has waited knows what became of the others
            if self._is_away and not self._may_ask():
                return otherwise
            try:
                if self._owed:
                    await self._pay()
                answer = await question()
            except self._store.failures as error:
                self._lose(error)
                return otherwise
            self._find()
            return answer

    async def _pay(self) -> None:
        owed = set()
        while self._owed:
            owed.add(self._owed.pop())
        try:
            await self._store.change(owed)
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
