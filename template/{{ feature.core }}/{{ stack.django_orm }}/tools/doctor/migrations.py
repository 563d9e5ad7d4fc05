"""How far the database is migrated: here by Django's migrations. Nothing is run."""

from collections.abc import Callable, Sequence
from typing import Any

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

import tools.doctor.ready  # noqa: F401
from tools.doctor.standing import Standing

Rows = Sequence[Sequence[Any]]
_MERGE = ".venv/bin/python manage.py makemigrations --merge"


def standing(applied: Callable[[str], Rows]) -> Standing:
    """`applied` gives the rows of a table, or none where it is not there."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    rows = applied("SELECT app, name FROM django_migrations")
    done = {(str(app), str(name)) for app, name in rows}
    known, squashed = {*loader.disk_migrations}, loader.replacements
    replaced = {old for migration in squashed.values() for old in migration.replaces}
    done |= {key for key, migration in squashed.items() if done >= {*migration.replaces}}
    ended = [(app, name) for app, names in loader.detect_conflicts().items() for name in names]
    return Standing(
        count=len(known),
        pending=_names(known - done - replaced),
        unknown=_names({key for key in done - known - replaced if key[0] in loader.migrated_apps}),
        ends=_names({*ended}),
        merge=_MERGE,
    )


def tables() -> dict[str, str]:
    """Those of the service and of Django's own apps, each with its key."""
    return {
        model._meta.db_table: str(model._meta.pk.column)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }


def _names(keys: set[tuple[str, str]]) -> list[str]:
    return sorted(".".join(key) for key in keys)
