"""How often a login may fail: of one account, wherever it comes from, and of one address, whichever
account it tries (OWASP ASVS 5.0, V6.3).

It is counted before the password is looked at, and taken back where that was right: however many
try at once, no more fail than may.
"""

import hashlib
import hmac
from math import ceil

from app.config import Settings
from app.config.rate_limit import Rate, parse
from app.identity.errors import TooManyLogins
from app.infrastructure.counters import Counter

_LIMIT = Rate(10, 60)
_UNDER_TEST = Rate(1_000_000, 60)
"""Tests come from one address, and many of them fail on purpose."""


class LoginLimits:
    def __init__(self, settings: Settings, counter: Counter) -> None:
        default = _UNDER_TEST if settings.environment == "test" else _LIMIT
        chosen = settings.login_limit
        self._amount, self._window = parse(chosen) if chosen else default
        self._counter = counter
        self._secret = settings.secret_key.get_secret_value().encode()

    async def count(self, email: str, address: str = "") -> None:
        """One more try, of an account and from an address where there is one. Raises
        TooManyLogins."""
        found = [await self._counter.count(key, self._window) for key in self._keys(email, address)]
        spent = [count.seconds_left for count in found if count.used > self._amount]
        if spent:
            raise TooManyLogins(retry_after=ceil(max(spent)))

    async def take_back(self, email: str, address: str = "") -> None:
        """It has not failed."""
        for key in self._keys(email, address):
            await self._counter.take_back(key)

    def _keys(self, email: str, address: str) -> list[str]:
        """From which nobody can tell whose they are, or count for another service."""
        named = [f"account:{email}", *([f"address:{address}"] if address else [])]
        made = [hmac.digest(self._secret, name.encode(), hashlib.sha256) for name in named]
        return [f"login:{name.hex()}" for name in made]
