"""How one registers: openly, or so that nobody learns whose address is known. REGISTRATION says.

Each opens its unit of work itself: hashing comes first.
"""

from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

from app.config import Settings
from app.http.client_address import ClientAddresses
from app.http.errors import Conflict
from app.http.native import Request
from app.identity.account import Account
from app.identity.accounts import AccountService
from app.identity.mail_tokens.service import MailTokenService
from app.identity.requests import address_of
from app.infrastructure.retries import in_one_unit_of_work

A = TypeVar("A", bound=Account)


class Registration(Protocol[A]):
    async def register(
        self, request: Request, new: BaseModel, email: str, password: str
    ) -> A | None:
        """None where nobody is told what came of it. Takes tens of milliseconds."""
        ...


class OpenRegistration(Generic[A]):
    def __init__(self, accounts: AccountService[A]) -> None:
        self._accounts = accounts

    async def register(
        self, request: Request, new: BaseModel, email: str, password: str
    ) -> A | None:
        """The new account. Raises the slice's own Conflict where the address is taken."""
        hashed = await self._accounts.hashed(password)
        return await in_one_unit_of_work(lambda: self._accounts.register(new, hashed))


class ConfirmedRegistration(Generic[A]):
    def __init__(
        self,
        accounts: AccountService[A],
        mails: MailTokenService[A],
        addresses: ClientAddresses,
    ) -> None:
        self._accounts = accounts
        self._mails = mails
        self._addresses = addresses

    async def register(
        self, request: Request, new: BaseModel, email: str, password: str
    ) -> A | None:
        """The address is written to, whoever has it. Raises TooManyMails."""
        await self._mails.limits.count_client(address_of(request, self._addresses))
        is_allowed = await self._mails.limits.allows(email)
        hashed = await self._accounts.hashed(password)
        if is_allowed:
            await self._ask(new, email, hashed)
        return None

    async def _ask(self, new: BaseModel, email: str, password: str) -> None:
        try:
            message = await in_one_unit_of_work(
                lambda: self._mails.ask_to_register(new, email, password)
            )
        except Conflict:
            if not await self._accounts.knows(email):
                raise  # it is about something else
        else:
            self._mails.send(message)


def registration_of(
    settings: Settings, accounts: AccountService[A], mails: MailTokenService[A]
) -> Registration[A]:
    if settings.registration == "open":
        return OpenRegistration(accounts)
    return ConfirmedRegistration(accounts, mails, ClientAddresses(settings.trusted_proxies))
