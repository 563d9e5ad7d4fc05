"""Idempotency keys in the database, as Django knows them, and how they are wired."""

from datetime import timedelta

from django.apps import AppConfig
from django.conf import settings

from app.infrastructure.idempotency.changes import IdempotentChanges


class IdempotencyConfig(AppConfig):
    name = "app.infrastructure.idempotency_database"
    label = "idempotency"

    def ready(self) -> None:
        """Around every change."""
        from app.apps import ServiceConfig  # up there Django would take it for this app's own
        from app.infrastructure.database.port import Database
        from app.infrastructure.idempotency_database.store import DatabaseStore

        ServiceConfig.changes = IdempotentChanges(
            ServiceConfig.changes,
            DatabaseStore(Database()),
            lock=timedelta(seconds=settings.SERVICE.request_timeout + 1),
            keep=settings.SERVICE.idempotency_time,
        )
