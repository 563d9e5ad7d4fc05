"""Access and refresh tokens. `install` opens the gate to them, and gives them out."""

from datetime import timedelta

from fastapi import FastAPI

from app.config import Settings
from app.identity.logins import Logins
from app.identity.session_secrets import SessionSecrets
from app.identity.tokens.access import AccessTokens
from app.identity.tokens.controller import router
from app.identity.tokens.service import PURPOSE, TokenService
from app.identity.tokens.way import BearerTokens


def install(app: FastAPI, settings: Settings) -> None:
    access = AccessTokens(settings)
    app.state.gate.open_to(BearerTokens(access, app.state.sessions))
    refresh = SessionSecrets(settings.secret_key.get_secret_value().encode(), purpose=PURPOSE)
    lifetime = timedelta(days=settings.refresh_token_days)
    logins = Logins(app.state.users, app.state.sessions, secrets=refresh, lifetime=lifetime)
    app.state.tokens = TokenService(logins, app.state.sessions, access=access, refresh=refresh)
    app.include_router(router)
