"""What may be done by mail. Knows neither HTTP nor SQL, and never commits.

What is to be mailed is given back: it is sent once all is committed.
"""

from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel

from app.config import Settings
from app.identity.account import Account
from app.identity.accounts import AccountService
from app.identity.mail_tokens.errors import InvalidToken
from app.identity.mail_tokens.limits import MailLimits
from app.identity.mail_tokens.schemas import VerifiedEmail
from app.identity.mail_tokens.token_store import TokenStore
from app.identity.mail_tokens.tokens import Kept, Link, Purpose, hash_of, mark_of, new_token, nobody
from app.infrastructure.mail.port import Mailer, Message

A = TypeVar("A", bound=Account)


class Letters(Protocol):
    """What the slice of users writes."""

    def reset(self, to: str, link: Link) -> Message: ...

    def password_changed(self, to: str) -> Message: ...

    def verification(self, to: str, link: Link) -> Message: ...

    def registration(self, to: str, link: Link) -> Message: ...

    def registered_already(self, to: str) -> Message: ...


class MailTokenService(Generic[A]):
    def __init__(
        self,
        accounts: AccountService[A],
        tokens: TokenStore,
        *,
        letters: Letters,
        limits: MailLimits,
        mailer: Mailer,
        settings: Settings,
    ) -> None:
        self.limits = limits
        self._accounts = accounts
        self._tokens = tokens
        self._letters = letters
        self._mailer = mailer
        self._frontend = settings.frontend_url
        self._secret = settings.secret_key.get_secret_value().encode()
        self._lifetimes = {
            Purpose.RESET: settings.reset_time,
            Purpose.VERIFICATION: settings.verification_time,
            Purpose.REGISTRATION: settings.verification_time,
        }

    def send(self, message: Message | None) -> None:
        """What was given back, if anything. Call it when all is committed."""
        if message is not None:
            self._mailer.send(message)

    def ask_for_reset(self, email: str) -> Message | None:
        """Takes as long for somebody unknown, for whom a token is kept that nobody has."""
        account = self._accounts.find_by_email(email)
        if account is None or not account.is_active:
            self._issue_to_nobody(email)
            return None
        return self._letters.reset(account.email, self._issue(account, Purpose.RESET))

    def refuse_unknown(self, token: str, purpose: Purpose) -> None:
        """Before what takes long. Raises InvalidToken."""
        if self._tokens.find(hash_of(token), purpose) is None:
            raise InvalidToken

    def reset(self, token: str, password: str) -> Message:
        """`password` is hashed already. Ends every login, and verifies the address. Raises
        InvalidToken."""
        account = self._taken(token, Purpose.RESET)
        if not account.is_active:
            raise InvalidToken
        account = self._accounts.replace(account, {"password": password})
        self._tokens.remove_all_of(account.id)
        self._tokens.verify(account)
        return self._letters.password_changed(account.email)

    def ask_for_verification(self) -> Message | None:
        """Of the caller's address. None where there is nothing left to do. Raises TooManyMails."""
        account = self._accounts.me()
        if self._tokens.verified_at(account) is not None:
            return None
        self.limits.count(account.email)
        link = self._issue(account, Purpose.VERIFICATION)
        return self._letters.verification(account.email, link)

    def verify(self, token: str) -> None:
        """Raises InvalidToken."""
        self._tokens.verify(self._taken(token, Purpose.VERIFICATION))

    def verification(self) -> VerifiedEmail:
        """Of the caller's address."""
        account = self._accounts.me()
        verified_at = self._tokens.verified_at(account)
        return VerifiedEmail(email=account.email, verified_at=verified_at)

    def ask_to_register(self, new: BaseModel, email: str, password: str) -> Message:
        """Makes an account that waits for `confirm`, or writes to whose this address is. Who comes
        again replaces what waits, with its password, which is hashed already."""
        found = self._accounts.find_by_email(email)
        if found is None:
            account = self._accounts.register(new, password, is_active=False)
        elif self._waits(found):
            account = self._accounts.replace(found, {**dict(new), "password": password})
        else:
            self._issue_to_nobody(email)
            return self._letters.registered_already(found.email)
        link = self._issue(account, Purpose.REGISTRATION)
        return self._letters.registration(account.email, link)

    def verify_registration(self, token: str, password: str) -> None:
        """Whoever registers an address of somebody else's knows the password, but reads no mail;
        that other reads the mail, but knows no password. Raises InvalidToken, InvalidCredentials.
        Takes tens of milliseconds: call it before a transaction begins."""
        kept = self._tokens.find(hash_of(token), Purpose.REGISTRATION)
        account = self._accounts.find(kept.user_id) if kept else None
        if account is None:
            raise InvalidToken
        self._accounts.verify(account, password)

    def confirm(self, token: str) -> None:
        """Opens the account. Raises InvalidToken."""
        account = self._taken(token, Purpose.REGISTRATION)
        account = self._accounts.replace(account, {"is_active": True})
        self._tokens.verify(account)

    def _waits(self, account: Account) -> bool:
        """Whether it was never confirmed, and no admin has touched it since."""
        mark = self._tokens.mark_of_registration(account.id)
        return not account.is_active and mark == mark_of(account, Purpose.REGISTRATION)

    def _taken(self, token: str, purpose: Purpose) -> A:
        """Whose it was: it is used from now on. The account is locked."""
        kept = self._tokens.find(hash_of(token), purpose)
        account = self._accounts.locked(kept.user_id) if kept else None
        if kept is None or account is None or kept.mark != mark_of(account, purpose):
            raise InvalidToken
        if not self._tokens.take(kept.secret_hash):
            raise InvalidToken
        return account

    def _issue(self, account: Account, purpose: Purpose) -> Link:
        token, holds = new_token(), self._lifetimes[purpose]
        kept = Kept(
            purpose=purpose,
            user_id=account.id,
            secret_hash=hash_of(token),
            mark=mark_of(account, purpose),
        )
        self._tokens.replace(kept, holds=holds)
        page = f"{self._frontend}/{_PAGES[purpose]}" if self._frontend else ""
        return Link(page, token, holds)

    def _issue_to_nobody(self, email: str) -> None:
        """What it takes to mail a token, and no mail."""
        secret_hash, key = hash_of(new_token()), nobody(email, self._secret)
        kept = Kept(purpose=Purpose.RESET, user_id=key, secret_hash=secret_hash, mark=secret_hash)
        self._tokens.replace(kept, holds=self._lifetimes[Purpose.RESET])


_PAGES: dict[Any, str] = {
    Purpose.RESET: "reset-password",
    Purpose.VERIFICATION: "verify-email",
    Purpose.REGISTRATION: "confirm-registration",
}
"""Below FRONTEND_URL."""
