"""How a server calls this service: by WSGI, each request in a thread of its own."""

from granian.constants import Interfaces

INTERFACE = Interfaces.WSGI
_SPARE = 8
"""Threads for the health checks, which are let in always."""


def threads(max_in_flight: int) -> int:
    """Threads of a worker: one for each request that is let in. They start when they are needed."""
    return max_in_flight + _SPARE
