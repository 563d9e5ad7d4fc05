"""Idempotency keys in the database."""

from datetime import timedelta

from flask import Flask

from app.config import Settings
from app.infrastructure.idempotency.changes import IdempotentChanges
from app.infrastructure.idempotency_database.store import DatabaseStore


def install(app: Flask, settings: Settings) -> None:
    """Around every change."""
    app.extensions["changes"] = IdempotentChanges(
        app.extensions["changes"],
        DatabaseStore(app.extensions["database"]),
        lock=timedelta(seconds=settings.request_timeout + 1),
        keep=settings.idempotency_time,
    )
