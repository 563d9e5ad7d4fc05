"""How long API keys hold, how many there may be, and how they begin."""

from datetime import timedelta

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings


class ApiKeySettings(BaseSettings):
    api_key_days: int = Field(
        90, ge=1, le=3650, description="How long an API key holds whose owner does not say."
    )
    api_key_longest_days: int = Field(
        365, ge=1, le=3650, description="How long an API key may hold."
    )
    api_keys_per_user: int = Field(
        50, ge=1, le=1000, description="How many API keys somebody may have at once."
    )
    api_key_prefix: str = Field(
        "",
        pattern="^[a-z0-9]{0,16}$",
        description="How they begin, so that scanners know whose they are. Empty: made of the "
        "title of the service.",
    )

    @model_validator(mode="after")
    def _holds_no_longer_than_it_may(self) -> "ApiKeySettings":
        if self.api_key_days > self.api_key_longest_days:
            raise ValueError("API_KEY_DAYS: should be no more than API_KEY_LONGEST_DAYS.")
        return self

    @property
    def api_key_time(self) -> timedelta:
        return timedelta(days=self.api_key_days)

    @property
    def api_key_longest_time(self) -> timedelta:
        return timedelta(days=self.api_key_longest_days)
