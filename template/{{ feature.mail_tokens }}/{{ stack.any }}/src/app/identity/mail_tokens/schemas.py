"""What is sent for a mail, and with what was mailed."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.identity.account import Email
from app.identity.passwords import NewPassword, Password
from app.resources.fields import NO_NUL
from app.resources.payloads import Payload

Token = Annotated[str, StringConstraints(min_length=1, max_length=128, pattern=NO_NUL)]


class ResetRequest(Payload):
    model_config = ConfigDict(json_schema_extra={"examples": [{"email": "ada@example.com"}]})

    email: Email


class Reset(Payload):
    token: Token = Field(repr=False)
    new_password: NewPassword = Field(repr=False)


class Verification(Payload):
    token: Token = Field(repr=False)


class Confirmation(Payload):
    token: Token = Field(repr=False)
    password: Password = Field(repr=False)


class VerifiedEmail(BaseModel):
    """The address of an account, and since when it is known that its owner reads it."""

    email: str = Field(examples=["ada@example.com"])
    verified_at: datetime | None
