"""How much a client may ask for, and how it is told: 429, and the headers of the IETF's draft
`draft-ietf-httpapi-ratelimit-headers`.
"""

from collections.abc import Mapping
from math import ceil
from typing import ClassVar

from app.config import Settings
from app.config.rate_limit import Rate, parse
from app.http.answers import failure
from app.http.errors import ApiError
from app.http.native import Response
from app.http.operations import Promise, Route
from app.infrastructure.counters.count import Count

_UNLIMITED = "/health/"
_IN_PRODUCTION = Rate(1200, 60)
_ELSEWHERE = Rate(1_000_000, 60)
"""More than one machine sends: tests and load tests come from one address."""


class RateLimited(ApiError):
    status, code, message = 429, "RATE_LIMITED", "This is more than your share. Try again later."
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "1"}


def _is_limited(route: Route) -> bool:
    return is_limited(route.path)


RATE_LIMITS = Promise(
    holds_for=_is_limited,
    sends={
        "RateLimit": "What is left to you (r), and the seconds until it is all there again (t).",
        "RateLimit-Policy": "The requests that you may send (q) in so many seconds (w).",
    },
    errors=(RateLimited,),
)


def is_limited(path: str) -> bool:
    """All but the health checks: who asks them would take the service for dead."""
    return not path.startswith(_UNLIMITED)


class Quota:
    """So many requests of each client in a window, which begins with the first of them."""

    def __init__(self, settings: Settings) -> None:
        default = _IN_PRODUCTION if settings.environment == "production" else _ELSEWHERE
        chosen = settings.rate_limit
        self.amount, self.window = parse(chosen) if chosen else default
        self.policy = f'"default";q={self.amount};w={self.window}'
        self.name = f"{self.amount}/{self.window}"

    def is_spent(self, count: Count) -> bool:
        return count.used > self.amount

    def told(self, count: Count) -> str:
        """The RateLimit header."""
        left = max(0, self.amount - count.used)
        return f'"default";r={left};t={ceil(count.seconds_left)}'

    def refusal(self, count: Count) -> Response:
        """Tells when to come back."""
        seconds = max(1, ceil(count.seconds_left))
        return failure(RateLimited(), headers={"Retry-After": str(seconds)})
