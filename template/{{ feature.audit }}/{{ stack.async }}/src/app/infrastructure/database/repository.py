"""What a slice's repository derives from: each change is written down in the transaction of it."""

from typing import Any, TypeVar
from uuid import UUID

from app.audit.entries import subject_of
from app.audit.log import AuditLog
from app.infrastructure.database.port import Database
from app.infrastructure.database.resource_rows import ResourceRows
from app.infrastructure.joining import joined
from app.resources.entity import Kept

E = TypeVar("E", bound=Kept)


class ResourceRepository(ResourceRows[E]):
    """Of a resource. A statement of your own that changes rows says so by `self._log`."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._log = AuditLog(database)
        self._subject = subject_of(self.model)

    async def add(self, entity: E) -> None:
        async with joined():
            await super().add(entity)
            await self._log.created(self._subject, entity.id)

    async def save(self, entity: E) -> None:
        async with joined():
            await super().save(entity)
            await self._log.changed(self._subject, entity.id, entity.model_fields_set)

    async def remove(self, key: UUID) -> None:
        async with joined():
            await super().remove(key)
            await self._log.deleted(self._subject, key)

    def _read(self, row: Any) -> E | None:
        """Nothing of it is set yet: so what is set when it is saved is what was changed."""
        found = super()._read(row)
        if found is not None:
            found.model_fields_set.clear()
        return found
