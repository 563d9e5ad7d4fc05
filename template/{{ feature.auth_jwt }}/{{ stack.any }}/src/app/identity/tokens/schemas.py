"""What a login by tokens gives, and what is sent to go on with it."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from app.resources.fields import NO_NUL
from app.resources.payloads import Payload


class RefreshRequest(Payload):
    refresh_token: Annotated[
        str, StringConstraints(min_length=1, max_length=4096, pattern=NO_NUL)
    ] = Field(repr=False)


class TokenPair(BaseModel):
    access_token: str
    refresh_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105
    expires_in: int = Field(description="Seconds until the access token expires.", examples=[900])
