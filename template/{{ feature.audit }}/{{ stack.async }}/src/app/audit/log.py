"""Writes entries, in the unit of work that there is. Nothing here changes or deletes one."""

from collections.abc import Collection
from uuid import UUID

from app.audit.entries import change_of, entry_of
from app.audit.statements import ADD
from app.identity.principals import Principal
from app.infrastructure.database.port import Database


class AuditLog:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def created(self, subject: str, key: UUID) -> None:
        await self.write(f"{subject}.created", subject, key)

    async def changed(self, subject: str, key: UUID, names: Collection[str]) -> None:
        """`names` of the fields that were set."""
        action, told = change_of(subject, names)
        await self.write(action, subject, key, fields=told)

    async def deleted(self, subject: str, key: UUID) -> None:
        await self.write(f"{subject}.deleted", subject, key)

    async def write(
        self,
        action: str,
        subject: str | None,
        key: UUID | None,
        *,
        fields: Collection[str] | None = None,
        by: Principal | None = None,
    ) -> None:
        """By whoever asks, unless it is said by whom."""
        await self._database.execute(ADD, **entry_of(action, subject, key, fields=fields, by=by))
