"""The memcached of MEMCACHED_URL, from its name to whether it keeps what it is given."""

import re
from collections.abc import Sequence

from app.config.memcached import MemcachedSettings
from tools.doctor import network
from tools.doctor.addresses import Address, address_of
from tools.doctor.findings import Code, Fault, Finding, Step

OLDEST = (1, 5)
"""Older ones are given up by memcached itself."""
_SETTING, _PORT, _TITLE = "MEMCACHED_URL", 11211, "memcached"


class MemcachedProbe:
    name = "memcached"

    def __init__(self, settings: MemcachedSettings) -> None:
        self._settings = settings

    def steps(self) -> Sequence[Step]:
        return (
            ("host", lambda: network.resolved(self._address)),
            ("port", self._port),
            ("version", lambda: checked_version(self._told("version", fits=r"VERSION |ERROR"))),
            ("keeps", self._keeps),
        )

    @property
    def _address(self) -> Address:
        return address_of(self._settings.memcached_url, setting=_SETTING, port=_PORT)

    def _port(self) -> Finding:
        with network.connected(self._address):
            return f"{self._address.shown} is open"

    def _keeps(self) -> Finding:
        """What is gone again in a second."""
        key = f"{self._settings.memcached_prefix}:doctor"
        told = self._told(f"set {key} 0 1 0\r\n", fits=r"STORED|[A-Z_]*ERROR")
        if told != "STORED":
            raise Fault(
                Code.READ_ONLY,
                f"memcached keeps nothing: {told}",
                "Its memory may be full with nothing to drop (-M), or it takes no writes: look "
                "at its options, and at `stats`.",
            )
        return f"keys that begin with {self._settings.memcached_prefix} can be written"

    def _told(self, command: str, *, fits: str) -> str:
        question = f"{command}\r\n".encode()
        address = self._address
        with network.connected(address) as connection:
            words = network.first_words(connection, address, question, fits=fits, title=_TITLE)
        return words.decode(errors="replace").strip()


def checked_version(told: str) -> str:
    """Raises Fault where it is too old."""
    number = told.removeprefix("VERSION ")
    parts = [int(part) for part in re.findall(r"\d+", number)[:2]]
    if tuple(parts) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise Fault(
            Code.TOO_OLD,
            f"memcached {number} is older than {oldest}",
            f"Use memcached {oldest} or newer; what it keeps for this service may be lost.",
        )
    return f"memcached {number}"
