"""The database servers that services are tested on: there, or loudly said not to be."""

import os
import socket

import pytest

ADDRESSES = {"mysql": ("127.0.0.1", 3306), "postgresql": ("127.0.0.1", 5432)}
"""Where a service looks for a server by default."""


NOT_TESTED = "NOT TESTED: "
"""How a skip begins that the end of a run shows."""


def need(database: str) -> None:
    """Skips the test where no server answers; fails it under CI, where there has to be one."""
    if database not in ADDRESSES or _answers(*ADDRESSES[database]):
        return
    host, port = ADDRESSES[database]
    reason = f"{NOT_TESTED}{database}, as no server answers at {host}:{port}"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def _answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=2).close()
    except OSError:
        return False
    return True
