"""What every entity has, whatever it is."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.resources.ownership import Owned


class Kept(BaseModel):
    """What a service gives and a client is sent. Reads its fields from any row that has them."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    created_at: datetime
    updated_at: datetime
    version: int = Field(exclude=True)
    """Counts the changes, from 1. Clients know it as the ETag."""
    emptied: ClassVar[tuple[str, ...]] = ()
    """References that the database itself clears, once what they lead to is deleted."""

    @property
    def revision(self) -> str:
        """Names what is sent. A reference that was cleared counts as no version, and never comes
        back within one: how many are clear tells the rest."""
        cleared = sum(getattr(self, name) is None for name in self.emptied)
        return f"{self.version}-{cleared}" if cleared else f"{self.version}"


class Entity(Owned, Kept):
    """What a resource is made of: it may be somebody's."""
