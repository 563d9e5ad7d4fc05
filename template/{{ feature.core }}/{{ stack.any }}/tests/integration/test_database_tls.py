"""TLS to a database is asked for in DATABASE_URL alone, and nothing less is taken.

Every service has the drivers of every database: here a stranger stands where PostgreSQL should be.
"""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from struct import unpack
from threading import Thread

import pytest

from tests.certificates import Authority
from tests.processes import running

HERE = "127.0.0.1"
_BEFORE_TLS = (80877103, 80877104)
"""What a client of PostgreSQL may ask before it says who it is: whether there is TLS, or GSSAPI."""


class Stranger:
    """Begins as PostgreSQL does, and keeps what it is told after that."""

    def __init__(self, context: ssl.SSLContext | None) -> None:
        self.clients = 0
        self.told = b""
        self._context = context
        self._listener = socket.create_server((HERE, 0))
        self.port: int = self._listener.getsockname()[1]

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                self._meet(self._listener.accept()[0])

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _meet(self, client: socket.socket) -> None:
        self.clients += 1
        with client, suppress(OSError):
            said = client.recv(8)
            while len(said) == 8 and unpack("!II", said)[1] in _BEFORE_TLS:
                if self._context:
                    client.sendall(b"S")
                    self._meet_in_tls(client, self._context)
                    return
                client.sendall(b"N")
                said = client.recv(8)
            self.told += said

    def _meet_in_tls(self, client: socket.socket, context: ssl.SSLContext) -> None:
        with context.wrap_socket(client, server_side=True) as wrapped:
            self.told += wrapped.recv(8)


@contextmanager
def stranger(context: ssl.SSLContext | None) -> Iterator[Stranger]:
    made = Stranger(context)
    Thread(target=made.serve, daemon=True).start()
    yield made
    made.close()


def told_by_a_service(met: Stranger, trusted: Path) -> bytes:
    """What a service says to it that should talk to those alone for whom this file vouches."""
    url = f"postgresql://app:hunter2@{HERE}:{met.port}/app?sslmode=verify-full"
    with running(f"{url}&sslrootcert={trusted}") as service:
        ready = service.get("/health/ready")

    assert ready.status_code == 503
    assert met.clients
    return met.told


@pytest.mark.checklist("security.encryption-in-transit", proves="refuses-plain")
def test_no_login_is_sent_to_a_server_without_tls(tmp_path: Path):
    with stranger(None) as met:
        told = told_by_a_service(met, Authority(tmp_path, "ours").file)

    assert told == b""


@pytest.mark.checklist("security.encryption-in-transit", proves="refuses-strangers")
def test_no_login_is_sent_to_a_server_that_nobody_vouches_for(tmp_path: Path):
    another = Authority(tmp_path, "another")

    with stranger(another.server_at(HERE)) as met:
        told = told_by_a_service(met, Authority(tmp_path, "ours").file)

    assert told == b""


@pytest.mark.checklist("security.encryption-in-transit")
def test_a_login_is_sent_to_a_server_that_is_vouched_for(tmp_path: Path):
    ours = Authority(tmp_path, "ours")

    with stranger(ours.server_at(HERE)) as met:
        told = told_by_a_service(met, ours.file)

    assert told
