"""Serves the application inside this process, with the server of production, so that coverage
counts what it does, and a test may plant routes in it.
"""

import socket
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from sys import settrace
from threading import gettrace, local
from time import monotonic, sleep
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from granian.constants import Interfaces, RuntimeModes
from granian.log import LogLevels
from granian.server.mt import MTServer

from tests.application import NO_ROUTES, Routes, application, disconnect
from tests.processes import free_port

_PATIENCE = 10
"""Seconds to start, and to stop."""
_THREADS = 64


@contextmanager
def serving(settings: Mapping[str, Any], routes: Routes = NO_ROUTES) -> Iterator[str]:
    """The base URL of a service of its own, which stops at the end, with all requests answered.

    Settings and routes are those of `application`.
    """
    port = free_port()
    server = MTServer(
        "tests.application",
        port=port,
        interface=Interfaces.WSGI,
        runtime_mode=RuntimeModes.mt,
        blocking_threads=_THREADS,
        log_level=LogLevels.error,
        websockets=False,
    )
    server._init_shared_socket()
    app = application(settings, routes)
    worker = server._spawn_worker(0, MTServer._spawn_wsgi_worker, _counted(app))
    worker.inner.start()
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        worker.terminate()
        worker.inner.join(_PATIENCE)
        disconnect(app)


def _counted(app: WSGIApplication) -> WSGIApplication:
    """The server's threads are none of Python's making: coverage has to be told of them."""
    known = local()

    def call(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not hasattr(known, "thread"):
            known.thread = True
            settrace(gettrace())
        return app(environ, start_response)

    return call


def _wait_for(port: int) -> None:
    begun = monotonic()
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            if monotonic() - begun > _PATIENCE:
                raise
            sleep(0.01)
