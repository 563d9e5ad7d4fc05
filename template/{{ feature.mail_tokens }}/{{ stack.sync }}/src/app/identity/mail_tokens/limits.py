"""How many mails anybody may have sent: to one address, whoever asks, and in all, from one client.

Nobody floods a mailbox, and nobody learns from a limit whose it is: an address counts whether it is
known or not.
"""

import hashlib
import hmac
from math import ceil

from app.config import Settings
from app.config.rate_limit import Rate, parse
from app.identity.mail_tokens.errors import TooManyMails
from app.infrastructure.counters import Counter

_LIMIT = Rate(3, 3600)
_UNDER_TEST = Rate(1_000_000, 3600)
_OF_A_CLIENT = 10
"""Times as many: people share an address of the network."""


class MailLimits:
    def __init__(self, settings: Settings, counter: Counter) -> None:
        default = _UNDER_TEST if settings.environment == "test" else _LIMIT
        chosen = settings.mail_limit
        self._amount, self._window = parse(chosen) if chosen else default
        self._counter = counter
        self._secret = settings.secret_key.get_secret_value().encode()

    def count_client(self, address: str) -> None:
        """Raises TooManyMails."""
        self._count(f"address:{address}", self._amount * _OF_A_CLIENT)

    def count(self, email: str) -> None:
        """Raises TooManyMails."""
        self._count(f"email:{email}", self._amount)

    def allows(self, email: str) -> bool:
        """The same, for who must not be told."""
        try:
            self.count(email)
        except TooManyMails:
            return False
        return True

    def _count(self, name: str, amount: int) -> None:
        """By a key from which nobody can tell whose it is."""
        key = hmac.digest(self._secret, name.encode(), hashlib.sha256).hex()
        count = self._counter.count(f"mail:{key}", self._window)
        if count.used > amount:
            raise TooManyMails(retry_after=ceil(count.seconds_left))
