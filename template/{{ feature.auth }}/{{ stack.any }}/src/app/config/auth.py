"""How people log in, and how hard it is to guess a password."""

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings

from app.config.rate_limit import parse


class AuthSettings(BaseSettings):
    login_limit: str = Field(
        "",
        description="Logins that may fail, of an account and of an address. Empty: 10/minute, and "
        "under test more than tests do.",
    )
    password_memory: int = Field(
        19456,
        ge=19456,
        le=4_194_304,
        description="KiB of memory that argon2id takes for a password (OWASP: 19456 or more).",
    )
    password_passes: int = Field(
        2, ge=2, le=100, description="How often argon2id goes over that memory."
    )

    @field_validator("login_limit")
    @classmethod
    def _is_a_limit(cls, text: str) -> str:
        if text:
            parse(text)
        return text
