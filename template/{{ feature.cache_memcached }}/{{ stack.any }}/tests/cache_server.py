"""The cache of the tests: the memcached of TEST_MEMCACHED_URL, or else of the service's own
default; where nothing listens there, one that is started for the tests."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from app.config.memcached import address_of
from tests.needs import lack
from tests.processes import free_port, wait_until

IS_SHARED = True
"""Whether what one process has read is there for the others."""
_DEFAULT = "memcached://127.0.0.1:11211"


@contextmanager
def own_cache() -> Iterator[dict[str, Any]]:
    """Settings of a service with keys of its own, which end by themselves."""
    with server() as url:
        yield {"memcached_url": url, "memcached_prefix": f"test-{uuid4().hex[:16]}"}


def place_of(settings: Mapping[str, Any]) -> tuple[str, int]:
    """Host and port."""
    return address_of(settings["memcached_url"])


def through(port: int) -> dict[str, Any]:
    """Settings of who goes there by a port of this machine."""
    return {"memcached_url": f"memcached://127.0.0.1:{port}"}


@contextmanager
def server() -> Iterator[str]:
    """Its URL."""
    url = os.environ.get("TEST_MEMCACHED_URL") or _DEFAULT
    if listens(url):
        yield url
    elif program := shutil.which("memcached"):
        port = str(free_port())
        command = [program, "-l", "127.0.0.1", "-p", port, "-m", "64", "-u", "nobody"]
        with subprocess.Popen(command) as process:
            try:
                wait_until(lambda: listens(f"memcached://127.0.0.1:{port}"))
                yield f"memcached://127.0.0.1:{port}"
            finally:
                process.kill()
    else:
        lack(
            "memcached does not answer, and there is no program of this name. Start one, set "
            "TEST_MEMCACHED_URL=memcached://host:port, or install Debian's package memcached"
        )


def listens(url: str) -> bool:
    try:
        socket.create_connection(address_of(url), timeout=2).close()
    except OSError:
        return False
    return True
