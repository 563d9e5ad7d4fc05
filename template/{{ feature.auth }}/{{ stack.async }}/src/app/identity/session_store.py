"""Keeps logins in the database, by what their secrets hash to, and tells what becomes of them."""

from collections.abc import Sequence
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID

from app.http.errors import ApiError
from app.identity import statements
from app.identity.errors import TooManyLogins
from app.identity.principals import Principal, known
from app.identity.sessions import Session
from app.infrastructure.database.port import Database
from app.infrastructure.security_log import SecurityLog
from app.utils.clock import now

_CLEAN_EVERY = 100
"""Logins: then those that have expired are removed."""


class SessionStore:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._log = SecurityLog(database)
        self._begun = count(1)

    async def begin(self, session: Session) -> None:
        """In the unit of work that has locked its user."""
        if next(self._begun) % _CLEAN_EVERY == 0:
            await self._database.execute(statements.REMOVE_EXPIRED, moment=session.created_at)
        await self._database.execute(
            statements.ADD,
            id=session.id,
            user_id=session.user_id,
            role=session.role,
            secret_hash=session.secret_hash,
            device=session.device,
            created_at=session.created_at,
            used_at=session.used_at,
            expires_at=session.expires_at,
        )
        await self._log.tell("login.succeeded", session.user_id, as_role=session.role)

    async def refuse(self, what: str, user_id: UUID | None, refusal: ApiError) -> None:
        """Tells that somebody could not prove who they are, by a `login` or a `password`; of those
        who are asked to wait, the first of each window."""
        if not isinstance(refusal, TooManyLogins):
            await self._log.tell(f"{what}.failed", user_id)
        elif refusal.is_first:
            await self._log.tell(f"{what}.refused", user_id)

    async def principal(self, key: UUID) -> Principal | None:
        """Whose session it is, unless it has ended."""
        row = await self._database.fetch_one(statements.STANDING, key=key)
        if row is None or row.expires_at <= now():
            return None
        return Principal(row.user_id, row.role, key)

    async def find(self, key: UUID) -> Session | None:
        """The whole of it, unless it has ended."""
        row = await self._database.fetch_one(statements.FIND, key=key)
        if row is None or row.expires_at <= now():
            return None
        return _session(row)

    async def all_of(self, user_id: UUID) -> Sequence[Session]:
        """Those of a user that have not ended, the ones used last before the others."""
        rows = await self._database.fetch_all(statements.ALL_OF, owner=user_id, moment=now())
        return [_session(row) for row in rows]

    async def use(self, key: UUID, *, since: datetime, moment: datetime, until: datetime) -> None:
        """It is used at this moment, so it goes on until then; nothing is written where somebody
        else has done so `since`."""
        await self._database.execute(
            statements.USE, key=key, since=since, new_used_at=moment, new_expires_at=until
        )

    async def renew(self, key: UUID, *, old: str, new: str) -> bool:
        """Puts one secret in the place of another. False where it was not the old one any more: of
        many who try at once, one succeeds."""
        renewed = await self._database.execute(
            statements.RENEW, key=key, old=old, new_secret_hash=new, new_used_at=now()
        )
        return renewed == 1

    async def end(self, key: UUID) -> None:
        """By whoever asks, who logs out."""
        await self._database.execute(statements.END, key=key)
        caller = known()
        await self._log.tell("logout", caller.user_id if caller else None)

    async def revoke(self, key: UUID, user_id: UUID) -> None:
        """Its token came twice: somebody has stolen it."""
        await self._database.execute(statements.END, key=key)
        await self._log.tell("token.reused", user_id)

    async def end_own(self, key: UUID, user_id: UUID) -> bool:
        """False where this user has no such login."""
        ended = await self._database.execute(statements.END_OWN, key=key, owner=user_id)
        if ended:
            await self._log.tell("login.ended", user_id)
        return ended == 1

    async def end_others(self, user_id: UUID, *, but: UUID | None) -> None:
        """As a user asks for it."""
        await self.end_all_of(user_id, but=but)
        await self._log.tell("login.ended", user_id)

    async def end_all_of(self, user_id: UUID, *, but: UUID | None = None) -> None:
        """Every login of a user, `but` this one."""
        kept = but or user_id  # which is no session's id
        await self._database.execute(statements.END_ALL, owner=user_id, kept=kept)

    async def forget(self, user_id: UUID) -> None:
        await self.end_all_of(user_id)

    async def follow(self, user_id: UUID, *, role: str) -> None:
        """The user has another role from now on."""
        await self._database.execute(statements.FOLLOW, owner=user_id, new_role=role)


def _session(row: Any) -> Session:
    return Session(
        id=row.id,
        user_id=row.user_id,
        role=row.role,
        secret_hash=row.secret_hash,
        device=row.device,
        created_at=row.created_at,
        used_at=row.used_at,
        expires_at=row.expires_at,
    )
