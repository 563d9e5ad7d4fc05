"""Users. `install` wires the slice, from database to routes."""

from fastapi import FastAPI

from app.config import Settings
from app.domain.users.controller import router
from app.domain.users.repository import UserRepository
from app.domain.users.service import UserService
from app.http.pagination import Cursors


def install(app: FastAPI, settings: Settings) -> None:
    secret = settings.secret_key.get_secret_value().encode()
    app.state.users = UserService(
        UserRepository(app.state.database),
        cursors=Cursors(list_name="users", secret=secret),
        sessions=app.state.sessions,
        keepers=app.state.keepers,
        hashing=app.state.hashing,
        limits=app.state.login_limits,
    )
    app.include_router(router)
