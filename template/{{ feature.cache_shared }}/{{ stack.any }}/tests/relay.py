"""A way to a server on which answers can be late, or never come, or on which nobody listens."""

import socket
from contextlib import suppress
from threading import Thread
from time import sleep
from types import TracebackType
from typing import Self

_CHUNK = 65536


class Relay:
    """`with Relay(host, port) as relay:`, and go to `relay.port` of this machine."""

    def __init__(self, host: str, port: int) -> None:
        self._target = host, port
        self._listener: socket.socket | None = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self.port: int = self._listener.getsockname()[1]
        self.delay = 0.0
        """Seconds by which each answer is late."""
        self.answers = 0
        """Since it was started last."""

    def stop(self) -> None:
        """Nobody listens any more, and whoever is connected is cut off."""
        if self._listener is not None:
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        while self._open:
            with suppress(OSError):
                self._open.pop().shutdown(socket.SHUT_RDWR)

    def start(self) -> None:
        """Again, at the same port."""
        if self._listener is None:
            self._listener = socket.create_server(("127.0.0.1", self.port))
        self.answers = 0
        Thread(target=self._serve, args=(self._listener,), daemon=True).start()

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

    def _serve(self, listener: socket.socket) -> None:
        while True:
            try:
                here, _ = listener.accept()
                there = socket.create_connection(self._target, timeout=5)
            except OSError:
                return
            there.settimeout(None)
            self._open += [here, there]
            Thread(target=self._pump, args=(here, there, False), daemon=True).start()
            Thread(target=self._pump, args=(there, here, True), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket, is_late: bool) -> None:
        with suppress(OSError), source:
            while data := source.recv(_CHUNK):
                sleep(self.delay if is_late else 0)
                target.sendall(data)
                self.answers += is_late
        with suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)
