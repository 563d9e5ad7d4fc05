"""How a server calls this service: by ASGI, all requests in one event loop."""

from granian.constants import Interfaces

INTERFACE = Interfaces.ASGI


def threads(max_in_flight: int) -> int:
    """Threads of a worker: an event loop needs one, whatever is let in."""
    return 1
