"""How many mails anybody may have sent: to one address, whoever asks, and in all, from one client.

Nobody floods a mailbox, and nobody learns from a limit whose it is: an address counts whether it is
known or not.
"""

from math import ceil

from app.config import Settings
from app.config.rate_limit import Rate
from app.identity.limits import Limit
from app.identity.mail_tokens.errors import TooManyMails
from app.infrastructure.counters import Counter

_RATE = Rate(3, 3600)
_OF_A_CLIENT = 10
"""Times as many: people share an address of the network."""


class MailLimits:
    def __init__(self, settings: Settings, counter: Counter) -> None:
        self._limit = Limit(
            settings, counter, kind="mail", chosen=settings.mail_limit, default=_RATE
        )

    async def count_client(self, address: str) -> None:
        """Raises TooManyMails."""
        await self._count(f"address:{address}", self._limit.amount * _OF_A_CLIENT)

    async def count(self, email: str) -> None:
        """Raises TooManyMails."""
        await self._count(f"email:{email}", self._limit.amount)

    async def allows(self, email: str) -> bool:
        """The same, for who must not be told."""
        try:
            await self.count(email)
        except TooManyMails:
            return False
        return True

    async def _count(self, name: str, amount: int) -> None:
        count = await self._limit.count(name)
        if count.used > amount:
            raise TooManyMails(retry_after=ceil(count.seconds_left))
