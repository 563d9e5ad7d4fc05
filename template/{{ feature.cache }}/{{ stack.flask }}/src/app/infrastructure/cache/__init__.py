"""The cache: rows and pages are kept for a while, until they change."""

from flask import Flask

from app.config import Settings
from app.infrastructure.cache.cache import StoredCache
from app.infrastructure.cache.caches import put_before
from app.infrastructure.cache.namespaces import namespace_of


def install(app: Flask, settings: Settings) -> None:
    """Before the database, for all repositories that are made from here on."""
    put_before(app.extensions["database"], StoredCache(settings, namespace_of(settings)))
