"""Sessions that a cookie shows. `install` opens the gate to them, and begins them."""

from datetime import timedelta

from flask import Flask

from app.config import Settings
from app.identity.cookies.controller import router
from app.identity.cookies.csrf import CsrfGuard
from app.identity.cookies.service import PURPOSE, CookieService
from app.identity.cookies.way import SessionCookies
from app.identity.logins import Logins
from app.identity.session_secrets import SessionSecrets


def install(app: Flask, settings: Settings) -> None:
    secret, sessions = settings.secret_key.get_secret_value().encode(), app.extensions["sessions"]
    idle = timedelta(minutes=settings.session_idle_minutes)
    longest = timedelta(hours=settings.session_hours)
    secrets = SessionSecrets(secret, purpose=PURPOSE)
    csrf = CsrfGuard(secret, origins=settings.cors_origins)
    app.extensions["gate"].open_to(
        SessionCookies(sessions, secrets=secrets, csrf=csrf, idle=idle, longest=longest)
    )
    logins = Logins(app.extensions["users"], sessions, secrets=secrets, lifetime=min(idle, longest))
    app.extensions["csrf"] = csrf
    app.extensions["cookies"] = CookieService(
        logins, sessions, secrets=secrets, csrf=csrf, longest=longest
    )
    app.register_blueprint(router)
