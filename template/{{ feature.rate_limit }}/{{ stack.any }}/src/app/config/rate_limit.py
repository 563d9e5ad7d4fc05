"""How much one client may ask for, and who may say which client it is."""

import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated, NamedTuple

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode

Network = IPv4Network | IPv6Network

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
_RATE = re.compile(rf"([1-9]\d{{0,8}})/({'|'.join(_SECONDS)})")


class Rate(NamedTuple):
    amount: int
    seconds: int


class RateLimitSettings(BaseSettings):
    rate_limit: str = Field(
        "",
        description="Requests that one client may send: 1200/minute, or per second, hour, day. "
        "Empty: 1200/minute in production, and elsewhere more than tests and load tests send.",
    )
    trusted_proxies: Annotated[list[Network], NoDecode] = Field(
        [],
        description="Networks of the proxies in front, with commas between them: whom "
        "X-Forwarded-For is believed.",
        examples=["10.0.0.0/8"],
    )

    @field_validator("rate_limit")
    @classmethod
    def _is_a_rate(cls, text: str) -> str:
        if text:
            parse(text)
        return text

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _are_networks(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        networks = [_network(part.strip()) for part in value.split(",") if part.strip()]
        if any(network.prefixlen == 0 for network in networks):
            raise ValueError("must not be everybody. List the networks of your own proxies")
        return networks


def parse(text: str) -> Rate:
    """`1200/minute`. Raises ValueError."""
    found = _RATE.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"should be like 1200/minute: a number, /, and {', '.join(_SECONDS)}")
    return Rate(int(found[1]), _SECONDS[found[2]])


def _network(text: str) -> Network:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        raise ValueError("should be networks, as 10.0.0.0/8, with commas between them") from None
