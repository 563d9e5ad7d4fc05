"""Which database's connections are told: those of Django's pools."""

from app.infrastructure.database.pooled import connections_in_use

__all__ = ["connections_in_use"]
