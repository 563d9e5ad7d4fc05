"""Idempotency keys in the database."""

from datetime import timedelta

from fastapi import FastAPI

from app.config import Settings
from app.infrastructure.idempotency.changes import IdempotentChanges
from app.infrastructure.idempotency_database.store import DatabaseStore


def install(app: FastAPI, settings: Settings) -> None:
    """Around every change."""
    app.state.changes = IdempotentChanges(
        app.state.changes,
        DatabaseStore(app.state.database),
        lock=timedelta(seconds=settings.request_timeout + 1),
        keep=settings.idempotency_time,
    )
