"""Opens and closes sessions. Knows neither HTTP nor SQL, and never commits."""

from datetime import timedelta
from typing import NamedTuple, Protocol
from uuid import UUID

from app.identity.account import Account
from app.identity.cookies.csrf import CsrfGuard
from app.identity.cookies.schemas import OpenSession
from app.identity.errors import Unauthenticated
from app.identity.logins import Logins
from app.identity.principals import current
from app.identity.session_secrets import SessionSecrets
from app.identity.sessions import Session

PURPOSE = b"session-cookie"


class Sessions(Protocol):
    """What is asked of the place where logins are kept."""

    def find(self, key: UUID) -> Session | None: ...

    def end(self, key: UUID) -> None: ...


class Opened(NamedTuple):
    session: OpenSession
    cookie: str
    """What its owner shows from now on."""


class CookieService:
    def __init__(
        self,
        logins: Logins,
        sessions: Sessions,
        *,
        secrets: SessionSecrets,
        csrf: CsrfGuard,
        longest: timedelta,
    ) -> None:
        """`longest` is how old a session gets."""
        self._logins = logins
        self._sessions = sessions
        self._secrets = secrets
        self._csrf = csrf
        self.longest = longest

    def authenticate(self, email: str, password: str, *, address: str) -> Account:
        """As the accounts do. Takes tens of milliseconds: call it before a transaction begins."""
        return self._logins.authenticate(email, password, address=address)

    def log_in(self, account: Account, *, device: str, shown: str) -> Opened:
        """A session that nobody has known before; the one that is `shown` ends, if it is one
        (OWASP ASVS 5.0, V7.2.4). Raises what `Logins.begin` raises."""
        session, cookie = self._logins.begin(account, device=device)
        if before := self._secrets.read(shown):
            self._sessions.end(before.session_id)
        return Opened(self._told(session), cookie)

    def get(self) -> OpenSession:
        """The caller's own. Raises Unauthenticated where they have come by another way."""
        key = current().session_id
        session = self._sessions.find(key) if key else None
        if session is None:
            raise Unauthenticated
        return self._told(session)

    def log_out(self) -> None:
        """The caller's own session."""
        if key := current().session_id:
            self._sessions.end(key)

    def _told(self, session: Session) -> OpenSession:
        token = self._csrf.token_of(session.id)
        return OpenSession(csrf_token=token, expires_at=session.expires_at)
