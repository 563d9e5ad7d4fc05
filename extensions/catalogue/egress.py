"""Ports that a service reaches others at, for what limits its network."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from .features import Feature
from .pipeline import plain
from .servers import Server


def egress_of(server: Server, features: Iterable[Feature]) -> list[int]:
    """Of its database, and of each server that its options bring or send to."""
    chosen = list(features)
    found = {urlsplit(plain(server.url)).port, *(port for f in chosen for port in f.reaches)}
    for container in (container for f in chosen for container in f.containers):
        urls = (urlsplit(plain(value)) for value in container.gives.values())
        found |= {*container.reached_at} or {url.port for url in urls if url.scheme}
    return sorted(port for port in found if port)
