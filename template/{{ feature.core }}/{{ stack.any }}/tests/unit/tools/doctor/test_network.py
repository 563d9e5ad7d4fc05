"""As far as a port: who listens there, and who does not. Against servers that are wrong."""

import socket
from contextlib import closing
from pathlib import Path

import pytest

from tests.certificates import Authority
from tests.diagnosing import Talk, hanging_up, http, listening, silence
from tests.processes import free_port
from tools.doctor.addresses import Address, address_of
from tools.doctor.findings import Code, Fault
from tools.doctor.mysql import MySQL
from tools.doctor.network import connected, described, resolved
from tools.doctor.postgresql import PostgreSQL

pytestmark = pytest.mark.checklist("operations.diagnosis", proves="told-apart")


def at(port: int, host: str = "127.0.0.1") -> Address:
    return address_of(f"any://{host}:{port}/name", setting="DATABASE_URL", port=0)


def ssh(client: socket.socket) -> None:
    client.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")
    client.recv(64)


def postgresql(client: socket.socket) -> None:
    """Silent until it is asked in its own way."""
    client.sendall(b"N" if client.recv(64).startswith(b"\x00\x00\x00\x08\x04\xd2") else b"")


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a" * 70])
def test_a_name_that_stands_for_nothing(host: str):
    with pytest.raises(Fault) as told:
        resolved(at(5432, host))

    assert told.value.code == Code.UNRESOLVED
    assert host in told.value.message


def test_a_closed_port():
    with pytest.raises(Fault) as told:
        connected(at(free_port()))

    assert told.value.code == Code.PORT


@pytest.mark.parametrize("dialect", [MySQL(), PostgreSQL()], ids=lambda d: d.title)
@pytest.mark.parametrize(
    ("talk", "code", "who"),
    [
        (silence, Code.NO_ANSWER, "says nothing"),
        (hanging_up, Code.NO_ANSWER, "hangs up at once"),
        (http, Code.PROTOCOL, "an HTTP server listens"),
        (ssh, Code.PROTOCOL, "an SSH server listens"),
    ],
    ids=["silence", "hanging up", "http", "ssh"],
)
def test_another_server_at_the_port(dialect: MySQL, talk: Talk, code: Code, who: str):
    with (
        listening(talk) as port,
        closing(connected(at(port))) as connection,
        pytest.raises(Fault) as told,
    ):
        dialect.greet(connection, at(port))

    assert told.value.code == code
    assert who in told.value.message


def test_postgresql_where_mysql_should_be():
    with (
        listening(postgresql) as port,
        closing(connected(at(port))) as connection,
        pytest.raises(Fault, match="a PostgreSQL server listens"),
    ):
        MySQL().greet(connection, at(port))


def test_a_server_that_speaks_tls_from_the_start(tmp_path: Path):
    context = Authority(tmp_path, "ours").server_at("127.0.0.1")

    def https(client: socket.socket) -> None:
        with context.wrap_socket(client, server_side=True) as secured:
            secured.recv(1)

    with (
        listening(https) as port,
        closing(connected(at(port))) as connection,
        pytest.raises(Fault, match="speaks TLS from the start listens"),
    ):
        PostgreSQL().greet(connection, at(port))


def test_what_nobody_known_says_is_something_else():
    assert described(b"\x01\x02\x03") == ""
