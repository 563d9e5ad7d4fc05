"""Gives out tokens, and takes them back. Knows neither HTTP nor SQL, and never commits.

A login is a session, and the tokens of one are a family: a refresh token that comes twice was
stolen from somebody, so the whole family ends.
"""

from datetime import timedelta
from typing import Any, Protocol, TypeVar
from uuid import UUID

from app.identity.account import Account
from app.identity.errors import Unauthenticated
from app.identity.principals import Principal, current
from app.identity.sessions import Session
from app.identity.tokens.access import AccessTokens
from app.identity.tokens.refresh import RefreshTokens
from app.identity.tokens.schemas import TokenPair
from app.utils.clock import now
from app.utils.identifiers import new_id

A = TypeVar("A", bound=Account)


class Accounts(Protocol[A]):
    """What is asked of the slice of users."""

    async def authenticate(self, email: str, password: str, *, address: str) -> A: ...

    async def still(self, account: A) -> A: ...


class Sessions(Protocol):
    """What is asked of the place where logins are kept."""

    async def begin(self, session: Session) -> None: ...

    async def principal(self, key: UUID) -> Principal | None: ...

    async def renew(self, key: UUID, *, old: str, new: str) -> bool: ...

    async def end(self, key: UUID) -> None: ...


class Reused(Unauthenticated):
    """Says no more than any other 401; that the family has ended stays."""

    keeps_changes = True


class TokenService:
    def __init__(
        self,
        accounts: Accounts[Any],
        sessions: Sessions,
        *,
        access: AccessTokens,
        refresh: RefreshTokens,
        lifetime: timedelta,
    ) -> None:
        """`lifetime` is that of a login."""
        self._accounts = accounts
        self._sessions = sessions
        self._access = access
        self._refresh = refresh
        self._lifetime = lifetime

    async def authenticate(self, email: str, password: str, *, address: str) -> Account:
        """As the accounts do. Takes tens of milliseconds: call it before a transaction begins."""
        return await self._accounts.authenticate(email, password, address=address)

    async def log_in(self, account: Account) -> TokenPair:
        """A new family. Raises InvalidCredentials where the account was closed meanwhile."""
        found = await self._accounts.still(account)
        key, moment = new_id(), now()
        token, secret_hash = self._refresh.issue(key)
        session = Session(
            id=key,
            user_id=found.id,
            role=found.role,
            secret_hash=secret_hash,
            created_at=moment,
            used_at=moment,
            expires_at=moment + self._lifetime,
        )
        await self._sessions.begin(session)
        return self._pair(session.id, session.user_id, token)

    async def refresh(self, token: str) -> TokenPair:
        """Raises Unauthenticated for a token that is none, has expired, or was used."""
        spent = self._refresh.read(token)
        if spent is None:
            raise Unauthenticated
        key = spent.session_id
        principal = await self._sessions.principal(key)
        if principal is None or principal.user_id is None:
            raise Unauthenticated
        fresh, secret_hash = self._refresh.issue(key)
        if not await self._sessions.renew(key, old=spent.secret_hash, new=secret_hash):
            await self._sessions.end(key)
            raise Reused
        return self._pair(key, principal.user_id, fresh)

    async def log_out(self) -> None:
        """The caller's own login."""
        if key := current().session_id:
            await self._sessions.end(key)

    def _pair(self, session_id: UUID, user_id: UUID, refresh: str) -> TokenPair:
        access = self._access.issue(session_id=session_id, user_id=user_id)
        seconds = int(self._access.lifetime.total_seconds())
        return TokenPair(access_token=access, refresh_token=refresh, expires_in=seconds)
