"""Users. `install` wires the slice, from database to routes."""

from flask import Flask

from app.config import Settings
from app.domain.users.controller import router
from app.domain.users.repository import UserRepository
from app.domain.users.service import UserService
from app.http.pagination import Cursors


def install(app: Flask, settings: Settings) -> None:
    secret = settings.secret_key.get_secret_value().encode()
    app.extensions["users"] = UserService(
        UserRepository(app.extensions["database"]),
        cursors=Cursors(list_name="users", secret=secret),
        sessions=app.extensions["sessions"],
        keepers=app.extensions["keepers"],
        hashing=app.extensions["hashing"],
        limits=app.extensions["login_limits"],
    )
    app.register_blueprint(router)
