"""How often a login may fail: of one account, wherever it comes from, and of one address, whichever
account it tries (OWASP ASVS 5.0, V6.3).

It is counted before the password is looked at, and taken back where that was right: however many
try at once, no more fail than may.
"""

from math import ceil

from app.config import Settings
from app.config.rate_limit import Rate
from app.identity.errors import TooManyLogins
from app.identity.limits import Limit
from app.infrastructure.counters import Counter

_RATE = Rate(10, 60)


class LoginLimits:
    def __init__(self, settings: Settings, counter: Counter) -> None:
        self._limit = Limit(
            settings, counter, kind="login", chosen=settings.login_limit, default=_RATE
        )

    def count(self, account: str, address: str = "") -> None:
        """One more try, from an address where there is one, and of an account. Raises
        TooManyLogins: an address that is refused counts against no account."""
        for name in _names(account, address):
            count = self._limit.count(name)
            if count.used > self._limit.amount:
                refusal = TooManyLogins(retry_after=ceil(count.seconds_left))
                refusal.is_first = count.used == self._limit.amount + 1
                raise refusal

    def take_back(self, account: str, address: str = "") -> None:
        """It has not failed."""
        for name in _names(account, address):
            self._limit.take_back(name)


def _names(account: str, address: str) -> list[str]:
    return [*([f"address:{address}"] if address else []), f"account:{account}"]
