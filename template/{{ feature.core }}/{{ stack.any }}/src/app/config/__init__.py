"""Settings, one class a concern, read from the environment and from `.env`."""

from app.config.database import DatabaseSettings
from app.config.http import HttpSettings
from app.config.loading import load_settings
from app.config.server import ServerSettings
from app.config.service import ServiceSettings
from app.config.settings import Settings

__all__ = [
    "DatabaseSettings",
    "HttpSettings",
    "ServerSettings",
    "ServiceSettings",
    "Settings",
    "load_settings",
]
