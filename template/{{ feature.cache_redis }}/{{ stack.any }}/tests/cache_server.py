"""The cache of the tests: their Redis."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from tests.redis_server import URL, own_keys

IS_SHARED = True
"""Whether what one process has read is there for the others."""
_PORT = 6379

own_cache = own_keys


def place_of(settings: Mapping[str, Any]) -> tuple[str, int]:
    """Host and port."""
    parts = urlsplit(settings["redis_url"])
    return parts.hostname or "127.0.0.1", parts.port or _PORT


def through(port: int) -> dict[str, Any]:
    """Settings of who goes there by a port of this machine."""
    parts = urlsplit(URL)
    login, at, _ = parts.netloc.rpartition("@")
    return {"redis_url": parts._replace(netloc=f"{login}{at}127.0.0.1:{port}").geturl()}
