"""Sessions that a cookie shows. `install` opens the gate to them, and begins them."""

from datetime import timedelta

from fastapi import FastAPI

from app.config import Settings
from app.identity.cookies.controller import router
from app.identity.cookies.csrf import CsrfGuard
from app.identity.cookies.service import PURPOSE, CookieService
from app.identity.cookies.way import SessionCookies
from app.identity.logins import Logins
from app.identity.session_secrets import SessionSecrets


def install(app: FastAPI, settings: Settings) -> None:
    secret, sessions = settings.secret_key.get_secret_value().encode(), app.state.sessions
    idle = timedelta(minutes=settings.session_idle_minutes)
    longest = timedelta(hours=settings.session_hours)
    secrets = SessionSecrets(secret, purpose=PURPOSE)
    csrf = CsrfGuard(secret, origins=settings.cors_origins)
    app.state.gate.open_to(
        SessionCookies(sessions, secrets=secrets, csrf=csrf, idle=idle, longest=longest)
    )
    logins = Logins(app.state.users, sessions, secrets=secrets, lifetime=min(idle, longest))
    app.state.csrf = csrf
    app.state.cookies = CookieService(logins, sessions, secrets=secrets, csrf=csrf, longest=longest)
    app.include_router(router)
