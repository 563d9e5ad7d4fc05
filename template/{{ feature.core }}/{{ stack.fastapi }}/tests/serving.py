"""Serves the application inside this process, with the server of production, so that coverage
counts what it does, and a test may plant routes in it.
"""

import asyncio
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Thread
from time import monotonic, sleep
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from tests.application import NO_ROUTES, Routes, application
from tests.processes import free_port

_PATIENCE = 10
"""Seconds to start, and to stop."""


@contextmanager
def serving(settings: Mapping[str, Any], routes: Routes = NO_ROUTES) -> Iterator[str]:
    """The base URL of a service of its own, which stops at the end, with all requests answered.

    Settings and routes are those of `application`.
    """
    port, loop = free_port(), asyncio.new_event_loop()
    server = Server(
        application(settings, routes),
        port=port,
        interface=Interfaces.ASGI,
        log_level=LogLevels.error,
        websockets=False,
    )
    thread = Thread(target=_run, args=(server, loop), daemon=True)
    thread.start()
    try:
        _wait_for(port, thread)
        yield f"http://127.0.0.1:{port}"
    finally:
        loop.call_soon_threadsafe(server.stop)
        thread.join(_PATIENCE)


def _run(server: Server, loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)  # where granian looks for it
    loop.run_until_complete(server.serve())
    loop.close()


def _wait_for(port: int, thread: Thread) -> None:
    begun = monotonic()
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            if not thread.is_alive() or monotonic() - begun > _PATIENCE:
                raise
            sleep(0.01)
