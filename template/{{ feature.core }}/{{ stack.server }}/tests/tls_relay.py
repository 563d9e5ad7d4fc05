"""A server that speaks TLS, in front of one that need not: it tells how its clients came to it.

Both databases begin in plain text and change to TLS in the middle of the connection: PostgreSQL as
its manual says in "SSL Session Encryption", MySQL and MariaDB in "Connection Phase".
"""

import socket
import ssl
from collections.abc import Callable
from contextlib import closing, suppress
from select import select
from struct import unpack
from threading import Thread
from types import TracebackType
from typing import Self

from tests.urls import at_port, kind_of, server_of

_PATIENCE = 10
_PIECE = 65536
_ASKS_FOR_TLS, _ASKS_FOR_GSS = 80877103, 80877104
"""What PostgreSQL's clients say first, in the place of a version."""
_TLS = 0x0800
"""CLIENT_SSL among the capabilities of MySQL."""
_LENGTH_OF_ASKING = 36
"""A client of MySQL's that wants TLS sends the first bytes of its login, and no more."""
_BAD_HANDSHAKE = b"\x16\x00\x00\x02\xff\x13\x04#08S01Bad handshake"
"""What a server says that has no TLS, and is asked for it."""
_OK, _ERROR, _SWITCH, _MORE = 0x00, 0xFF, 0xFE, 0x01
"""How the packets begin by which MySQL answers a login."""
_FAST = b"\x01\x03"
"""More follows, and nothing is asked."""


class TlsRelay:
    """`with TlsRelay(database_url, context) as relay:` and give `relay.url` to the service.

    Without a context it is a server that has no TLS.
    """

    def __init__(self, database_url: str, context: ssl.SSLContext | None) -> None:
        self._target = server_of(database_url)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = at_port(database_url.partition("?")[0], self._listener.getsockname()[1])
        self.encrypted: list[str | None] = []
        """The version of TLS of each client that has logged in by it."""
        self.plain = 0
        """Clients that would have logged in without it."""
        greet = {"mysql": _Mysql, "postgresql": _Postgresql}[kind_of(database_url)]
        self._serve = greet(self, context).serve

    def connect(self) -> socket.socket:
        return socket.create_connection((self._target.host, self._target.port), _PATIENCE)

    def __enter__(self) -> Self:
        Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                Thread(target=self._relay, args=(client,), daemon=True).start()

    def _relay(self, client: socket.socket) -> None:
        with suppress(OSError), closing(client), closing(self.connect()) as server:
            self._serve(client, server)


class _Edge:
    """How one kind of database changes to TLS."""

    def __init__(self, relay: TlsRelay, context: ssl.SSLContext | None) -> None:
        self._relay = relay
        self._context = context

    def _wrapped(self, client: socket.socket) -> ssl.SSLSocket:
        """Raises ssl.SSLError where the client does not trust us."""
        assert self._context is not None
        wrapped = self._context.wrap_socket(client, server_side=True)
        wrapped.settimeout(_PATIENCE)
        return wrapped


class _Postgresql(_Edge):
    def serve(self, client: socket.socket, server: socket.socket) -> None:
        head = _exactly(client, 8)
        while (asked := unpack("!II", head)[1]) in (_ASKS_FOR_TLS, _ASKS_FOR_GSS):
            if asked == _ASKS_FOR_TLS and self._context:
                client.sendall(b"S")
                with self._wrapped(client) as wrapped:
                    self._go_on(_exactly(wrapped, 8), wrapped, server)
                return
            client.sendall(b"N")
            head = _exactly(client, 8)
        self._go_on(head, client, server)

    def _go_on(self, head: bytes, client: socket.socket, server: socket.socket) -> None:
        _count(self._relay, client)
        server.sendall(head)
        _pump(client, server)


class _Mysql(_Edge):
    """The server need have no TLS of its own: it never learns that its client has."""

    def serve(self, client: socket.socket, server: socket.socket) -> None:
        client.sendall(self._greeting(_packet(server)))
        first = _packet(client)
        if len(first) > _LENGTH_OF_ASKING:
            _count(self._relay, client)
            server.sendall(first)
            _pump(client, server)
        elif self._context is None:
            client.sendall(_BAD_HANDSHAKE)
        else:
            with self._wrapped(client) as wrapped:
                login = _packet(wrapped)
                _count(self._relay, wrapped)
                _log_in(login, wrapped, server)
                _pump(wrapped, server)

    def _greeting(self, packet: bytes) -> bytes:
        """The server's own, but for what it says of TLS."""
        told = bytearray(packet)
        capabilities = told.index(0, 5) + 14  # after the version's text: id, salt, a filler
        told[capabilities + 1] &= ~(_TLS >> 8)
        if self._context:
            told[capabilities + 1] |= _TLS >> 8
        return bytes(told)


def _log_in(login: bytes, client: socket.socket, server: socket.socket) -> None:
    """Until the server has decided. It has seen one packet less than the client has sent."""
    asked = bytearray(_numbered(login, -1))
    asked[5] &= ~(_TLS >> 8)
    server.sendall(asked)
    while True:
        answer = _packet(server)
        client.sendall(_numbered(answer, 1))
        if answer[4] in (_OK, _ERROR):
            return
        if answer[4] in (_SWITCH, _MORE) and answer[4:6] != _FAST:
            server.sendall(_numbered(_packet(client), -1))


def _numbered(packet: bytes, step: int) -> bytes:
    return packet[:3] + bytes([packet[3] + step]) + packet[4:]


def _packet(connection: socket.socket) -> bytes:
    """Of MySQL: three bytes of length, its number, and what it says."""
    head = _exactly(connection, 4)
    return head + _exactly(connection, int.from_bytes(head[:3], "little"))


def _exactly(connection: socket.socket, size: int) -> bytes:
    """No more than that: what follows may be TLS."""
    received = b""
    while len(received) < size:
        part = connection.recv(size - len(received))
        if not part:
            raise ConnectionError
        received += part
    return received


def _count(relay: TlsRelay, client: socket.socket) -> None:
    if isinstance(client, ssl.SSLSocket):
        relay.encrypted.append(client.version())
    else:
        relay.plain += 1


def _pump(client: socket.socket, server: socket.socket) -> None:
    """Both ways in one thread: no two may use a TLS connection at once."""
    pending: Callable[[], int] = getattr(client, "pending", int)
    while True:
        ready = [client] if pending() else select([client, server], [], [])[0]
        for one in ready:
            data = one.recv(_PIECE)
            if not data:
                return
            (server if one is client else client).sendall(data)
