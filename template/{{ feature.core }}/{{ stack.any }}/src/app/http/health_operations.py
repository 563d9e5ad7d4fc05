"""What the health checks promise."""

from typing import Literal

from pydantic import BaseModel, Field

from app.http.envelopes import Success
from app.http.operations import Operation

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
    returns=Success[Liveness],
    common_errors=False,
)
READY = Operation(
    id="ready",
    summary="Whether the service should be sent work",
    tag="health",
    returns=Success[Readiness],
    same=(503,),
    common_errors=False,
)
