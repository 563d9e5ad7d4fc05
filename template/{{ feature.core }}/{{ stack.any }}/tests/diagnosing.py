"""What the doctor says of a database, for tests of it; and servers that are wrong on purpose."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread

from app.config import Settings
from tools.doctor.database import DatabaseProbe
from tools.doctor.examination import examined
from tools.doctor.findings import Check

Talk = Callable[[socket.socket], None]


def checks_of_database(url: str, *, seconds: float = 20) -> list[Check]:
    """As far as the doctor gets."""
    settings = Settings(_env_file=None, database_url=url)
    return list(examined(DatabaseProbe(settings), seconds=seconds))


def last_check(url: str, *, seconds: float = 20) -> Check:
    """The one at which it stops: the fault, or the last step of all."""
    return checks_of_database(url, seconds=seconds)[-1]


@contextmanager
def listening(talk: Talk) -> Iterator[int]:
    """A server at a port of this machine, which treats each client so."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        Thread(target=_serve, args=(listener, talk), daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)


def _serve(listener: socket.socket, talk: Talk) -> None:
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        Thread(target=_treat, args=(client, talk), daemon=True).start()


def _treat(client: socket.socket, talk: Talk) -> None:
    with client, suppress(OSError):  # it may hang up
        talk(client)


def silence(client: socket.socket) -> None:
    """Takes all, and says nothing."""
    while client.recv(4096):
        pass


def hanging_up(client: socket.socket) -> None:
    """Says nothing, and goes."""


def http(client: socket.socket) -> None:
    """Waits for a whole line, as HTTP servers do."""
    said = b""
    while b"\n" not in said:
        if not (more := client.recv(4096)):
            return
        said += more
    client.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
