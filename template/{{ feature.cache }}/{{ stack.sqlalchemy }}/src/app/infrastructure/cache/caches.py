"""Which cache stands before which database."""

from typing import Any
from weakref import WeakKeyDictionary

from app.infrastructure.cache.cache import Cache, NoCache

_caches: WeakKeyDictionary[Any, Cache] = WeakKeyDictionary()


def put_before(database: Any, cache: Cache) -> None:
    """Before repositories on this database are made."""
    _caches[database] = cache


def cache_of(database: Any) -> Cache:
    return _caches.get(database) or NoCache()
