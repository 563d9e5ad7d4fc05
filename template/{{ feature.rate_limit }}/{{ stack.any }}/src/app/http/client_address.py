"""Who asks: the address of the client, whatever it says of itself.

The peer of the connection is known. What came before is told by X-Forwarded-For, which anybody can
send: each proxy adds whom it was asked by, on the right. So it is read from the right, as far as
trusted proxies tell it.
"""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
_LONGEST = 60
"""Characters of an address, with a zone and a port: no cache is filled with longer ones."""
_ONE_CLIENT = 64
"""Bits: an IPv6 client has a network of its own, and can use any address in it."""


class ClientAddresses:
    """`trusted` are the networks of proxies; none is the default."""

    def __init__(self, trusted: Sequence[Network]) -> None:
        self._trusted = tuple(trusted)

    def of(self, peer: str, forwarded_for: str) -> Address | None:
        """The nearest that is no proxy of ours; None where the peer has no address."""
        nearest = parse(peer)
        for hop in reversed(forwarded_for.split(",")) if forwarded_for else ():
            if nearest is None or not self._trusts(nearest):
                break
            before = parse(hop.strip())
            if before is None:
                break
            nearest = before
        return nearest

    @property
    def are_told(self) -> bool:
        """Whether X-Forwarded-For has to be looked at."""
        return bool(self._trusted)

    def _trusts(self, address: Address) -> bool:
        return any(address in network for network in self._trusted)


def parse(text: str) -> Address | None:
    """`203.0.113.7`, `203.0.113.7:4711`, `2001:db8::1`, `[2001:db8::1]:4711`."""
    return _parsed(text) if len(text) <= _LONGEST else None


@lru_cache(4096)
def client_of(address: Address | None) -> str:
    """What all addresses of one client have in common."""
    if isinstance(address, IPv6Address):
        return str(ip_network((address.packed, _ONE_CLIENT), strict=False))
    return str(address)


@lru_cache(4096)
def _parsed(text: str) -> Address | None:
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
