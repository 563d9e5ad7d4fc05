"""Wires what accounts and logins stand on."""

from flask import Flask

from app.config import Settings
from app.http.client_address import ClientAddresses
from app.identity.controller import router
from app.identity.gate import IdentityGate
from app.identity.hashing import Hashing
from app.identity.keepers import Keepers
from app.identity.login_limits import LoginLimits
from app.identity.own_sessions import OwnSessions
from app.identity.session_store import SessionStore
from app.infrastructure.counters import Counter
from app.infrastructure.security_log import SecurityLog


def install(app: Flask, settings: Settings) -> None:
    """Before the slice of users, and before the ways to log in."""
    app.extensions["gate"] = IdentityGate(SecurityLog(app.extensions["database"]))
    app.extensions["sessions"] = SessionStore(app.extensions["database"])
    app.extensions["own_sessions"] = OwnSessions(app.extensions["sessions"])
    app.extensions["keepers"] = Keepers(app.extensions["sessions"])
    app.extensions["hashing"] = Hashing(settings)
    app.extensions["counter"] = counter = Counter(settings)
    app.extensions["login_limits"] = LoginLimits(settings, counter)
    app.extensions["addresses"] = ClientAddresses(settings.trusted_proxies)
    app.register_blueprint(router)
