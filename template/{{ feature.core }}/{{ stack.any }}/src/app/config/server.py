"""How the service is served."""

from pydantic import Field
from pydantic_settings import BaseSettings


class ServerSettings(BaseSettings):
    host: str = Field("127.0.0.1", description="The address to listen at; 0.0.0.0 in a container.")
    port: int = Field(8000, ge=1, le=65535, description="The port to listen at.")
    workers: int = Field(1, ge=1, le=64, description="Processes that serve; about one a core.")
    drain_seconds: float = Field(
        0,
        ge=0,
        le=20,
        description="How long /health/ready says 503 before a stopping service stops to listen: "
        "as long as a load balancer takes to notice.",
    )
