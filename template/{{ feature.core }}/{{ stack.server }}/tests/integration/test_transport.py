"""TLS to the database, as DATABASE_URL asks for it: with a server that is known, and no less."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.callers import client_of, headers_of
from tests.certificates import Authority
from tests.migrating import upgrade_in_a_process
from tests.processes import Process, running
from tests.registry import SAMPLES
from tests.tls_relay import TlsRelay
from tests.urls import kind_of

SAMPLE = SAMPLES[0]
HERE, ELSEWHERE = "127.0.0.1", "192.0.2.1"
TRUSTING = {
    "mysql": "ssl_ca={file}",
    "postgresql": "sslmode=verify-full&sslrootcert={file}",
}
"""How a URL asks for TLS with a server that this authority knows."""


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ours"), "ours")


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("another"), "another")


@pytest.fixture
def relay(database_url: str, authority: Authority) -> Iterator[TlsRelay]:
    """A server with a certificate."""
    with TlsRelay(database_url, authority.server_at(HERE)) as relay:
        yield relay


@pytest.fixture
def impostor(database_url: str, authority: Authority) -> Iterator[TlsRelay]:
    """A server with the certificate of another."""
    with TlsRelay(database_url, authority.server_at(ELSEWHERE)) as relay:
        yield relay


@pytest.fixture
def plain(database_url: str) -> Iterator[TlsRelay]:
    """A server that has no TLS, or somebody in between who says so."""
    with TlsRelay(database_url, None) as relay:
        yield relay


def trusting(relay: TlsRelay, file: Path) -> str:
    return f"{relay.url}?{TRUSTING[kind_of(relay.url)].format(file=file)}"


def test_a_known_server_is_talked_to_in_tls_alone(relay: TlsRelay, authority: Authority):
    with running(trusting(relay, authority.file)) as service:
        ready = service.get("/health/ready")
        with client_of(service.base_url) as client:
            made = client.post(SAMPLE.path, json=SAMPLE.fresh())
            found = client.get(made.headers["Location"])

    assert (ready.status_code, made.status_code, found.status_code) == (200, 201, 200)
    assert found.json()["data"] == made.json()["data"]
    assert set(relay.encrypted) == {"TLSv1.3"}
    assert relay.plain == 0


@pytest.mark.checklist("security.encryption-in-transit", proves="refuses-strangers")
def test_a_server_that_nobody_vouches_for_is_refused(
    relay: TlsRelay, stranger: Authority, base_url: str
):
    with running(trusting(relay, stranger.file)) as service:
        cause = refused(service, headers_of(base_url))

    assert "certificate verify failed" in cause
    assert (relay.encrypted, relay.plain) == ([], 0)


@pytest.mark.checklist("security.encryption-in-transit", proves="refuses-strangers")
def test_a_server_with_the_certificate_of_another_is_refused(
    impostor: TlsRelay, authority: Authority, base_url: str
):
    with running(trusting(impostor, authority.file)) as service:
        cause = refused(service, headers_of(base_url))

    assert HERE in cause
    assert "certificate" in cause
    assert (impostor.encrypted, impostor.plain) == ([], 0)


@pytest.mark.checklist("security.encryption-in-transit", proves="refuses-plain")
def test_a_server_without_tls_is_refused(plain: TlsRelay, authority: Authority, base_url: str):
    with running(trusting(plain, authority.file)) as service:
        cause = refused(service, headers_of(base_url))

    assert "SSL" in cause
    assert (plain.encrypted, plain.plain) == ([], 0)


def test_migrations_go_the_same_way(relay: TlsRelay, authority: Authority):
    done = upgrade_in_a_process(trusting(relay, authority.file))

    assert done.returncode == 0, done.stderr
    assert set(relay.encrypted) == {"TLSv1.3"}
    assert relay.plain == 0


@pytest.mark.parametrize("server", ["relay", "plain"])
def test_migrations_refuse_the_same_servers_in_one_line(
    server: str, stranger: Authority, request: pytest.FixtureRequest
):
    relay: TlsRelay = request.getfixturevalue(server)

    done = upgrade_in_a_process(trusting(relay, stranger.file))

    assert done.returncode == 1
    assert done.stderr.startswith("No database at ")
    assert "SSL" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert (relay.encrypted, relay.plain) == ([], 0)


def refused(service: Process, headers: Mapping[str, str]) -> str:
    """What the log tells of a request that could not be answered."""
    ready = service.get("/health/ready")
    answer = service.get(SAMPLE.path, headers)
    service.stop()
    assert (ready.status_code, answer.status_code) == (503, 503)
    assert answer.json()["error"]["code"] == "SERVICE_UNAVAILABLE"
    told = [json.loads(line) for line in service.log().splitlines()]
    return next(str(line["cause"]) for line in told if line.get("route") == SAMPLE.path)
