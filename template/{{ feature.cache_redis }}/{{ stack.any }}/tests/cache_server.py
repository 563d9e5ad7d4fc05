"""The cache of the tests: the Redis of TEST_REDIS_URL, or else of the service's own default."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from redis import Redis, RedisError

from tests.needs import lack

IS_SHARED = True
"""Whether what one process has read is there for the others."""
_PORT = 6379
_DEFAULT = "redis://127.0.0.1:6379/0"


@contextmanager
def own_cache() -> Iterator[dict[str, Any]]:
    """Settings of a service with keys of its own, which are gone at the end."""
    url, prefix = os.environ.get("TEST_REDIS_URL") or _DEFAULT, f"test-{uuid4().hex[:16]}"
    with Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2) as redis:
        try:
            redis.ping()
        except RedisError as error:
            lack(
                f"Redis can't be reached ({error}). Start a server there, or set "
                "TEST_REDIS_URL=redis://user:password@host:port/ to one that may be used"
            )
        yield {"redis_url": url, "redis_prefix": prefix}
        for key in redis.scan_iter(f"{prefix}*"):
            redis.delete(key)


def place_of(settings: Mapping[str, Any]) -> tuple[str, int]:
    """Host and port."""
    parts = urlsplit(settings["redis_url"])
    return parts.hostname or "127.0.0.1", parts.port or _PORT


def through(port: int) -> dict[str, Any]:
    """Settings of who goes there by a port of this machine."""
    parts = urlsplit(os.environ.get("TEST_REDIS_URL") or _DEFAULT)
    login, at, _ = parts.netloc.rpartition("@")
    return {"redis_url": parts._replace(netloc=f"{login}{at}127.0.0.1:{port}").geturl()}
