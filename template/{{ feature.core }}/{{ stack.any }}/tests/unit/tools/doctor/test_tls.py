"""TLS as a URL asks for it, against servers whose certificates are wrong."""

import socket
import ssl
from collections.abc import Callable
from pathlib import Path
from struct import pack

import pytest

from tests.certificates import Authority
from tests.diagnosing import Talk, listening
from tools.doctor import tls
from tools.doctor.addresses import Address, address_of
from tools.doctor.dialects import Dialect
from tools.doctor.findings import Code, Fault
from tools.doctor.mysql import MySQL
from tools.doctor.network import connected
from tools.doctor.postgresql import PostgreSQL

pytestmark = pytest.mark.checklist("operations.diagnosis", proves="told-apart")
Server = Callable[[ssl.SSLContext | None], Talk]


def postgresql(context: ssl.SSLContext | None) -> Talk:
    """As PostgreSQL begins: one letter says whether it speaks TLS."""

    def talk(client: socket.socket) -> None:
        client.recv(8)
        client.sendall(b"S" if context else b"N")
        _secure(client, context)

    return talk


def mysql(context: ssl.SSLContext | None) -> Talk:
    """As MariaDB begins: a greeting says what it can."""
    capabilities = 0xFFFE if context else 0xF7FE
    greeting = b"\x0a" + b"11.8.3-MariaDB\0" + pack("<I8sxH", 7, b"12345678", capabilities)
    greeting += bytes(30)

    def talk(client: socket.socket) -> None:
        client.sendall(pack("<I", len(greeting)) + greeting)
        client.recv(36)
        _secure(client, context)

    return talk


def _secure(client: socket.socket, context: ssl.SSLContext | None) -> None:
    if context:
        with context.wrap_socket(client, server_side=True) as secured:
            secured.recv(1)


KINDS = pytest.mark.parametrize(
    ("dialect", "server", "query"),
    [
        (PostgreSQL(), postgresql, "sslmode=verify-full&sslrootcert={}"),
        (MySQL(), mysql, "ssl_ca={}"),
    ],
    ids=["postgresql", "mysql"],
)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path, "ours")


def agreed(dialect: Dialect, talk: Talk, query: str, *, host: str = "127.0.0.1") -> str:
    """As the probe of the database goes about it."""
    with listening(talk) as port:
        address = _address(host, port, query)
        trust = dialect.trust(address)
        assert trust is not None
        with connected(address) as connection:
            if not dialect.begin_tls(connection, address):
                raise tls.not_offered(address, dialect.title)
            return tls.handshake(connection, address, trust)


def _address(host: str, port: int, query: str) -> Address:
    return address_of(f"any://{host}:{port}/name?{query}", setting="DATABASE_URL", port=0)


@KINDS
def test_a_certificate_that_is_right(
    dialect: Dialect, server: Server, query: str, authority: Authority
):
    told = agreed(dialect, server(authority.server_at("127.0.0.1")), query.format(authority.file))

    assert told == "TLSv1.3, certificate trusted, and for this host"


@KINDS
def test_a_server_without_tls(dialect: Dialect, server: Server, query: str, authority: Authority):
    with pytest.raises(Fault) as told:
        agreed(dialect, server(None), query.format(authority.file))

    assert told.value.code == Code.TLS


@KINDS
def test_a_certificate_of_another_authority(
    dialect: Dialect, server: Server, query: str, authority: Authority, tmp_path: Path
):
    other = Authority(tmp_path, "theirs")

    with pytest.raises(Fault) as told:
        agreed(dialect, server(authority.server_at("127.0.0.1")), query.format(other.file))

    assert told.value.code == Code.CERTIFICATE
    assert f"nobody whom {other.file}" in told.value.message


@KINDS
def test_a_certificate_for_another_host(
    dialect: Dialect, server: Server, query: str, authority: Authority
):
    with pytest.raises(Fault, match=r'for another host than "127\.0\.0\.1"') as told:
        agreed(dialect, server(authority.server_at("127.0.0.2")), query.format(authority.file))

    assert told.value.code == Code.CERTIFICATE


@KINDS
def test_a_certificate_that_has_run_out(
    dialect: Dialect, server: Server, query: str, authority: Authority
):
    old = authority.server_at("127.0.0.1", days=-0.5)

    with pytest.raises(Fault, match="has run out") as told:
        agreed(dialect, server(old), query.format(authority.file))

    assert told.value.code == Code.CERTIFICATE


@KINDS
@pytest.mark.parametrize("content", [None, "no certificate"], ids=["missing", "no certificate"])
def test_a_file_of_authorities_that_is_none(
    dialect: Dialect,
    server: Server,
    query: str,
    content: str | None,
    authority: Authority,
):
    file = authority.file.with_name("ca.pem")
    if content:
        file.write_text(content)

    with pytest.raises(Fault) as told:
        agreed(dialect, server(authority.server_at("127.0.0.1")), query.format(file))

    assert told.value.code == Code.CA_FILE
    assert str(file) in told.value.message


@KINDS
def test_a_server_that_breaks_off(
    dialect: Dialect, server: Server, query: str, authority: Authority
):
    without_certificate = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)

    with pytest.raises(Fault) as told:
        agreed(dialect, server(without_certificate), query.format(authority.file))

    assert told.value.code == Code.TLS


@pytest.mark.parametrize("query", ["", "sslmode=prefer", "sslmode=disable"])
def test_postgresql_is_asked_for_tls_by_its_mode_alone(query: str):
    assert PostgreSQL().trust(_address("host", 1, query)) is None


def test_postgresql_without_a_check_of_the_certificate():
    assert PostgreSQL().trust(_address("host", 1, "sslmode=require")) == tls.Trust(
        None, checks_issuer=False, checks_name=False
    )


def test_a_mode_that_there_is_not():
    with pytest.raises(Fault) as told:
        PostgreSQL().trust(_address("host", 1, "sslmode=yes"))

    assert told.value.code == Code.MALFORMED
