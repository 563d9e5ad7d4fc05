"""How a login begins, whatever shows it from then on. Knows neither HTTP nor SQL, never commits."""

from datetime import timedelta
from typing import Any, Protocol, TypeVar

from app.identity.account import Account
from app.identity.session_secrets import SessionSecrets
from app.identity.sessions import Session
from app.utils.clock import now
from app.utils.identifiers import new_id

A = TypeVar("A", bound=Account)


class Accounts(Protocol[A]):
    """What is asked of the slice of users."""

    def authenticate(self, email: str, password: str, *, address: str) -> A: ...

    def still(self, account: A) -> A: ...


class Sessions(Protocol):
    """What is asked of the place where logins are kept."""

    def begin(self, session: Session) -> None: ...


class Logins:
    def __init__(
        self,
        accounts: Accounts[Any],
        sessions: Sessions,
        *,
        secrets: SessionSecrets,
        lifetime: timedelta,
    ) -> None:
        """`lifetime` is that of a login which is not used."""
        self._accounts = accounts
        self._sessions = sessions
        self._secrets = secrets
        self._lifetime = lifetime

    def authenticate(self, email: str, password: str, *, address: str) -> Account:
        """As the accounts do. Takes tens of milliseconds: call it before a transaction begins."""
        return self._accounts.authenticate(email, password, address=address)

    def begin(self, account: Account, *, device: str) -> tuple[Session, str]:
        """A login, and what shows that it is one. Raises InvalidCredentials where the account was
        closed, or got another password, meanwhile."""
        found = self._accounts.still(account)
        key, moment = new_id(), now()
        shown, secret_hash = self._secrets.issue(key)
        session = Session(
            id=key,
            user_id=found.id,
            role=found.role,
            secret_hash=secret_hash,
            device=device,
            created_at=moment,
            used_at=moment,
            expires_at=moment + self._lifetime,
        )
        self._sessions.begin(session)
        return session, shown
