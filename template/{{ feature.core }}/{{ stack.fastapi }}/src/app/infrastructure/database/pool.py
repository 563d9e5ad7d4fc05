"""Connections, lent to one borrower at a time; never more than `size` of them.

A tenth of asyncpg's own pool, for two reasons (docs/adr/0003). Giving back is not awaited, so no
cancellation can lose a connection on the way. And it costs no task, which asyncpg's shielded
release does.
"""

import asyncio
from collections.abc import Awaitable, Callable

from asyncpg import Connection

Connect = Callable[[], Awaitable[Connection]]


class Pool:
    def __init__(self, connect: Connect, *, size: int, timeout: float) -> None:
        self._connect = connect
        self._timeout = timeout
        self.lent = 0
        """How many are with borrowers."""
        self._places = asyncio.Semaphore(size)
        self._idle: list[Connection] = []

    async def lend(self) -> Connection:
        """The connection used last, which is the warmest. TimeoutError when all stay lent."""
        await self._wait_for_a_place()
        self.lent += 1
        try:
            return self._idle_one() or await self._connect()
        except BaseException:
            self._give_up_a_place()
            raise

    def take_back(self, connection: Connection) -> None:
        if not connection.is_closed():
            self._idle.append(connection)
        self._give_up_a_place()

    async def close(self) -> None:
        while connection := self._idle_one():
            await connection.close(timeout=1)

    async def _wait_for_a_place(self) -> None:
        if not self._places.locked():  # spares the timer where there is nothing to wait for
            await self._places.acquire()
            return
        async with asyncio.timeout(self._timeout):
            await self._places.acquire()

    def _give_up_a_place(self) -> None:
        self.lent -= 1
        self._places.release()

    def _idle_one(self) -> Connection | None:
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_closed():
                return connection
        return None
