"""Traced reads as Django knows them, and how they are wired."""

from django.apps import AppConfig
from django.conf import settings


class CacheTracingConfig(AppConfig):
    name = "app.infrastructure.cache_tracing"
    label = "cache_tracing"

    def ready(self) -> None:
        """Around the cache, whose app comes before. Without a collector nothing is imported."""
        if not settings.SERVICE.otel_exporter_otlp_endpoint:
            return
        from django.db import connection

        from app.infrastructure.cache.caches import cache_of, put_before_database
        from app.infrastructure.cache_tracing.traced_cache import TracedCache

        put_before_database(TracedCache(cache_of(connection)))
