"""How much of its memory a worker keeps rows in."""

from pydantic import Field
from pydantic_settings import BaseSettings


class CacheMemorySettings(BaseSettings):
    cache_megabytes: int = Field(
        32,
        ge=1,
        le=4096,
        description="Memory of each worker for rows and pages that are kept; what was not asked "
        "for the longest makes room.",
    )
