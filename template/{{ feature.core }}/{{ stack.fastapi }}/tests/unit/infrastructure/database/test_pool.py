"""A pool lends each connection to one borrower at a time, and loses none."""

import asyncio
from typing import Any

import pytest

from app.infrastructure.database.pool import Pool

pytestmark = pytest.mark.anyio


class FakeConnection:
    def __init__(self) -> None:
        self.closed = False

    def is_closed(self) -> bool:
        return self.closed

    async def close(self, **_: float) -> None:
        self.closed = True


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def made() -> list[Any]:
    return []


@pytest.fixture
def pool(made: list[Any]) -> Pool:
    async def connect() -> Any:
        made.append(FakeConnection())
        return made[-1]

    return Pool(connect, size=2, timeout=0.05)


async def test_the_connection_used_last_is_lent_first(pool: Pool, made: list[Any]):
    first, second = await pool.lend(), await pool.lend()
    pool.take_back(first)
    pool.take_back(second)

    assert await pool.lend() is second
    assert len(made) == 2


@pytest.mark.checklist("database.connection-pooling", proves="checked")
async def test_a_closed_connection_is_not_lent_again(pool: Pool, made: list[Any]):
    pool.take_back(await pool.lend())
    made[0].closed = True

    assert await pool.lend() is not made[0]


@pytest.mark.checklist("database.connection-pooling", proves="bounded")
async def test_no_more_are_lent_than_there_are(pool: Pool):
    await pool.lend()
    lent = await pool.lend()

    with pytest.raises(TimeoutError):
        await pool.lend()

    pool.take_back(lent)
    assert await pool.lend() is lent


async def test_who_waits_gets_what_comes_back(pool: Pool):
    await pool.lend()
    lent = await pool.lend()

    waiting = asyncio.create_task(pool.lend())
    await asyncio.sleep(0)
    pool.take_back(lent)

    assert await waiting is lent


@pytest.mark.checklist("database.connection-pooling", proves="no-leaks")
async def test_a_connection_that_fails_leaves_its_place():
    async def refuse() -> Any:
        raise ConnectionRefusedError

    pool = Pool(refuse, size=1, timeout=0.05)

    for _ in range(3):
        with pytest.raises(ConnectionRefusedError):
            await pool.lend()


async def test_who_gives_up_waiting_loses_no_place(pool: Pool):
    lent = [await pool.lend(), await pool.lend()]
    waiting = asyncio.create_task(pool.lend())
    await asyncio.sleep(0)

    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    for connection in lent:
        pool.take_back(connection)

    assert {await pool.lend(), await pool.lend()} == set(lent)


async def test_closing_closes_what_is_idle(pool: Pool, made: list[Any]):
    pool.take_back(await pool.lend())

    await pool.close()

    assert made[0].closed
