"""What the service is, and where it runs."""

from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings

EXAMPLE_SECRET = "an-example-for-development-alone-never-for-production"  # noqa: S105


class ServiceSettings(BaseSettings):
    environment: Literal["development", "test", "production"] = Field(
        "development",
        description="Logs are for people in development. Production refuses what is not safe.",
    )
    debug: bool = Field(False, description="Log at the debug level. Refused in production.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="What is less urgent is not logged."
    )
    secret_key: SecretStr = Field(
        SecretStr(EXAMPLE_SECRET),
        min_length=1,
        description="Signs what clients are given and bring back, as cursors. "
        "The same in every process; 32 bytes or more in production: "
        'python3 -c "import secrets; print(secrets.token_urlsafe(48))"',
    )

    @field_validator("environment", "log_level", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value
