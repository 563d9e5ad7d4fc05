"""A connection on which lines and bytes are read, in time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Self, TypeVar

T = TypeVar("T")


class Stream:
    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seconds: float
    ) -> None:
        self._reader, self._writer = reader, writer
        self._seconds = seconds

    @classmethod
    async def open(cls, host: str, port: int, seconds: float) -> Self:
        """`seconds` to connect, and again for each exchange. Raises OSError."""
        async with asyncio.timeout(seconds):
            return cls(*await asyncio.open_connection(host, port), seconds)

    async def exchange(self, request: bytes, read: Callable[[Self], Awaitable[T]]) -> T:
        """What `read` makes of the answer. Raises OSError, or EOFError."""
        async with asyncio.timeout(self._seconds):
            self._writer.write(request)
            return await read(self)

    async def line(self) -> bytes:
        """Without its end."""
        return (await self._reader.readuntil(b"\r\n"))[:-2]

    async def exactly(self, size: int) -> bytes:
        return await self._reader.readexactly(size)

    def close(self) -> None:
        self._writer.transport.abort()
