"""Reads through the cache are spans, where a request is traced."""

from flask import Flask

from app.config import Settings
from app.infrastructure.cache.caches import cache_of, put_before


def install(app: Flask, settings: Settings) -> None:
    """Around the cache. Without a collector nothing more is imported."""
    if not settings.otel_exporter_otlp_endpoint:
        return
    from app.infrastructure.cache_tracing.traced_cache import TracedCache

    database = app.extensions["database"]
    put_before(database, TracedCache(cache_of(database)))
