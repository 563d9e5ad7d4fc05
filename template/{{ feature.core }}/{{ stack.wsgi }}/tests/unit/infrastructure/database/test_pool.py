"""A pool lends each connection to one thread at a time, and loses none."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from time import monotonic

import pytest

from app.http import deadline
from app.http.errors import ServiceUnavailable
from app.infrastructure.database.pool import Pool


class FakeConnection:
    """A real socket: whether a server has hung up shows on nothing else."""

    def __init__(self) -> None:
        self.socket, self.server = socket.socketpair()
        self.idle = True

    def close(self) -> None:
        self.socket.close()

    def has_ended(self) -> bool:
        self.socket.setblocking(False)
        try:
            return not self.socket.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False

    def is_idle(self) -> bool:
        return self.idle and not self.is_closed()

    def is_closed(self) -> bool:
        return self.socket.fileno() < 0


Made = list[FakeConnection]


@pytest.fixture
def made() -> Iterator[Made]:
    made: Made = []
    yield made
    for connection in made:
        connection.socket.close()
        connection.server.close()


@pytest.fixture
def pool(made: Made) -> Pool[FakeConnection]:
    def connect() -> FakeConnection:
        made.append(FakeConnection())
        return made[-1]

    return Pool(connect, size=2, timeout=0.05)


def test_what_came_back_is_lent_again(pool: Pool[FakeConnection], made: Made):
    first, second = pool.lend(), pool.lend()
    pool.take_back(second)
    pool.take_back(first)

    assert {pool.lend(), pool.lend()} == {first, second}
    assert len(made) == 2


@pytest.mark.checklist("database.connection-pooling", proves="bounded")
def test_no_more_are_lent_than_there_are(pool: Pool[FakeConnection]):
    pool.lend()
    lent = pool.lend()

    with pytest.raises(ServiceUnavailable):
        pool.lend()

    pool.take_back(lent)
    assert pool.lend() is lent


def test_many_threads_share_a_few_connections(made: Made):
    def connect() -> FakeConnection:
        made.append(FakeConnection())
        return made[-1]

    pool = Pool(connect, size=2, timeout=10)
    in_use: Made = []
    shared: Made = []

    def use(_: int) -> None:
        connection = pool.lend()
        if connection in in_use:
            shared.append(connection)
        in_use.append(connection)
        in_use.remove(connection)
        pool.take_back(connection)

    with ThreadPoolExecutor(20) as threads:
        list(threads.map(use, range(500)))

    assert not shared
    assert len(made) <= 2


def test_who_waits_gets_what_comes_back(made: Made):
    pool = Pool(FakeConnection, size=1, timeout=5)
    made.append(pool.lend())

    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(pool.lend)
        pool.take_back(made[0])

        assert waiting.result(5) is made[0]


def test_nobody_waits_longer_than_the_request_has_left(made: Made):
    pool = Pool(FakeConnection, size=1, timeout=5)
    made.append(pool.lend())
    begun = monotonic()

    def ask() -> None:
        deadline.start(0.05)
        with pytest.raises(ServiceUnavailable):
            pool.lend()

    copy_context().run(ask)

    assert monotonic() - begun < 1


@pytest.mark.checklist("database.connection-pooling", proves="checked")
def test_a_connection_that_the_server_has_ended_is_not_lent_again(
    pool: Pool[FakeConnection], made: Made
):
    first, second = pool.lend(), pool.lend()
    pool.take_back(first)
    pool.take_back(second)
    first.server.close()

    lent = {pool.lend(), pool.lend()}

    assert lent == {second, made[2]}
    assert first.is_closed()


def test_a_connection_with_work_begun_is_closed(pool: Pool[FakeConnection]):
    lent = pool.lend()
    lent.idle = False

    pool.take_back(lent)

    assert lent.is_closed()
    assert lent not in (pool.lend(), pool.lend())


@pytest.mark.checklist("database.connection-pooling", proves="no-leaks")
def test_a_connection_that_fails_leaves_its_place():
    def refuse() -> FakeConnection:
        raise ConnectionRefusedError

    pool = Pool(refuse, size=1, timeout=0.05)

    for _ in range(3):
        with pytest.raises(ConnectionRefusedError):
            pool.lend()


def test_a_closed_pool_keeps_nothing(pool: Pool[FakeConnection]):
    idle, lent = pool.lend(), pool.lend()
    pool.take_back(idle)

    pool.close()
    pool.take_back(lent)

    assert idle.is_closed()
    assert lent.is_closed()
