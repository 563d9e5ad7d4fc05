"""TLS to Redis is asked for in REDIS_URL alone, and nothing less is taken."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from redis import ConnectionError as Unreachable

from app.config.redis import RedisSettings
from app.infrastructure.redis import connect
from tests.certificates import Authority
from tests.running import run
from tests.tls_front import TlsFront, tls_front

HERE = "127.0.0.1"
TLS = pytest.mark.checklist("security.encryption-in-transit")


@pytest.fixture
def ours(tmp_path: Path) -> Authority:
    return Authority(tmp_path, "ours")


@pytest.fixture
def front(ours: Authority, redis_settings: dict[str, str]) -> Iterator[TlsFront]:
    """The tests' own Redis, as a server with a certificate of ours."""
    parts = urlsplit(redis_settings["redis_url"])
    with tls_front(parts.hostname or HERE, parts.port or 6379, ours.server_at(HERE)) as front:
        yield front


def settings_for(front: TlsFront, redis_settings: dict[str, str], trusted: Path) -> RedisSettings:
    """With whoever logs in to the tests' own."""
    parts = urlsplit(redis_settings["redis_url"])
    login = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    url = f"rediss://{login}{HERE}:{front.port}{parts.path}?ssl_ca_certs={trusted}"
    return RedisSettings(redis_url=url, redis_prefix=redis_settings["redis_prefix"])


@TLS
def test_a_server_that_is_vouched_for_is_talked_to_by_tls(
    front: TlsFront, redis_settings: dict[str, str], ours: Authority
):
    name = f"{redis_settings['redis_prefix']}:tls"

    async def ask() -> object:
        redis = connect(settings_for(front, redis_settings, ours.file))
        await redis.set(name, b"kept", px=5000)
        found = await redis.get(name)
        await redis.aclose()
        return found

    assert run(ask()) == b"kept"
    assert front.encrypted == ["TLSv1.3"]


@TLS
def test_a_server_that_nobody_vouches_for_is_told_nothing(
    front: TlsFront, redis_settings: dict[str, str], tmp_path: Path
):
    theirs = Authority(tmp_path, "theirs")

    async def ask() -> None:
        redis = connect(settings_for(front, redis_settings, theirs.file))
        with pytest.raises(Unreachable, match="CERTIFICATE_VERIFY_FAILED"):
            await redis.get("anything")
        await redis.aclose()

    run(ask())
    assert front.encrypted == []
