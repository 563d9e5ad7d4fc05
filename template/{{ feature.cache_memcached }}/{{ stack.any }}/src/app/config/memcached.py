"""Where memcached is."""

from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings

_PORT = 11211


class MemcachedSettings(BaseSettings):
    memcached_url: str = Field(
        "memcached://127.0.0.1:11211",
        description="memcached://host:port. It asks nobody for a password: keep it in a network "
        "of your own.",
    )
    memcached_prefix: str = Field(
        "app",
        pattern=r"^[\w.-]{1,40}$",
        description="What its keys begin with: another for each service that shares the server.",
    )

    @property
    def memcached_address(self) -> tuple[str, int]:
        return address_of(self.memcached_url)

    @field_validator("memcached_url")
    @classmethod
    def _memcached(cls, url: str) -> str:
        address_of(url)
        return url


def address_of(url: str) -> tuple[str, int]:
    """Host and port. Raises ValueError."""
    parts = urlsplit(url)
    if parts.scheme != "memcached" or not parts.hostname or parts.path or parts.query:
        raise ValueError("should be memcached://host:port")
    return parts.hostname, parts.port or _PORT
