"""Who asks, by the cookie of a session."""

from contextlib import suppress
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Protocol
from uuid import UUID

from app.http.errors import ServiceUnavailable
from app.http.native import Request
from app.identity.cookies.cookie import value_of
from app.identity.cookies.csrf import CsrfGuard
from app.identity.errors import LoginEnded
from app.identity.principals import Principal
from app.identity.requests import header_of
from app.identity.session_secrets import SessionSecrets
from app.identity.sessions import Session
from app.utils.clock import now

_SELDOM = timedelta(minutes=1)
"""How exactly it is known when a session was used last: more would be a write for each request."""

_REMEMBERED = 4096
"""Cookies of those who ask often: what is signed in one stays so."""


class Sessions(Protocol):
    """What is asked of the place where logins are kept."""

    def find(self, key: UUID) -> Session | None: ...

    def use(self, key: UUID, *, since: datetime, moment: datetime, until: datetime) -> None: ...


class SessionCookies:
    def __init__(
        self,
        sessions: Sessions,
        *,
        secrets: SessionSecrets,
        csrf: CsrfGuard,
        idle: timedelta,
        longest: timedelta,
    ) -> None:
        """A session that is not used ends after `idle`, and any after `longest`."""
        self._sessions = sessions
        self._read = lru_cache(_REMEMBERED)(secrets.read)
        self._csrf = csrf
        self._idle = idle
        self._longest = longest

    def principal(self, request: Request) -> Principal | None:
        """Raises LoginEnded, and CsrfFailed for a change that its user may know nothing of."""
        value = value_of(header_of(request, "cookie"))
        if not value:
            return None
        shown = self._read(value)
        session = self._sessions.find(shown.session_id) if shown else None
        if shown is None or session is None or session.secret_hash != shown.secret_hash:
            raise LoginEnded
        self._csrf.check(request, session.id)
        self._use(session)
        return Principal(session.user_id, session.role, session.id)

    def _use(self, session: Session) -> None:
        """Nobody is kept out where it can't be written just now."""
        moment = now()
        since = moment - _SELDOM
        if session.used_at < since:
            until = min(moment + self._idle, session.created_at + self._longest)
            with suppress(ServiceUnavailable):
                self._sessions.use(session.id, since=since, moment=moment, until=until)
