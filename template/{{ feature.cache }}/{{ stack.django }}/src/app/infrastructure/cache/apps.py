"""The cache as Django knows it, and how it is wired."""

from django.apps import AppConfig
from django.conf import settings


class CacheConfig(AppConfig):
    """Rows and pages are kept for a while, until they change. What the API changes says so itself;
    what Django does is followed. An `update()` or a `bulk_create()` of a queryset sends no signal:
    say it yourself, or it is known when what was kept ends.
    """

    name = "app.infrastructure.cache"
    label = "cache"
    verbose_name = "Cache"

    def ready(self) -> None:
        """Before the database, for all repositories: their apps come after this one."""
        from app.infrastructure.cache.cache import StoredCache
        from app.infrastructure.cache.caches import put_before_database
        from app.infrastructure.cache.following import follow
        from app.infrastructure.cache.namespaces import namespace_of

        put_before_database(StoredCache(settings.SERVICE, namespace_of(settings.SERVICE)))
        follow()
