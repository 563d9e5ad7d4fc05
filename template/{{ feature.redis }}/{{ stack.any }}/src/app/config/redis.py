"""Where Redis is, and how long anybody waits for it. All times are seconds."""

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings

_SCHEMES = ("redis", "rediss", "unix")


class RedisSettings(BaseSettings):
    redis_url: SecretStr = Field(
        SecretStr("redis://127.0.0.1:6379/0"),
        description="redis://user:password@host:port/number, or unix:///path/to/socket. "
        "TLS: rediss://...?ssl_ca_certs=/path/to/ca.pem",
    )
    redis_prefix: str = Field(
        "app",
        pattern=r"^[\w.-]{1,40}$",
        description="What its keys begin with: another for each service that shares the server.",
    )
    redis_timeout: float = Field(
        0.5, gt=0, le=5, description="Seconds to reach Redis, and again for each of its answers."
    )

    @field_validator("redis_url")
    @classmethod
    def _redis(cls, url: SecretStr) -> SecretStr:
        scheme, found, rest = url.get_secret_value().partition("://")
        if scheme not in _SCHEMES or not found or not rest:
            raise ValueError("should begin with redis://, rediss:// (TLS) or unix://")
        return url
