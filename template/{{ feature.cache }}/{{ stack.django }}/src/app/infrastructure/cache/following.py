"""What Django itself changes is known to the cache as well: its admin, its commands, scripts."""

from functools import partial
from typing import Any

from django.db.models.signals import post_delete, post_save

from app.infrastructure.cache.cache import Cache
from app.infrastructure.cache.dependents import changed_with, kind_of
from app.infrastructure.cache.names import Names
from app.infrastructure.cache.transactions import AfterCommit
from app.infrastructure.database.models import Row


def follow(cache: Cache) -> None:
    """From here on."""
    post_save.connect(partial(_save, cache), weak=False, dispatch_uid="cache.save")
    post_delete.connect(partial(_delete, cache), weak=False, dispatch_uid="cache.delete")


def _save(cache: Cache, sender: Any, instance: Any, **_: Any) -> None:
    if issubclass(sender, Row):
        names = Names(cache.namespace, kind_of(sender))
        AfterCommit(cache).tell(names.of_change(instance.pk))


def _delete(cache: Cache, sender: Any, instance: Any, **_: Any) -> None:
    if not issubclass(sender, Row):
        return
    marks = {*Names(cache.namespace, kind_of(sender)).of_change(instance.pk)}
    for kind in changed_with(sender):
        marks.update(Names(cache.namespace, kind).of_all)
    AfterCommit(cache).tell(marks)
