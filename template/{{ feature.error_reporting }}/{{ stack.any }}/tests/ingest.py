"""A server that takes what is told of crashes, as Sentry's does (develop.sentry.dev: envelopes)."""

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep
from typing import Any, cast

from tests.processes import wait_until

KEY = "0123456789abcdef0123456789abcdef"
LOCAL = "hunter-of-a-local-variable"
SAID = "hunter-of-a-message"
"""Secrets of a crash. They stand here, since the lines around it are told."""


class Ingest:
    def __init__(self) -> None:
        self.raw: list[bytes] = []
        """Envelopes, as they came."""
        self.paths: list[str] = []
        self.pause = 0.0
        """Seconds that it takes for each."""
        self._server = _Server(("127.0.0.1", 0), _Envelopes)
        self._server.ingest = self

    @property
    def dsn(self) -> str:
        return f"http://{KEY}@127.0.0.1:{self._server.server_address[1]}/42"

    def crashes(self, amount: int = 1) -> list[dict[str, Any]]:
        """What was told, once it is so many. Raises TimeoutError."""
        wait_until(lambda: len(self._events()) >= amount)
        return self._events()

    def _events(self) -> list[dict[str, Any]]:
        return [event for raw in list(self.raw) for event in _events_of(raw)]

    def run(self) -> None:
        self._server.serve_forever(poll_interval=0.02)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def ingest() -> Iterator[Ingest]:
    server = Ingest()
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join()


class _Server(ThreadingHTTPServer):
    ingest: Ingest


class _Envelopes(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        server = cast(_Server, self.server)
        sleep(server.ingest.pause)
        server.ingest.paths.append(self.path)
        server.ingest.raw.append(body)
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


def _events_of(envelope: bytes) -> list[dict[str, Any]]:
    """Lines: the envelope's header, then a header and a payload for each item."""
    _, *lines = envelope.rstrip(b"\n").split(b"\n")
    items = zip(lines[::2], lines[1::2], strict=True)
    return [json.loads(body) for head, body in items if json.loads(head)["type"] == "event"]
