"""Which rows the database itself changes where one is deleted."""

from app.infrastructure.database.models import Row

_CHANGES = ("CASCADE", "SET NULL", "SET DEFAULT")


def kind_of(model: type[Row]) -> str:
    """What its rows are known by."""
    return str(model.__tablename__)


def changed_with(model: type[Row]) -> set[str]:
    """The kinds whose rows may be deleted, or cleared, with one of these."""
    found: set[str] = set()
    todo = {kind_of(model)}
    while todo:
        todo = {kind for kind in _referring(model, todo) if kind not in found}
        found |= todo
    return found


def _referring(model: type[Row], kinds: set[str]) -> set[str]:
    return {
        table.name
        for table in model.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name in kinds and (key.ondelete or "").upper() in _CHANGES
    }
