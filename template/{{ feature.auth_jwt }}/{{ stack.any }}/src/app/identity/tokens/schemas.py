"""What is sent for a login, and what it gives."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.identity.account import Email
from app.identity.passwords import Password
from app.resources.fields import NO_NUL
from app.resources.payloads import Payload


class Login(Payload):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"email": "ada@example.com", "password": "four words in a row"}]
        }
    )

    email: Email
    password: Password = Field(repr=False)


class RefreshRequest(Payload):
    refresh_token: Annotated[
        str, StringConstraints(min_length=1, max_length=4096, pattern=NO_NUL)
    ] = Field(repr=False)


class TokenPair(BaseModel):
    access_token: str
    refresh_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105
    expires_in: int = Field(description="Seconds until the access token expires.", examples=[900])
