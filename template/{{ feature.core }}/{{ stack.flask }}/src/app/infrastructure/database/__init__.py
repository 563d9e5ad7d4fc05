"""The database: one port, and an adapter for each way to reach one."""

from flask import Flask

from app.config import DatabaseSettings, Settings
from app.infrastructure.database.port import Database
from app.infrastructure.database.urls import scheme_of


def install(app: Flask, settings: Settings) -> None:
    """Where the database is kept: `app.extensions["database"]`."""
    app.extensions["database"] = connect(settings)


def connect(settings: DatabaseSettings) -> Database:
    """PostgreSQL by its driver, which is fastest; every other database through SQLAlchemy."""
    if scheme_of(settings.database_url.get_secret_value()) == "postgresql":
        from app.infrastructure.database.postgresql import PostgresqlDatabase

        return PostgresqlDatabase(settings)
    from app.infrastructure.database.engine import EngineDatabase

    return EngineDatabase(settings)
