"""How long a login by a cookie holds."""

from pydantic import Field
from pydantic_settings import BaseSettings


class SessionSettings(BaseSettings):
    session_idle_minutes: int = Field(
        60, ge=5, le=10080, description="A login by a cookie that is not used so long ends."
    )
    session_hours: int = Field(
        24, ge=1, le=8760, description="So old no login by a cookie gets, however often it is used."
    )
