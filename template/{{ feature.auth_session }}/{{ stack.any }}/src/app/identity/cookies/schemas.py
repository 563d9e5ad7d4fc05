"""What a client is told of its session."""

from datetime import datetime

from pydantic import BaseModel, Field


class OpenSession(BaseModel):
    csrf_token: str = Field(
        description="To be sent as X-CSRF-Token with each change; the same while the session lasts."
    )
    expires_at: datetime = Field(description="When it ends, if it is not used until then.")
