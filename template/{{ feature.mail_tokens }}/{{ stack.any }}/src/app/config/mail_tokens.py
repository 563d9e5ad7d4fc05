"""What is mailed to users, how long it holds, and how often anybody may ask for it."""

from datetime import timedelta
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings

from app.config.rate_limit import parse


class MailTokenSettings(BaseSettings):
    registration: Literal["open", "confirmed"] = Field(
        "open",
        description="open: 201, or 409 where an address is taken. confirmed: always 202, and what "
        "is more is mailed, so that nobody learns who has an account.",
    )
    frontend_url: str = Field(
        "",
        description="Where people click what they were mailed: https://www.example.com. Its pages "
        "get the token behind a #. Empty: mails hold the token alone.",
    )
    reset_minutes: int = Field(
        30, ge=1, le=60, description="How long the token holds that sets a new password."
    )
    verification_hours: int = Field(
        24,
        ge=1,
        le=168,
        description="How long a token holds that verifies an address, or confirms a registration.",
    )
    mail_limit: str = Field(
        "",
        description="Mails that anybody may have sent to one address. Empty: 3/hour, and under "
        "test more than tests do. One client may ask for ten times as many.",
    )

    @property
    def reset_time(self) -> timedelta:
        return timedelta(minutes=self.reset_minutes)

    @property
    def verification_time(self) -> timedelta:
        return timedelta(hours=self.verification_hours)

    @field_validator("registration", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("frontend_url")
    @classmethod
    def _is_a_place(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in ("http", "https") or not parts.hostname or parts.fragment):
            raise ValueError("should be https://www.example.com")
        return url.rstrip("/")

    @field_validator("mail_limit")
    @classmethod
    def _is_a_limit(cls, text: str) -> str:
        if text:
            parse(text)
        return text
