"""How long the answers to requests with an Idempotency-Key are kept."""

from datetime import timedelta

from pydantic import Field
from pydantic_settings import BaseSettings


class IdempotencySettings(BaseSettings):
    idempotency_hours: float = Field(
        24,
        gt=0,
        le=24 * 30,
        description="How long the answer to a request with an Idempotency-Key is kept.",
    )

    @property
    def idempotency_time(self) -> timedelta:
        return timedelta(hours=self.idempotency_hours)
