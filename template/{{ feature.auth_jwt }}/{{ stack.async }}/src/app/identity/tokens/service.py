"""Gives out tokens, and takes them back. Knows neither HTTP nor SQL, and never commits.

A login is a session, and the tokens of one are a family: a refresh token that comes twice was
stolen from somebody, so the whole family ends.
"""

from typing import Protocol
from uuid import UUID

from app.identity.account import Account
from app.identity.errors import Unauthenticated
from app.identity.logins import Logins
from app.identity.principals import Principal, current
from app.identity.session_secrets import SessionSecrets
from app.identity.tokens.access import AccessTokens
from app.identity.tokens.schemas import TokenPair

PURPOSE = b"refresh-token"


class Sessions(Protocol):
    """What is asked of the place where logins are kept."""

    async def principal(self, key: UUID) -> Principal | None: ...

    async def renew(self, key: UUID, *, old: str, new: str) -> bool: ...

    async def end(self, key: UUID) -> None: ...

    async def revoke(self, key: UUID, user_id: UUID) -> None: ...


class Reused(Unauthenticated):
    """Says no more than any other 401; that the family has ended stays."""

    keeps_changes = True


class TokenService:
    def __init__(
        self,
        logins: Logins,
        sessions: Sessions,
        *,
        access: AccessTokens,
        refresh: SessionSecrets,
    ) -> None:
        self._logins = logins
        self._sessions = sessions
        self._access = access
        self._refresh = refresh

    async def authenticate(self, email: str, password: str, *, address: str) -> Account:
        """As the accounts do. Takes tens of milliseconds: call it before a transaction begins."""
        return await self._logins.authenticate(email, password, address=address)

    async def log_in(self, account: Account, *, device: str) -> TokenPair:
        """A new family. Raises what `Logins.begin` raises."""
        session, token = await self._logins.begin(account, device=device)
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
            await self._sessions.revoke(key, principal.user_id)
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
