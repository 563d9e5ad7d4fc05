"""Whose the rows of resources are: theirs who have made them. Admins reach all."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from app.identity.errors import Unauthenticated
from app.identity.principals import current
from app.resources.owners import EVERYWHERE, Ownership, Within


class Owned(BaseModel):
    """What an entity knows of its owner; no client is told. Where its owner is gone, or was never
    known, it is for admins alone."""

    owner_id: UUID | None = Field(default=None, exclude=True)


class ByOwner:
    def of_new(self) -> Mapping[str, Any]:
        return {"owner_id": current().user_id}

    def reach(self) -> Within:
        caller = current()
        if caller.is_admin:
            return EVERYWHERE
        if caller.user_id is None:
            raise Unauthenticated
        return {"owner_id": caller.user_id}

    def reaches(self, row: Any) -> bool:
        caller = current()
        return caller.is_admin or (row.owner_id is not None and row.owner_id == caller.user_id)


OWNERSHIP: Ownership = ByOwner()
