"""Keeps mailed tokens in the database, by what they hash to, and which addresses are verified."""

from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

from app.identity.account import Account
from app.identity.mail_tokens import statements
from app.identity.mail_tokens.tokens import Kept, Purpose, mark_of_address
from app.infrastructure.database.port import Database
from app.utils.clock import now

_CLEAN_EVERY = 100
"""Tokens: then those that have expired are removed."""


class TokenStore:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._added = count(1)

    def replace(self, kept: Kept, *, holds: timedelta) -> None:
        """An older one for the same is good for nothing any more."""
        moment = now()
        if next(self._added) % _CLEAN_EVERY == 0:
            self._database.execute(
                statements.REMOVE_EXPIRED, moment=moment, kept=Purpose.REGISTRATION
            )
        self._database.execute(statements.REMOVE_OLDER, owner=kept.user_id, purpose=kept.purpose)
        self._database.execute(
            statements.ADD,
            secret_hash=kept.secret_hash,
            user_id=kept.user_id,
            purpose=kept.purpose,
            mark=kept.mark,
            created_at=moment,
            expires_at=moment + holds,
        )

    def find(self, secret_hash: str, purpose: Purpose) -> Kept | None:
        """Unless it has expired."""
        row = self._database.fetch_one(statements.FIND, key=secret_hash)
        if row is None or row.purpose != purpose or row.expires_at <= now():
            return None
        return Kept(purpose=purpose, user_id=row.user_id, secret_hash=secret_hash, mark=row.mark)

    def mark_of_registration(self, user_id: UUID) -> str | None:
        """Of an account that waits to be confirmed, however long ago that was asked."""
        row = self._database.fetch_one(
            statements.OF_USER, owner=user_id, purpose=Purpose.REGISTRATION
        )
        return row.mark if row else None

    def take(self, secret_hash: str) -> bool:
        """Of many who try at once, one succeeds."""
        return self._database.execute(statements.TAKE, key=secret_hash) == 1

    def remove_all_of(self, user_id: UUID) -> None:
        self._database.execute(statements.REMOVE_ALL, owner=user_id)

    def forget(self, user_id: UUID) -> None:
        self.remove_all_of(user_id)
        self._database.execute(statements.FORGET, key=user_id)

    def verify(self, account: Account) -> None:
        """In the unit of work that has locked the account."""
        self._database.execute(statements.FORGET, key=account.id)
        self._database.execute(
            statements.VERIFY,
            user_id=account.id,
            mark=mark_of_address(account),
            verified_at=now(),
        )

    def verified_at(self, account: Account) -> datetime | None:
        """For as long as it has that address."""
        row = self._database.fetch_one(statements.VERIFIED, key=account.id)
        holds = row is not None and row.mark == mark_of_address(account)
        return row.verified_at if row and holds else None
