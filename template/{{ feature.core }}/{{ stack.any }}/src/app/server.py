"""Serves the service with granian: its workers, and how they stop."""

import gc
import multiprocessing
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from granian.log import LogLevels
from granian.server.mp import MPServer

from app.config import Settings
from app.infrastructure import draining
from app.interface import INTERFACE, threads

_STOP_TIMEOUT = 20
"""Seconds that a worker has to answer what is in flight, before it is killed."""


class Server(MPServer):
    """As many workers as the settings say, from one application."""

    def __init__(self, settings: Settings) -> None:
        multiprocessing.set_start_method("fork", force=True)
        super().__init__(
            "app.main:app",
            address=settings.host,
            port=settings.port,
            interface=INTERFACE,
            workers=settings.workers,
            blocking_threads=threads(settings.max_in_flight),
            respawn_failed_workers=True,
            workers_kill_timeout=_STOP_TIMEOUT,
            log_level=LogLevels.error,
            websockets=False,
        )
        self._drain_seconds = settings.drain_seconds
        self.on_startup(_preload)

    def startup(self, spawn_target: Any, target_loader: Any) -> None:
        """Ends the process with one line where somebody else listens there already."""
        try:
            socket.create_server((self.bind_addr, self.bind_port)).close()
        except OSError as error:
            where = f"{self.bind_addr}:{self.bind_port}"
            sys.exit(f"Can't listen at {where}: {error.strerror}. Set HOST or PORT to another.")
        super().startup(spawn_target, target_loader)

    def shutdown(self, exit_code: int = 0) -> Any:
        """Not ready at once; listens until load balancers know; answers what is in flight."""
        draining.begin()
        time.sleep(self._drain_seconds)
        super().shutdown(exit_code)


def _preload() -> None:
    """Makes the application before the workers are forked: they share its memory, and begin at
    once, the first time and when one that died is replaced."""
    with _without("rich", "pydantic.v1"):
        import_module("app.main")
    gc.freeze()
    gc.enable()


@contextmanager
def _without(*modules: str) -> Iterator[None]:
    """Libraries import these where they are installed, and we never use them: a tenth of the
    time to start."""
    hidden = [name for name in modules if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    yield
    for name in hidden:
        del sys.modules[name]
