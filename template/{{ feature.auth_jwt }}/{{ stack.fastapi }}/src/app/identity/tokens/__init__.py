"""Access and refresh tokens. `install` opens the gate to them, and gives them out."""

from datetime import timedelta

from fastapi import FastAPI

from app.config import Settings
from app.http.client_address import ClientAddresses
from app.identity.tokens.access import AccessTokens
from app.identity.tokens.controller import router
from app.identity.tokens.refresh import RefreshTokens
from app.identity.tokens.service import TokenService
from app.identity.tokens.way import BearerTokens


def install(app: FastAPI, settings: Settings) -> None:
    access = AccessTokens(settings)
    app.state.gate.open_to(BearerTokens(access, app.state.sessions))
    app.state.addresses = ClientAddresses(settings.trusted_proxies)
    app.state.tokens = TokenService(
        app.state.users,
        app.state.sessions,
        access=access,
        refresh=RefreshTokens(settings.secret_key.get_secret_value().encode()),
        lifetime=timedelta(days=settings.session_days),
    )
    app.include_router(router)
