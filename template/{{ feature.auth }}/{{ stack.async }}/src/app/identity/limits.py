"""Counts how often something is done, by keys from which nobody can tell whose they are, or count
for another service.
"""

import hashlib
import hmac

from app.config import Settings
from app.config.rate_limit import Rate, parse
from app.infrastructure.counters import Counter
from app.infrastructure.counters.count import Count

_UNDER_TEST = 1_000_000
"""Tests come from one address, and do it often on purpose."""


class Limit:
    """`kind` tells what is counted from all else; `chosen` is a setting, empty for the default."""

    def __init__(
        self, settings: Settings, counter: Counter, *, kind: str, chosen: str, default: Rate
    ) -> None:
        if settings.environment == "test":
            default = Rate(_UNDER_TEST, default.seconds)
        self.amount, self._window = parse(chosen) if chosen else default
        self._kind = kind
        self._counter = counter
        self._secret = settings.secret_key.get_secret_value().encode()

    async def count(self, name: str) -> Count:
        """Once more, by whoever this is."""
        return await self._counter.count(self._key(name), self._window)

    async def take_back(self, name: str) -> None:
        """It is not to count."""
        await self._counter.take_back(self._key(name))

    def _key(self, name: str) -> str:
        made = hmac.digest(self._secret, name.encode(), hashlib.sha256)
        return f"{self._kind}:{made.hex()}"
