"""What is asked of the audit log, and what it tells."""

import re
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from app.resources.fields import Identifier, Moment

_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d")
Name = Annotated[str, StringConstraints(max_length=100, pattern=r"^[a-z][a-z0-9_.]*$")]


def _listed(told: object) -> object:
    """They are kept as one text."""
    return [name for name in told.split(",") if name] if isinstance(told, str) else told


def _written(told: object) -> object:
    """A number is no moment, though pydantic takes one for seconds since 1970."""
    if isinstance(told, str) and not _RFC_3339.match(told):
        raise ValueError("Input should be a moment as RFC 3339 writes it")
    return told


When = Annotated[Moment, BeforeValidator(_written)]


class Entry(BaseModel):
    """Reads its fields from any row that has them."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    at: datetime
    action: str = Field(examples=["company.changed"])
    actor_id: UUID | None = Field(
        description="Who has done it; null for the service itself, and for somebody unknown."
    )
    actor_role: str | None = Field(
        description="The role that they had; `service` for the service itself.", examples=["user"]
    )
    subject_type: str | None = Field(examples=["company"])
    subject_id: UUID | None
    fields: Annotated[list[str] | None, BeforeValidator(_listed)] = Field(
        description="What a change has set, by name alone.", examples=[["name"]]
    )
    address: str | None = Field(
        description="Of the client; null for a script.", examples=["203.0.113.7"]
    )
    request_id: str | None = Field(description="The X-Request-ID of the answer.")
    user_agent: str | None = Field(description="What the client says of itself.")


class AuditQuery(BaseModel):
    """Entries that fit all of it, the newest first."""

    model_config = ConfigDict(frozen=True)

    actor_id: Identifier | None = Field(None, description="Who has done it.")
    action: Name | None = Field(None, examples=["login.failed"])
    subject_type: Name | None = Field(None, examples=["company"])
    subject_id: Identifier | None = Field(None, description="What it was done to.")
    since: When | None = Field(None, description="At this moment or later: RFC 3339.")
    until: When | None = Field(None, description="Before this moment: RFC 3339.")
    page_size: int = Field(20, ge=1, le=100)
    cursor: Annotated[str, StringConstraints(max_length=200)] | None = Field(
        None, description="Empty at first, then `next_cursor` of the page before.", examples=[""]
    )
