"""A relay in front of a database that a test may stop (SIGKILL) or freeze (SIGSTOP).

python -m tests.proxy PORT HOST TARGET_PORT
"""

import asyncio
import signal
import subprocess
import sys
from types import TracebackType
from typing import Self

from tests.processes import ROOT, free_port
from tests.urls import at_port, server_of


class Proxy:
    """`with Proxy(database_url) as proxy:` and give `proxy.url` to the service."""

    def __init__(self, database_url: str) -> None:
        self._port = free_port()
        self._target = server_of(database_url)
        self.url = at_port(database_url, self._port)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        ports = str(self._port), self._target.host, str(self._target.port)
        command = [sys.executable, "-m", "tests.proxy", *ports]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
        if self._process.stdout is not None:
            self._process.stdout.readline()  # it listens

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


async def relay(port: int, host: str, target_port: int) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, back = await asyncio.open_connection(host, target_port)
        except OSError:
            writer.close()
            return
        await asyncio.gather(pump(reader, back), pump(there, writer))

    server = await asyncio.start_server(serve, "127.0.0.1", port)
    print("listening", flush=True)  # noqa: T201
    await server.serve_forever()


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One way of a connection, until either side ends it."""
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


if __name__ == "__main__":
    asyncio.run(relay(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
