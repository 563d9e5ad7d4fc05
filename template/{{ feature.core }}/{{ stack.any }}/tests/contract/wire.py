"""Bytes on a socket: what no client library would send."""

import json
import re
import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

_PATIENCE = 10


@dataclass(frozen=True)
class Answer:
    """What came back until the server hung up; status 0 where it said nothing."""

    status: int
    head: str
    body: bytes

    @property
    def error(self) -> Any:
        return json.loads(self.body)["error"]

    def header(self, name: str) -> str:
        """Its value; empty where it is not there."""
        found = re.search(rf"^{name}:[ \t]*(.*?)\r?$", self.head, re.IGNORECASE | re.MULTILINE)
        return found[1] if found else ""


def exchange(base_url: str, *parts: bytes) -> Answer:
    """Sends the parts, one packet each, then reads to the end."""
    with _connected(base_url) as connection:
        with suppress(OSError):  # a server may hang up in the middle of a request
            for part in parts:
                connection.sendall(part)
        return _answer(_all(connection))


def abandon(base_url: str, part: bytes) -> None:
    """Sends a part of a request, and goes away."""
    with _connected(base_url) as connection:
        connection.sendall(part)


def request(method: str, path: str, *headers: str, body: bytes = b"") -> bytes:
    """A request as it is written, with no character changed; the connection ends with it."""
    lines = [f"{method} {path} HTTP/1.1", "Host: test", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def _connected(base_url: str) -> socket.socket:
    address = urlsplit(base_url)
    connection = socket.create_connection((address.hostname, address.port or 80), _PATIENCE)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _all(connection: socket.socket) -> bytes:
    received = b""
    with suppress(ConnectionError):
        while part := connection.recv(65536):
            received += part
    return received


def _answer(received: bytes) -> Answer:
    head, _, body = received.partition(b"\r\n\r\n")
    found = re.match(rb"HTTP/1\.[01] (\d{3})", head)
    return Answer(int(found[1]) if found else 0, head.decode("latin-1"), body)
