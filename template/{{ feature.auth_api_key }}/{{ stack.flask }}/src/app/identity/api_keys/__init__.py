"""API keys. `install` opens the gate to them, and lets people make them."""

from flask import Flask

from app.config import Settings
from app.http import documentation
from app.identity.api_keys.aside import Aside
from app.identity.api_keys.controller import router
from app.identity.api_keys.keys import prefix_of
from app.identity.api_keys.permissions import permissions_of
from app.identity.api_keys.service import ApiKeyService
from app.identity.api_keys.store import ApiKeyStore
from app.identity.api_keys.uses import Uses
from app.identity.api_keys.way import ApiKeys


def install(app: Flask, settings: Settings) -> None:
    keys = ApiKeyStore(app.extensions["database"])
    app.extensions["keepers"].add(keys)
    app.extensions["gate"].open_to(ApiKeys(keys, Uses(keys, Aside())))
    app.extensions["api_keys"] = ApiKeyService(
        app.extensions["users"],
        keys,
        permissions=permissions_of(lambda: documentation.routes_of(app)),
        prefix=prefix_of(settings.api_key_prefix),
        lifetime=settings.api_key_time,
        longest=settings.api_key_longest_time,
        most=settings.api_keys_per_user,
    )
    app.register_blueprint(router)
