"""How a server calls this service: by WSGI, each request in a thread of its own."""

from granian.constants import Interfaces

INTERFACE = Interfaces.WSGI
PAGES = 16
"""Pages that are answered at once, as those of an admin: no request of the API waits for them."""
_SPARE = 8
"""Threads for the health checks, which are let in always."""


def threads(max_in_flight: int) -> int:
    """Threads of a worker: one for each request that is let in. They start when they are needed."""
    return max_in_flight + PAGES + _SPARE
