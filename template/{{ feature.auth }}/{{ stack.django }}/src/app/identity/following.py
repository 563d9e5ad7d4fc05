"""Logins follow what Django itself does to users: its admin, its commands, scripts of yours.

What the API does to them is followed by `accounts.py`, without signals.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models.signals import post_delete, post_save

from app.identity.apps import IdentityConfig


def follow_records() -> None:
    """From here on."""
    post_save.connect(_follow, sender=get_user_model())
    post_delete.connect(_end, sender=get_user_model())


def _follow(instance: Any, created: bool, **_: Any) -> None:
    if created:
        return
    if instance.is_active and not instance.has_new_password:
        IdentityConfig.sessions.follow(instance.pk, role=instance.role)
    else:
        IdentityConfig.sessions.end_all_of(instance.pk)


def _end(instance: Any, **_: Any) -> None:
    IdentityConfig.keepers.forget(instance.pk)
