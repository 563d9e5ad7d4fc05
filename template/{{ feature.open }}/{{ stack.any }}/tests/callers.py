"""Who the tests are, as the service knows its callers: here anybody may do everything.

Where people log in, the same names belong to somebody who has.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from httpx2 import Client

COSTS: list[str] = []
"""The statements that it costs to know who asks, before all others of a request."""

SETTINGS: dict[str, str] = {}
"""Of services that tests run as production does, so that they are not in each other's way."""
RUINOUS: tuple[str, ...] = ()
"""Operations that end what a caller is known by."""


def client_of(base_url: str, **options: Any) -> Client:
    """A client that may do all that tests of resources do. Options are those of httpx2.

    Whatever it takes to be let in has been done by then, and not by this client.
    """
    return Client(base_url=base_url, **options)


def headers_of(base_url: str) -> dict[str, str]:
    """What such a client sends, for requests without one. Whoever asks twice is the same caller."""
    return {}


def stand_in_of(base_url: str) -> dict[str, str]:
    """The headers of somebody else who may do the same, and whom a test may ruin."""
    return {}


@contextmanager
def acting() -> Iterator[None]:
    """The same inside of this process, without HTTP."""
    yield


def arrive(database_url: str) -> None:
    """Makes them known where a database is new: everybody is."""
