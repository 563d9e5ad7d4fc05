"""How access tokens are signed, and how long they hold."""

from typing import Literal

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings

_ALGORITHMS = {"hs256": "HS256", "ed25519": "Ed25519"}
_SHORTEST_KEY = 32
"""Bytes."""


class JwtSettings(BaseSettings):
    access_token_minutes: int = Field(
        15, ge=1, le=60, description="How long an access token holds."
    )
    refresh_token_days: int = Field(
        30, ge=1, le=365, description="How long a login by tokens holds, if nobody ends it."
    )
    jwt_issuer: str = Field(
        "", description="Who signs tokens: their `iss`. Empty: the title of the service."
    )
    jwt_audience: str = Field(
        "", description="Whom they are for: their `aud`. Empty: the title of the service."
    )
    jwt_algorithm: Literal["HS256", "Ed25519"] = Field(
        "HS256",
        description="HS256 where this service alone reads its tokens; Ed25519 where others do.",
    )
    jwt_keys: SecretStr = Field(
        SecretStr(""),
        description="Keys as name:key, with commas between them. The first signs; the others are "
        "taken until their tokens have expired. Empty: one that is made of SECRET_KEY.",
    )

    @field_validator("jwt_algorithm", mode="before")
    @classmethod
    def _in_any_case(cls, value: object) -> object:
        return _ALGORITHMS.get(value.lower(), value) if isinstance(value, str) else value

    @field_validator("jwt_keys")
    @classmethod
    def _are_named(cls, keys: SecretStr) -> SecretStr:
        named(keys)
        return keys

    @model_validator(mode="after")
    def _has_a_key_for_others(self) -> "JwtSettings":
        if self.jwt_algorithm == "Ed25519" and not self.jwt_keys.get_secret_value():
            raise ValueError("JWT_KEYS: Ed25519 needs a key of its own, 32 bytes as base64url.")
        return self


def named(keys: SecretStr) -> dict[str, str]:
    """Each key by its name, in order. Raises ValueError."""
    found: dict[str, str] = {}
    for part in filter(None, keys.get_secret_value().split(",")):
        name, colon, key = part.strip().partition(":")
        if not (colon and name.isascii() and name.isprintable() and name not in found):
            raise ValueError("should be name:key, with commas between them, each name once")
        if len(key.encode()) < _SHORTEST_KEY:
            raise ValueError(f"each key should have {_SHORTEST_KEY} bytes or more")
        found[name] = key
    return found
