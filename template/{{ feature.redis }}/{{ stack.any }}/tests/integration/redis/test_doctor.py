"""What the doctor says of a Redis that is wrong: no port, no right, no TLS, no answer."""

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import pytest
from redis import Redis

from app.config.redis import RedisSettings
from tests.certificates import Authority
from tests.diagnosing import Talk, hanging_up, http, listening, silence
from tests.processes import free_port
from tools.doctor.examination import examined
from tools.doctor.findings import Check, Code, Fault, State
from tools.doctor.redis import RedisProbe, checked_version

pytestmark = pytest.mark.checklist("operations.diagnosis", proves="told-apart")


@pytest.fixture
def url(redis_settings: dict[str, str]) -> str:
    return redis_settings["redis_url"]


@pytest.fixture
def user(url: str) -> Iterator[str]:
    """The URL of a user who may log in, by the password "right", and nothing more."""
    name = f"test-{uuid4().hex[:12]}"
    with Redis.from_url(url) as redis:
        redis.execute_command("ACL", "SETUSER", name, "on", ">right", "+ping", "+select")
        yield as_user(url, name, "right")
        redis.execute_command("ACL", "DELUSER", name)


def as_user(url: str, name: str, password: str) -> str:
    parts = urlsplit(url)
    where = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{name}:{password}@{where}"))


def checks_of(url: str) -> list[Check]:
    settings = RedisSettings(redis_url=url, redis_prefix="test-doctor")
    return list(examined(RedisProbe(settings), seconds=20))


def fault_of(url: str) -> tuple[str, Code | None]:
    check = checks_of(url)[-1]
    return check.name, check.fault


def tls(context: ssl.SSLContext) -> Talk:
    def talk(client: socket.socket) -> None:
        with context.wrap_socket(client, server_side=True) as secured:
            secured.recv(1)

    return talk


def test_a_redis_that_is_well(url: str):
    checks = checks_of(url)

    assert {check.state for check in checks} == {State.OK}
    assert checks[-1].name == "redis.rights"


def test_looking_leaves_no_key_behind(url: str):
    checks_of(url)

    with Redis.from_url(url) as redis:
        assert redis.exists("test-doctor:doctor") == 0


def test_a_wrong_password(user: str):
    wrong = user.replace(":right@", ":wrong-one@")

    check = checks_of(wrong)[-1]

    assert (check.name, check.fault) == ("redis.login", Code.PASSWORD)
    assert "wrong-one" not in str(check)


def test_a_user_without_rights(user: str):
    check = checks_of(user)[-1]

    assert (check.name, check.fault) == ("redis.rights", Code.NO_RIGHT)
    assert "ACL SETUSER test-" in str(check.remedy)


def test_a_database_that_there_is_not(url: str):
    assert fault_of(f"{url.rpartition('/')[0]}/99999") == ("redis.login", Code.NO_DATABASE)


def test_a_database_without_a_number():
    assert fault_of("redis://127.0.0.1:6379/app") == ("redis.host", Code.MALFORMED)


def test_a_name_that_stands_for_nothing():
    assert fault_of("redis://redis.invalid") == ("redis.host", Code.UNRESOLVED)


def test_a_closed_port():
    assert fault_of(f"redis://127.0.0.1:{free_port()}") == ("redis.port", Code.PORT)


@pytest.mark.parametrize(
    ("talk", "code"),
    [(silence, Code.NO_ANSWER), (hanging_up, Code.NO_ANSWER), (http, Code.PROTOCOL)],
)
def test_another_server_at_the_port(talk: Talk, code: Code):
    with listening(talk) as port:
        assert fault_of(f"redis://127.0.0.1:{port}/0") == ("redis.protocol", code)


def test_tls_where_there_is_none(url: str):
    secure = f"rediss://{url.partition('://')[2]}"

    assert fault_of(secure) == ("redis.protocol", Code.TLS)


def test_no_tls_where_it_has_to_be(tmp_path: Path):
    with listening(tls(Authority(tmp_path, "ours").server_at("127.0.0.1"))) as port:
        assert fault_of(f"redis://127.0.0.1:{port}/0") == ("redis.protocol", Code.TLS_REQUIRED)


def test_a_certificate_that_nobody_vouches_for(tmp_path: Path):
    server, stranger = Authority(tmp_path, "ours"), Authority(tmp_path, "theirs")

    with listening(tls(server.server_at("127.0.0.1"))) as port:
        found = fault_of(f"rediss://127.0.0.1:{port}/0?ssl_ca_certs={stranger.file}")

    assert found == ("redis.protocol", Code.CERTIFICATE)


def test_versions():
    assert checked_version("7.0.15") == "Redis 7.0.15"
    with pytest.raises(Fault, match=r"Redis 5\.0\.14 is older than 6\.2"):
        checked_version("5.0.14")
