"""A connection on which lines and bytes are read, in time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Self, TypeVar

T = TypeVar("T")

_CHUNK = 65536


class Stream:
    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seconds: float
    ) -> None:
        self._reader, self._writer = reader, writer
        self._seconds = seconds
        self._read = bytearray()

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
        while (end := self._read.find(b"\r\n")) < 0:
            await self._receive()
        line = bytes(self._read[:end])
        del self._read[: end + 2]
        return line

    async def exactly(self, size: int) -> bytes:
        while len(self._read) < size:
            await self._receive()
        found = bytes(self._read[:size])
        del self._read[:size]
        return found

    def close(self) -> None:
        self._writer.transport.abort()

    async def _receive(self) -> None:
        received = await self._reader.read(_CHUNK)
        if not received:
            raise EOFError
        self._read += received
