"""Which cache stands before the database. A process of Django has one of each."""

from typing import Any

from app.infrastructure.cache.cache import Cache, NoCache

_caches: list[Cache] = [NoCache()]


def put_before_database(cache: Cache) -> None:
    """Before repositories are made."""
    _caches[:] = [cache]


def cache_of(database: Any) -> Cache:
    return _caches[0]
