"""What this service asks of memcached, in its text protocol: four commands out of a dozen.

https://docs.memcached.org/protocols/basic. Values are bytes; names have no blanks in them.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

from app.infrastructure.memcached.streams import Stream

T = TypeVar("T")
Lines = list[bytes]

_OF_VALUE = 4
"""Words on the line before a value: VALUE, its name, flags, its length."""


class MemcachedError(Exception):
    """It answers, but not what it should."""


class Memcached:
    """Connects when it is first asked, so that workers may be forked before."""

    failures = (OSError, EOFError, MemcachedError)
    """What goes wrong with it, in time."""

    def __init__(self, host: str, port: int, *, timeout: float) -> None:
        self._host, self._port, self._timeout = host, port, timeout
        self._idle: list[Stream] = []

    async def get(self, names: Sequence[str]) -> list[bytes | None]:
        """The value of each, where it is there."""
        found = await self._exchange(f"get {' '.join(names)}\r\n".encode(), _values)
        return [found.get(name.encode()) for name in names]

    async def set(self, values: Mapping[str, bytes], seconds: float) -> None:
        """Raises MemcachedError where one of them was not taken."""
        request = b"".join(_stored("set", *each, seconds) for each in values.items())
        for answer in await self._exchange(request, _lines(len(values))):
            if answer != b"STORED":
                raise MemcachedError(answer.decode(errors="replace"))

    async def add(self, name: str, value: bytes, seconds: float) -> bool:
        """Whether it was not there."""
        [answer] = await self._exchange(_stored("add", name, value, seconds), _lines(1))
        return answer == b"STORED"

    async def delete(self, name: str) -> None:
        await self._exchange(f"delete {name}\r\n".encode(), _lines(1))

    async def close(self) -> None:
        while self._idle:
            self._idle.pop().close()

    async def _exchange(self, request: bytes, read: Callable[[Stream], Awaitable[T]]) -> T:
        """On a connection that nobody else has. One that has failed is given up, and with it all
        that were idle: they may be as dead."""
        stream = self._idle.pop() if self._idle else await self._connected()
        try:
            answer = await stream.exchange(request, read)
        except BaseException:
            stream.close()
            await self.close()
            raise
        self._idle.append(stream)
        return answer

    async def _connected(self) -> Stream:
        return await Stream.open(self._host, self._port, self._timeout)


def _stored(command: str, name: str, value: bytes, seconds: float) -> bytes:
    """Whole seconds are all that it knows."""
    head = f"{command} {name} 0 {max(1, int(seconds))} {len(value)}\r\n"
    return head.encode() + value + b"\r\n"


async def _values(stream: Stream) -> dict[bytes, bytes]:
    found = {}
    while (line := await stream.line()) != b"END":
        words = line.split()
        if len(words) != _OF_VALUE or words[0] != b"VALUE":
            raise MemcachedError(line.decode(errors="replace"))
        found[words[1]] = (await stream.exactly(int(words[3]) + 2))[:-2]
    return found


def _lines(number: int) -> Callable[[Stream], Awaitable[Lines]]:
    async def read(stream: Stream) -> Lines:
        return [await stream.line() for _ in range(number)]

    return read
