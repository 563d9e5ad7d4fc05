"""Access and refresh tokens. `install` opens the gate to them, and gives them out."""

from datetime import timedelta

from flask import Flask

from app.config import Settings
from app.identity.logins import Logins
from app.identity.session_secrets import SessionSecrets
from app.identity.tokens.access import AccessTokens
from app.identity.tokens.controller import router
from app.identity.tokens.service import PURPOSE, TokenService
from app.identity.tokens.way import BearerTokens


def install(app: Flask, settings: Settings) -> None:
    access, sessions = AccessTokens(settings), app.extensions["sessions"]
    app.extensions["gate"].open_to(BearerTokens(access, sessions))
    refresh = SessionSecrets(settings.secret_key.get_secret_value().encode(), purpose=PURPOSE)
    lifetime = timedelta(days=settings.refresh_token_days)
    logins = Logins(app.extensions["users"], sessions, secrets=refresh, lifetime=lifetime)
    app.extensions["tokens"] = TokenService(logins, sessions, access=access, refresh=refresh)
    app.register_blueprint(router)
