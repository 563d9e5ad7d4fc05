"""All settings of the service in one place: one base class a concern."""

from typing import Self

from pydantic import model_validator
from pydantic_settings import SettingsConfigDict

from app.config.database import DatabaseSettings
from app.config.http import HttpSettings
from app.config.production import refusals
from app.config.service import ServiceSettings
from app.config.yours import YourSettings


class Settings(
    DatabaseSettings,
    HttpSettings,
    ServiceSettings,
    YourSettings,
):
    """`DATABASE_URL` in the environment, or else in `.env`, sets `database_url`."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True)

    @model_validator(mode="after")
    def _safe_in_production(self) -> Self:
        if self.environment == "production" and (found := refusals(self)):
            raise ValueError("\n".join(found))
        return self
