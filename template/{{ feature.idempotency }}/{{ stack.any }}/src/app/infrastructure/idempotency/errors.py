"""What a request with an Idempotency-Key is refused for."""

from collections.abc import Mapping
from typing import ClassVar

from app.http.errors import ApiError, Conflict


class KeyReused(ApiError):
    status, code = 422, "IDEMPOTENCY_KEY_REUSED"
    message = "This Idempotency-Key was sent before, with another request."


class StillInFlight(Conflict):
    message = "The first request with this Idempotency-Key is still being answered."
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "1"}
