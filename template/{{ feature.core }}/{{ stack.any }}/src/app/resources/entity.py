"""What every entity has, whatever it is."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Entity(BaseModel):
    """What a service gives and a client is sent. Reads its fields from any row that has them."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    created_at: datetime
    updated_at: datetime
    version: int = Field(exclude=True)
    """Counts the changes, from 1. Clients know it as the ETag."""
