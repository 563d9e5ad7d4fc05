"""What the health checks promise, and what they answer."""

from collections.abc import Mapping
from time import perf_counter
from typing import Literal

from pydantic import BaseModel, Field

from app.http.access import EVERYBODY
from app.http.answers import ok
from app.http.envelopes import Success
from app.http.native import Response
from app.http.operations import Operation
from app.infrastructure import draining

CHECK_TIMEOUT = 1.0
"""Seconds until a check is given up, and what it checks is down."""


class Liveness(BaseModel):
    status: Literal["up"]


class Check(BaseModel):
    status: Literal["up", "down"]
    latency_ms: float = Field(examples=[0.8])


class Readiness(BaseModel):
    checks: dict[str, Check]


LIVE = Operation(
    id="live",
    summary="Whether the process runs",
    tag="health",
    access=EVERYBODY,
    returns=Success[Liveness],
    common_errors=False,
)
READY = Operation(
    id="ready",
    summary="Whether the service should be sent work",
    tag="health",
    access=EVERYBODY,
    returns=Success[Readiness],
    same=(503,),
    common_errors=False,
)


def alive() -> Response:
    return ok({"status": "up"})


def readiness(checks: Mapping[str, Check]) -> Response:
    """200 while all is up; 503 where something is down, or the service is about to stop."""
    well = all(check.status == "up" for check in checks.values())
    status = 200 if well and not draining.has_begun() else 503
    return ok(Readiness(checks=dict(checks)), status=status)


def outcome(begun: float, *, up: bool) -> Check:
    """Of a check that was begun then, by `perf_counter`."""
    elapsed = round((perf_counter() - begun) * 1000, 1)
    return Check(status="up" if up else "down", latency_ms=elapsed)
