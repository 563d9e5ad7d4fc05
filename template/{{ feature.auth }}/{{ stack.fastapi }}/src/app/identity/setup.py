"""Wires what accounts and logins stand on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

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


def install(app: FastAPI, settings: Settings) -> None:
    """Before the slice of users, and before the ways to log in."""
    app.state.gate = IdentityGate(SecurityLog(app.state.database))
    app.state.sessions = SessionStore(app.state.database)
    app.state.own_sessions = OwnSessions(app.state.sessions)
    app.state.keepers = Keepers(app.state.sessions)
    app.state.hashing = Hashing(settings)
    app.state.counter = counter = Counter(settings)
    app.state.login_limits = LoginLimits(settings, counter)
    app.state.addresses = ClientAddresses(settings.trusted_proxies)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        await counter.close()

    app.include_router(APIRouter(lifespan=lifespan))
    app.include_router(router)
