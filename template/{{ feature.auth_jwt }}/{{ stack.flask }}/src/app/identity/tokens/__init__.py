"""Access and refresh tokens. `install` opens the gate to them, and gives them out."""

from datetime import timedelta

from flask import Flask

from app.config import Settings
from app.http.client_address import ClientAddresses
from app.identity.tokens.access import AccessTokens
from app.identity.tokens.controller import router
from app.identity.tokens.refresh import RefreshTokens
from app.identity.tokens.service import TokenService
from app.identity.tokens.way import BearerTokens


def install(app: Flask, settings: Settings) -> None:
    access, sessions = AccessTokens(settings), app.extensions["sessions"]
    app.extensions["gate"].open_to(BearerTokens(access, sessions))
    app.extensions["addresses"] = ClientAddresses(settings.trusted_proxies)
    app.extensions["tokens"] = TokenService(
        app.extensions["users"],
        sessions,
        access=access,
        refresh=RefreshTokens(settings.secret_key.get_secret_value().encode()),
        lifetime=timedelta(days=settings.session_days),
    )
    app.register_blueprint(router)
