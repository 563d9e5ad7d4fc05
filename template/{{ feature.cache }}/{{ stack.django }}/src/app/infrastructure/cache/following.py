"""What Django itself changes is known to the cache as well: its admin, its commands, scripts."""

from typing import Any

from django.db import connection
from django.db.models.signals import post_delete, post_save

from app.infrastructure.cache.caches import cache_of
from app.infrastructure.cache.dependents import changed_with, kind_of
from app.infrastructure.cache.names import Names
from app.infrastructure.cache.transactions import AfterCommit
from app.infrastructure.database.models import Row


def follow() -> None:
    """From here on."""
    post_save.connect(_save)
    post_delete.connect(_delete)


def _save(sender: Any, instance: Any, **_: Any) -> None:
    if issubclass(sender, Row):
        cache = cache_of(connection)
        names = Names(cache.namespace, kind_of(sender))
        AfterCommit(cache).tell(names.of_change(instance.pk))


def _delete(sender: Any, instance: Any, **_: Any) -> None:
    if not issubclass(sender, Row):
        return
    cache = cache_of(connection)
    marks = {*Names(cache.namespace, kind_of(sender)).of_change(instance.pk)}
    for kind in changed_with(sender):
        marks.update(Names(cache.namespace, kind).of_all)
    AfterCommit(cache).tell(marks)
