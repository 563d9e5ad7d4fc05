"""What is sent for an API key, and what is told of one."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator
from pydantic.config import JsonDict

from app.resources.fields import NO_NUL, Moment, line
from app.resources.payloads import Payload

Scope = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=NO_NUL)]
_EXAMPLE: JsonDict = {"name": "The nightly export", "scopes": ["users:read"]}


class ApiKeyRequest(Payload):
    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    name: Annotated[str, line(max_length=100)]
    scopes: list[Scope] = Field(
        min_length=1,
        max_length=1000,
        description="What it may do: permissions of the operations, as this document names them.",
    )
    expires_at: Moment | None = Field(None, description="Empty: as long as the service says.")


class ApiKey(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    prefix: str = Field(description="How it begins: what its owner knows it by.")
    scopes: list[str]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = Field(description="To the minute.")

    @field_validator("scopes", mode="before")
    @classmethod
    def _as_kept(cls, value: object) -> object:
        return value.split() if isinstance(value, str) else value


class NewApiKey(ApiKey):
    key: str = Field(repr=False, description="All of it. It is told once, and kept nowhere.")
