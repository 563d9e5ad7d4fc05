"""How long what was read is kept, and how long anybody waits for it. All times are seconds."""

from pydantic import Field
from pydantic_settings import BaseSettings

from app.config.cache_defaults import SECONDS


class CacheSettings(BaseSettings):
    cache_seconds: float = Field(
        SECONDS,
        ge=1,
        le=86400,
        description="Seconds for which a row or a page is kept, at most: some end up to a fifth "
        "earlier, so that not all end at once. A change ends it at once.",
    )
    cache_timeout: float = Field(
        0.2,
        gt=0,
        le=1,
        description="Seconds to reach the cache, and again for each of its answers. Then the "
        "database is asked, and for a second nobody asks the cache.",
    )
