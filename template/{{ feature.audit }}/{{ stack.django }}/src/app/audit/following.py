"""What Django itself does is written down as well: its admin, its commands, scripts of yours.

What the API does says so itself (`infrastructure/database/repository.py`), without signals. An
`update()` or `bulk_create()` of a queryset sends none: nothing is known of it.
"""

from functools import partial
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.core.signals import request_started
from django.db.models.signals import post_delete, post_save, pre_save

from app.audit.entries import USER, subject_of
from app.audit.log import AuditLog
from app.audit.origin import come_from
from app.audit.requests import origin_in
from app.config import Settings
from app.http.client_address import ClientAddresses
from app.identity.principals import Principal
from app.infrastructure.database.models import Row
from app.infrastructure.database.port import Database

_LOG = AuditLog(Database())
_ADDRESSES: list[ClientAddresses] = []


def follow(settings: Settings) -> None:
    """From here on."""
    _ADDRESSES[:] = [ClientAddresses(settings.trusted_proxies)]
    request_started.connect(_arrive)
    pre_save.connect(_compare)
    post_save.connect(_save)
    post_delete.connect(_delete)
    user_logged_in.connect(_log_in)
    user_logged_out.connect(_log_out)


def _arrive(environ: Any, **_: Any) -> None:
    """At a page: the API does not send this signal."""
    come_from(partial(origin_in, environ, _ADDRESSES[0]))


def _compare(sender: Any, instance: Any, **_: Any) -> None:
    """With what is kept, before that is written over."""
    if issubclass(sender, Row) and not instance._state.adding:
        kept = sender._base_manager.filter(pk=instance.pk).values().first() or {}
        instance._changed = {
            field.attname
            for field in instance._meta.concrete_fields
            if kept.get(field.attname) != getattr(instance, field.attname)
        } - set(instance.folds())


def _save(sender: Any, instance: Any, created: bool, **_: Any) -> None:
    if not issubclass(sender, Row):
        return
    subject = subject_of(sender)
    if created:
        _LOG.created(subject, instance.pk)
    else:
        _LOG.changed(subject, instance.pk, instance._changed)


def _delete(sender: Any, instance: Any, **_: Any) -> None:
    if issubclass(sender, Row):
        _LOG.deleted(subject_of(sender), instance.pk)


def _log_in(user: Any, **_: Any) -> None:
    _LOG.write("login.succeeded", USER, user.pk, by=Principal(user.pk, user.role))


def _log_out(user: Any, **_: Any) -> None:
    if user is not None:
        _LOG.write("logout", USER, user.pk, by=Principal(user.pk, user.role))
