"""The Redis of the tests: TEST_REDIS_URL, or else the service's own default."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from redis import Redis, RedisError

from tests.needs import lack

URL = os.environ.get("TEST_REDIS_URL") or "redis://127.0.0.1:6379/0"


@contextmanager
def own_keys() -> Iterator[dict[str, str]]:
    """Settings of a service that has keys of its own there, gone at the end."""
    prefix = f"test-{uuid4().hex[:16]}"
    with Redis.from_url(URL, socket_timeout=2, socket_connect_timeout=2) as redis:
        try:
            redis.ping()
        except RedisError as error:
            lack(
                f"Redis can't be reached ({error}). Start a server there, or set "
                "TEST_REDIS_URL=redis://user:password@host:port/ to one that may be used"
            )
        yield {"redis_url": URL, "redis_prefix": prefix}
        for key in redis.scan_iter(f"{prefix}*"):
            redis.delete(key)
