"""Ports that a service reaches others at, for what limits its network."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from .features import Container
from .pipeline import plain
from .servers import Server


def egress_of(server: Server, containers: Iterable[Container]) -> list[int]:
    """Of its database, and of each server that its options bring."""
    found = {urlsplit(plain(server.url)).port}
    for container in containers:
        urls = (urlsplit(plain(value)) for value in container.gives.values())
        found |= {*container.reached_at} or {url.port for url in urls if url.scheme}
    return sorted(port for port in found if port)
