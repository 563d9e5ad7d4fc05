"""What tests of Redis share."""

from collections.abc import Iterator

import pytest

from tests.redis_server import own_keys


@pytest.fixture
def redis_settings() -> Iterator[dict[str, str]]:
    """Settings of a service that has keys of its own in Redis, gone at the end."""
    with own_keys() as settings:
        yield settings
