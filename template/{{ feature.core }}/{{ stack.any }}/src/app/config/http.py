"""What a request may be, and how long it may take."""

from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode


class HttpSettings(BaseSettings):
    request_timeout: float = Field(
        4.5,
        gt=0,
        le=60,
        description="Seconds until a request is answered 504. Under 5 s as a client sees it.",
    )
    max_body_bytes: int = Field(
        1024 * 1024, ge=1024, description="A larger request body is answered 413."
    )
    max_in_flight: int = Field(
        200, ge=1, description="Requests that a worker lets in at once; more are answered 503."
    )
    cors_origins: Annotated[list[str], NoDecode] = Field(
        [],
        description="Origins of browsers that may call this API, with commas between them.",
        examples=["https://app.example.com"],
    )

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return [origin.strip().rstrip("/") for origin in value.split(",") if origin.strip()]
