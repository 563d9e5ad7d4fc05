"""Where a request comes from, for what is written down of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from app.http.client_address import ClientAddresses
from app.identity.devices import as_kept


class Origin(NamedTuple):
    address: str | None
    """Of the client, as far as trusted proxies tell it."""
    user_agent: str | None


NOWHERE = Origin(None, None)
"""Of a script, which no request has started."""
_current: ContextVar[Callable[[], Origin]] = ContextVar("origin", default=lambda: NOWHERE)


def origin_of(
    addresses: ClientAddresses, *, peer: str, forwarded_for: str, user_agent: str
) -> Origin:
    """Of what a request says of itself only what is believed, or is harmless."""
    address = addresses.of(peer, forwarded_for if addresses.are_told else "")
    return Origin(str(address) if address else None, as_kept(user_agent) or None)


def current_origin() -> Origin:
    return _current.get()()


def come_from(read: Callable[[], Origin]) -> None:
    """From here on. `read` is called only where something is written down."""
    _current.set(read)


@contextmanager
def coming_from(read: Callable[[], Origin]) -> Iterator[None]:
    """For as long as the block runs."""
    token = _current.set(read)
    try:
        yield
    finally:
        _current.reset(token)
