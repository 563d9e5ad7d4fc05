"""What is sent for a login, and what its owner is told of it."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.identity.account import Email
from app.identity.passwords import Password
from app.resources.payloads import Payload


class Login(Payload):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"email": "ada@example.com", "password": "four words in a row"}]
        }
    )

    email: Email
    password: Password = Field(repr=False)


class OwnSession(BaseModel):
    id: UUID
    device: str = Field(
        description="What it was begun with, as that says of itself: its User-Agent.",
        examples=["curl/8.10.1"],
    )
    created_at: datetime
    used_at: datetime = Field(description="By its latest minute, or its latest refresh.")
    expires_at: datetime = Field(description="When it ends, if it is not used until then.")
    is_current: bool = Field(description="Whether it is the one that asks.")
