"""TLS in front of a server that need not have it: it tells how its clients came to it."""

import asyncio
import ssl
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from threading import Thread

from tests.proxy import pump


class TlsFront:
    def __init__(self, host: str, port: int, context: ssl.SSLContext) -> None:
        self.encrypted: list[str] = []
        """The version of TLS of each client that trusts it."""
        self._target = host, port
        self._context = context
        self._listening: Future[int] = Future()

    @property
    def port(self) -> int:
        """Of this machine."""
        return self._listening.result(10)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._over.set)

    async def serve(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._relay, "127.0.0.1", 0, ssl=self._context)
        self._listening.set_result(server.sockets[0].getsockname()[1])
        await self._over.wait()
        server.close()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.encrypted.append(writer.get_extra_info("ssl_object").version())
        there, back = await asyncio.open_connection(*self._target)
        await asyncio.gather(pump(reader, back), pump(there, writer))


@contextmanager
def tls_front(host: str, port: int, context: ssl.SSLContext) -> Iterator[TlsFront]:
    """It listens when the block begins."""
    front = TlsFront(host, port, context)
    thread = Thread(target=lambda: asyncio.run(front.serve()))
    thread.start()
    try:
        assert front.port
        yield front
    finally:
        front.stop()
        thread.join()
