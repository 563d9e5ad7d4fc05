"""Serves the service with granian: its workers, and how they stop."""

import gc
import multiprocessing
import time
from importlib import import_module
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from app.config import ServerSettings
from app.infrastructure import draining

_STOP_TIMEOUT = 20
"""Seconds that a worker has to answer what is in flight, before it is killed."""


class Server(MPServer):
    """Its workers are forked from a process that has imported the service: they start at once."""

    def __init__(self, settings: ServerSettings) -> None:
        multiprocessing.set_start_method("fork", force=True)
        super().__init__(
            "app.main:app",
            address=settings.host,
            port=settings.port,
            interface=Interfaces.ASGI,
            workers=settings.workers,
            respawn_failed_workers=True,
            workers_kill_timeout=_STOP_TIMEOUT,
            log_level=LogLevels.warning,
            websockets=False,
        )
        self._drain_seconds = settings.drain_seconds
        self.on_startup(_preload)

    def shutdown(self, exit_code: int = 0) -> Any:
        """Not ready at once; listens until load balancers know; answers what is in flight."""
        draining.begin()
        time.sleep(self._drain_seconds)
        super().shutdown(exit_code)


def _preload() -> None:
    import_module("app.factory")
    gc.freeze()
    gc.enable()
