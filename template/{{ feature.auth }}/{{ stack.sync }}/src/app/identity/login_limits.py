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

    def count(self, account: str, address: str = "") -> None:
        """One more try, from an address where there is one, and of an account. Raises
        TooManyLogins: an address that is refused counts against no account."""
        for key in self._keys(account, address):
            count = self._counter.count(key, self._window)
            if count.used > self._amount:
                refusal = TooManyLogins(retry_after=ceil(count.seconds_left))
                refusal.is_first = count.used == self._amount + 1
                raise refusal

    def take_back(self, account: str, address: str = "") -> None:
        """It has not failed."""
        for key in self._keys(account, address):
            self._counter.take_back(key)

    def _keys(self, account: str, address: str) -> list[str]:
        """From which nobody can tell whose they are, or count for another service."""
        named = [*([f"address:{address}"] if address else []), f"account:{account}"]
        made = [hmac.digest(self._secret, name.encode(), hashlib.sha256) for name in named]
        return [f"login:{name.hex()}" for name in made]
