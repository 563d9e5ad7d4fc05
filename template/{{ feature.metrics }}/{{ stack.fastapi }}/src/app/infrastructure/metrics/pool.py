"""Which database's connections are told."""

from fastapi import FastAPI

from app.config import Settings
from app.infrastructure.database.port import Database

_databases: list[Database] = []
"""Of the process: its last application's."""


def install(app: FastAPI, settings: Settings) -> None:
    """The application has its database by now."""
    _databases[:] = [app.state.database]


def connections_in_use() -> int:
    """Those that are lent at this moment."""
    return sum(database.connections_in_use for database in _databases)
