"""Fields that behave alike on every database."""

from typing import Any

from django.db.models import CharField, Field, JSONField, Lookup, TextField, URLField
from django.db.models.functions import Length
from psycopg.types.json import Json

from app.utils.text import fold

_BY_CODE_POINT = {"mysql": "utf8mb4_bin", "postgresql": "C"}
"""The collation that compares characters by their code points. SQLite knows no other."""

CharField.register_lookup(Length)
TextField.register_lookup(Length)


class _Folded(Field):
    """Keeps the fold of another field, `folds`: unique, search and sort go by it."""

    folds: str

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        text = getattr(model_instance, self.folds)
        folded = None if text is None else fold(text)
        setattr(model_instance, self.attname, folded)
        return folded

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        return super().db_parameters(connection) | {
            "collation": _BY_CODE_POINT.get(connection.vendor)
        }

    def deconstruct(self) -> Any:
        name, path, arguments, options = super().deconstruct()
        options.pop("editable", None)
        return name, path, arguments, {"folds": self.folds, **options}


class FoldedLine(_Folded, CharField):
    """The folded twin of a line of at most `folded_length` characters."""

    def __init__(self, *, folds: str, max_length: int, **options: Any) -> None:
        self.folds = folds
        super().__init__(max_length=max_length, editable=False, **options)


class FoldedText(_Folded, TextField):
    """The folded twin of a text of any length."""

    def __init__(self, *, folds: str, **options: Any) -> None:
        self.folds = folds
        super().__init__(editable=False, **options)


class _Apart(Field):
    """A text that MySQL keeps beside its row, which has no room for many long ones."""

    def db_type(self, connection: Any) -> str | None:
        return "mediumtext" if connection.vendor == "mysql" else super().db_type(connection)


class LongLine(_Apart, CharField):
    """A line of more than 255 characters. No index is on it."""


class LongUrl(_Apart, URLField):
    """A URL of more than 255 characters. No index is on it."""


class Document(JSONField):
    """JSON as it was sent: PostgreSQL's `json` keeps the order of names, and every character, which
    `jsonb` does not."""

    def db_type(self, connection: Any) -> str | None:
        return "json" if connection.vendor == "postgresql" else super().db_type(connection)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if connection.vendor == "postgresql" and value is not None:
            return Json(value)
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """psycopg has read it already; the other drivers give a text."""
        if isinstance(value, str):
            return super().from_db_value(value, expression, connection)
        return value


@CharField.register_lookup
@TextField.register_lookup
class Like(Lookup):
    r"""`name_key__like`: LIKE with a pattern of the caller's own, escaped by a backslash."""

    lookup_name = "like"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, given = self.process_lhs(compiler, connection)
        right, bound = self.process_rhs(compiler, connection)
        escape = r"\\" if connection.vendor == "mysql" else "\\"
        return f"{left} LIKE {right} ESCAPE '{escape}'", (*given, *bound)
