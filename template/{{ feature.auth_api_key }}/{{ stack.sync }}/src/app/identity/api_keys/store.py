"""Keeps API keys in the database, by what their secrets hash to."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from app.identity.api_keys import statements
from app.identity.api_keys.keys import ApiKeyText
from app.identity.api_keys.schemas import ApiKey
from app.identity.sessions import digest
from app.infrastructure.database.port import Database


class ApiKeyStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, key: ApiKeyText, owner: UUID, kept: ApiKey) -> None:
        self._database.execute(
            statements.ADD,
            id=kept.id,
            user_id=owner,
            name=kept.name,
            prefix=kept.prefix,
            secret_hash=digest(key.secret),
            scopes=" ".join(kept.scopes),
            created_at=kept.created_at,
            expires_at=kept.expires_at,
            last_used_at=None,
        )

    def standing(self, key: UUID) -> Any | None:
        """What says whether a key holds, and for what; with its owner's role as it is now, which is
        None where there is no such account, or it is closed."""
        return self._database.fetch_one(statements.STANDING, key=key)

    def all_of(self, owner: UUID) -> Sequence[ApiKey]:
        """The newest first."""
        rows = self._database.fetch_all(statements.ALL_OF, owner=owner)
        return [ApiKey.model_validate(row) for row in rows]

    def find(self, key: UUID, owner: UUID) -> ApiKey | None:
        row = self._database.fetch_one(statements.FIND, key=key, owner=owner)
        return ApiKey.model_validate(row) if row else None

    def remove(self, key: UUID, owner: UUID) -> bool:
        """Whether it was there."""
        return self._database.execute(statements.REMOVE, key=key, owner=owner) == 1

    def remove_expired(self, owner: UUID, moment: datetime) -> None:
        self._database.execute(statements.REMOVE_EXPIRED, owner=owner, moment=moment)

    def use(self, key: UUID, moment: datetime, *, before: datetime) -> None:
        """It was used at this moment, and never since `before`."""
        self._database.execute(statements.USE, key=key, new_last_used_at=moment, before=before)

    def forget(self, user_id: UUID) -> None:
        self._database.execute(statements.FORGET, owner=user_id)
