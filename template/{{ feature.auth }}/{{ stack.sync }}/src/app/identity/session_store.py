"""Keeps logins in the database, by what their secrets hash to."""

from itertools import count
from uuid import UUID

from app.identity import statements
from app.identity.principals import Principal
from app.identity.sessions import Session
from app.infrastructure.database.port import Database
from app.utils.clock import now

_CLEAN_EVERY = 100
"""Logins: then those that have expired are removed."""


class SessionStore:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._begun = count(1)

    def begin(self, session: Session) -> None:
        """In the unit of work that has locked its user."""
        if next(self._begun) % _CLEAN_EVERY == 0:
            self._database.execute(statements.REMOVE_EXPIRED, moment=session.created_at)
        self._database.execute(
            statements.ADD,
            id=session.id,
            user_id=session.user_id,
            role=session.role,
            secret_hash=session.secret_hash,
            created_at=session.created_at,
            used_at=session.used_at,
            expires_at=session.expires_at,
        )

    def principal(self, key: UUID) -> Principal | None:
        """Whose session it is, unless it has ended."""
        row = self._database.fetch_one(statements.STANDING, key=key)
        if row is None or row.expires_at <= now():
            return None
        return Principal(row.user_id, row.role, key)

    def renew(self, key: UUID, *, old: str, new: str) -> bool:
        """Puts one secret in the place of another. False where it was not the old one any more: of
        many who try at once, one succeeds."""
        renewed = self._database.execute(
            statements.RENEW, key=key, old=old, new_secret_hash=new, new_used_at=now()
        )
        return renewed == 1

    def end(self, key: UUID) -> None:
        self._database.execute(statements.END, key=key)

    def end_all_of(self, user_id: UUID, *, but: UUID | None = None) -> None:
        """Every login of a user, `but` this one."""
        kept = but or user_id  # which is no session's id
        self._database.execute(statements.END_ALL, owner=user_id, kept=kept)

    def follow(self, user_id: UUID, *, role: str) -> None:
        """The user has another role from now on."""
        self._database.execute(statements.FOLLOW, owner=user_id, new_role=role)
