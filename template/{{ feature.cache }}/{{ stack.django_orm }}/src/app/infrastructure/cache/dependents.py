"""Which rows the database itself changes where one is deleted."""

from django.apps import apps

from app.infrastructure.database.models import Row
from app.infrastructure.database.references import foreign_keys_of

_CHANGES = ("CASCADE", "SET NULL", "SET DEFAULT")


def kind_of(model: type[Row]) -> str:
    """What its rows are known by."""
    return str(model._meta.db_table)


def changed_with(model: type[Row]) -> set[str]:
    """The kinds whose rows may be deleted, or cleared, with one of these."""
    found: set[str] = set()
    todo = {kind_of(model)}
    while todo:
        todo = {kind for kind in _referring(todo) if kind not in found}
        found |= todo
    return found


def _referring(kinds: set[str]) -> set[str]:
    return {
        str(model._meta.db_table)
        for model in apps.get_models()
        for key in foreign_keys_of(model)
        if key.table in kinds and key.on_delete.upper() in _CHANGES
    }
