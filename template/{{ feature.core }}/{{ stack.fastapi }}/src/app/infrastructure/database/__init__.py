"""The database: one port, and an adapter for each way to reach one."""

from fastapi import FastAPI

from app.config import DatabaseSettings, Settings
from app.infrastructure.database.port import Database
from app.infrastructure.database.urls import scheme_of


def install(app: FastAPI, settings: Settings) -> None:
    """Where the database is kept: `app.state.database`."""
    app.state.database = connect(settings)


def connect(settings: DatabaseSettings) -> Database:
    """PostgreSQL by its driver, which is fastest; every other database through SQLAlchemy."""
    if scheme_of(settings.database_url.get_secret_value()) == "postgresql":
        from app.infrastructure.database.postgresql import PostgresqlDatabase

        return PostgresqlDatabase(settings)
    from app.infrastructure.database.engine import EngineDatabase

    return EngineDatabase(settings)
